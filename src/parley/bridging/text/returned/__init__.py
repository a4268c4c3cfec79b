"""What becomes of a Word file that comes back from a party?

Room: bridging. Compared with the version it was made from, clause by clause; nothing is lost.
"""
