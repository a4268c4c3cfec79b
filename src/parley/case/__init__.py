"""The case: parties, issues, options, preferences as sets; files, questions, a draft from claims."""
