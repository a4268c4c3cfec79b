"""Swap the two principals everywhere in the input: the brief is the same up to the swap, byte for byte."""

import re
from datetime import date
from pathlib import Path

from parley.briefs.brief import compose
from parley.briefs.html import to_html
from parley.case.dossier import open_talks

NORTH, SOUTH = "Arvonia", "Belmora"  # of one length, so that places in the text stay
REPORT = """\
Arvonia and Belmora are to meet again next week in Port Sorrel, mediated by the Lake Commission, after two
days of talks over the dam at Kesh ended without a result on Friday.

Arvonia insists that the reservoir be filled within three years. Belmora rejects that and demands seven
years, saying a faster filling would leave its farms without water. Belmora also wants a guaranteed flow of
300 cubic metres a second at the border, while Arvonia has offered 180 cubic metres a second.

Arvonia demands that disputes be settled by negotiation alone. Belmora insists on binding arbitration.
Some officials in Arvonia privately favour a panel of experts.

Belmora accused Arvonia of closing the gates without notice. Arvonia denied the accusation. The Lake
Commission proposed five years and a flow of 240 cubic metres a second.
"""


def swapped(text: str) -> str:
    return text.replace(NORTH, "\0").replace(SOUTH, NORTH).replace("\0", SOUTH)


def lowered(text: str) -> str:
    """Ids are names in small letters: swap those as well."""
    north, south = NORTH.lower(), SOUTH.lower()
    return swapped(text).replace(north, "\0").replace(south, north).replace("\0", south)


def page(folder: Path, text: str) -> str:
    file = folder / "report.txt"
    file.write_text(text, encoding="utf-8")
    made = to_html(compose(open_talks([file], published=date(2025, 6, 2)), draws=200, seed=0))
    return re.sub(r"SHA-256 \w+|case \w{12}, with claims and documents \w{12}|\bq[0-9a-f]{7}\b", "", made)


def test_the_brief_of_a_swapped_report_is_the_swapped_brief(tmp_path: Path):
    first, second = page(tmp_path, REPORT), page(tmp_path, swapped(REPORT))
    assert NORTH in first
    assert SOUTH in first
    assert first != second
    assert lowered(second) == first


def test_no_sentence_is_kinder_to_one_side(tmp_path: Path):
    text = page(tmp_path, REPORT)
    for word in ("unreasonable", "intransigent", "concession", "hard line", "moderate", "fair"):
        assert word not in text.lower()
