"""What is known of a party's wishes, drawn as utility functions: weights, values, answers.

Room: analysis.
"""
