"""On what does a phase or a right depend, and what follows if that does not come?"""
