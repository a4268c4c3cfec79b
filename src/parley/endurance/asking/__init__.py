"""Would this deal hold, how long, and what would make it hold longer?

Room: endurance. Asks `parley.endurance.process` of a package of a case; answers in values and sentences.
"""
