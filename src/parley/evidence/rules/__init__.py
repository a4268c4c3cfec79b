"""The built-in reader: rules and word lists in data files per language, no model, no network."""
