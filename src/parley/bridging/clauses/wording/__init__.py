"""Which words of a text are vague, or used without being defined?"""
