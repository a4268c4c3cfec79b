"""The case: parties, issues, options, preferences as sets; files, questions, and a first draft from claims."""
