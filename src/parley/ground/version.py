"""Which Parley this is: printed with every result, so that it can be obtained again."""

VERSION = "0.1.0"
