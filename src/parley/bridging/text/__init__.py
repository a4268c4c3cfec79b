"""The single negotiating text: its clauses, brackets, versions and differences."""
