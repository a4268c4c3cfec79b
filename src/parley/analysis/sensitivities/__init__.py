"""Which unknown matters most: draws recombined, variance-based indices, the worth of learning.

Room: analysis.
"""
