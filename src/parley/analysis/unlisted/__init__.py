"""All packages at once where nobody can list them: the best, whether there is a zone, what methods pick.

Room: analysis.
"""
