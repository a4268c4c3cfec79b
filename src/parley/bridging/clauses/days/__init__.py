"""Do the dates, days and lengths of time of a text fit each other?"""
