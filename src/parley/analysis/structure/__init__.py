"""A problem held by structure instead of a list of packages, and how it is taken apart.

Room: analysis.
"""
