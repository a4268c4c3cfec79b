"""The smallest change of what a party wants that turns its answer.

Room: analysis.
"""
