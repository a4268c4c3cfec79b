"""For all tests: examples are the same on every run, and none is judged by the clock."""

from hypothesis import settings

settings.register_profile("parley", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("parley")
