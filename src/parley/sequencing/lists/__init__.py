"""Who is on a list: the living and the others among those handed over, and names chosen by two sides."""
