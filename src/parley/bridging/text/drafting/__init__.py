"""With which words does a text begin: from a package, from what is asked, from the library of clauses?

Room: bridging.
"""
