"""placeholder

Room: briefs.
"""

from collections.abc import Iterator

from parley.briefs.content import Section
from parley.briefs.desk import Desk


def options_sections(desk: Desk) -> Iterator[Section | None]:
    yield None
