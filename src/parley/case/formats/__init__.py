"""Scenario files of other programs, one format a module: reading and writing, with what is lost said."""
