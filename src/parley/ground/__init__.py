"""What every room stands on.

Room: ground. Used by all, uses none. Import from its modules:

chance      random streams with addresses
dates       days, and the only clock
digest      canonical form and fingerprint of a value
errors      everything raised on purpose
files       files written whole or not at all
ids         named types for ids, and an id made from words
near        the near miss: what a person probably meant
trace       what a value rests on
version     which Parley this is
"""
