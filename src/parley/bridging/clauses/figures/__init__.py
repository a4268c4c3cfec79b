"""Do the figures of a text fit each other?"""
