"""A case and a package as something that can be scheduled, and the answer in the words of the case."""
