"""What do two texts say differently, and which demands does a text not know?

Room: bridging. Clauses are matched by their words; nothing is lost in a comparison.
"""
