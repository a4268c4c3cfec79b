"""What obstacles are made of: demands, smallest sets of them, and the price of each.

Room: analysis.
"""
