"""Integer programming: a problem as a programme for the solver, and the frontier found by it.

Room: analysis.
"""
