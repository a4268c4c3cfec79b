"""Which versions of a text are kept, who moved them, and what does each say of its case?

Room: bridging.
"""
