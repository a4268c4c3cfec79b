"""Packages a mediator can put on the table, and the reasons for each."""
