"""A brief as plain values for JSON: the same sections, tables and notes, figures as their tables.

Room: briefs.
"""

from dataclasses import asdict
from typing import Any

from parley.briefs.content import Brief


def as_plain(brief: Brief) -> dict[str, Any]:
    """Dicts, lists, text and numbers; pictures are left out, the figures behind them stay."""
    plain = asdict(brief)
    for section in plain["sections"]:
        for block in section["blocks"]:
            block.pop("panels", None)
    return plain
