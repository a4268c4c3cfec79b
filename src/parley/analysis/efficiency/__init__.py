"""The exact frontier of a problem: merging, elimination, lines, and the choice between the ways.

Room: analysis.
"""
