"""Other papers than the brief, in the same layouts: the options on each issue, and positions as a matrix."""
