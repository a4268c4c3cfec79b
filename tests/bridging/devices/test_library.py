"""The library of devices: every entry can be used, names its source, and knows no case by name."""

import re

import pytest
from tests.bridging.devices.conftest import dossier_of

from parley.bridging.devices.candidates import LONGEST, candidates
from parley.bridging.devices.library import library
from parley.case.dossier import open_dossier
from parley.evidence.fields import field_kinds, fields
from parley.ground.errors import ParleyError

LIB = library()


def test_every_family_has_a_device_and_every_device_a_source_a_price_and_a_use():
    families = {device.family for device in LIB.devices}

    assert len(families) == 14
    for device in LIB.devices:
        assert re.search(r"\(\d{4}\)", device.source), device.id
        assert len(device.price) > 20, device.id
        assert len(device.fits) > 20, device.id
        assert device.idea.endswith("."), device.id


def test_every_kind_that_a_matter_names_is_in_a_field_library_and_belongs_to_one_matter():
    known = {kind.id for field in fields() for kind in field_kinds(field)}
    named = [kind for matter in LIB.matters.values() for kind in matter.kinds]

    assert set(named) <= known
    assert len(named) == len(set(named)) > 20


def test_no_name_of_a_worked_case_stands_in_the_library(cases, root):
    names = set()
    for folder in ("gaza-2024", "rail-strike", "river-treaty"):
        case = open_dossier(cases / folder).case
        for party in case.parties.values():
            for one in (party, *party.members.values()):
                for said in (one.name, *one.aliases, *one.metonyms):
                    names |= {w for w in re.findall(r"[\w-]+", said) if w[0].isupper() and len(w) > 2}
        names |= {meeting.place for meeting in case.rounds}
    names |= {"Gaza", "Philadelphi", "Netzarim", "Rafah", "Sael"}
    everyday = "The Branches Union Train Crews Regional Labour Board Council Lakes People Relatives Security"
    names -= set(everyday.split()) | {"Mediation", "Passengers", "Four", "State", "States"}

    folder = root / "src" / "parley" / "bridging" / "devices" / "library" / "en"
    lines = [line for file in sorted(folder.glob("*.toml")) for line in file.read_text().splitlines()]
    text = "\n".join(line for line in lines if not line.startswith("source ="))  # of journals and publishers
    assert {"Israel", "Hamas", "Norvale", "Orvia", "Cairo"} <= names
    assert {name for name in names if re.search(rf"\b{re.escape(name)}\b", text)} == set()


def made(matter_id: str, numeric: bool) -> str:
    """A case with one issue of a matter and another on which something is handed over."""
    words = ", ".join(f'"{w}"' for w in LIB.matters[matter_id].words)
    shape = (
        "range: {low: 1, high: 9, unit: tonnes}" if numeric else "options: {a: First, b: Second, c: Third}"
    )
    ours, theirs, nothing = ("less", "more", "1") if numeric else ("a > b > c", "c > b > a", "a")
    return f"""
parley: 1
title: One issue
field: armed-conflict
parties:
  p: {{name: Pel, role: principal}}
  q: {{name: Qor, role: principal}}
  m: {{name: Mir, role: mediator, kind: person}}
issues:
  it: {{name: The thing, keywords: [{words}], {shape}}}
  handed: {{name: People handed over, kind: captives-number, range: {{low: 0, high: 9}}}}
preferences:
  p: {{orders: {{it: {ours}, handed: more}}, no-deal: {{leads-to: {{it: {nothing}, handed: 0}}}}}}
  q: {{orders: {{it: {theirs}, handed: less}}, no-deal: {{leads-to: {{it: {nothing}, handed: 0}}}}}}
"""


@pytest.mark.parametrize("matter", LIB.matters)
def test_what_a_matter_gives_can_be_said_of_a_case_on_it(matter, tmp_path):
    said = {
        c.label
        for numeric in (False, True)
        for c in candidates(dossier_of(tmp_path / str(numeric), made(matter, numeric)), "it", count=99)
    }

    assert said
    for label in said:
        assert "{" not in label
        assert len(label) <= LONGEST
        assert label[0].isupper() or label[0].isdigit()
        assert "  " not in label


def test_every_element_is_known_and_comes_from_a_device_or_a_slot(cases):
    for folder in ("gaza-2024", "rail-strike", "river-treaty"):
        for candidate in candidates(open_dossier(cases / folder), count=99):
            assert LIB.patterns[candidate.device].element in candidate.elements
            assert set(candidate.elements) <= LIB.elements


def test_another_language_is_refused_with_those_there_are():
    with pytest.raises(ParleyError, match="no library of devices"):
        library("xx")
