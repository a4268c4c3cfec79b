"""Who owes what in a text, and what does each duty lack?"""
