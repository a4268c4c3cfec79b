"""A start may be a text of the case, or a negotiating text kept with it, in any version."""

import pytest

from parley.bridging.offers.bridge import bridge
from parley.bridging.offers.starting import package_meant, terms_meant
from parley.bridging.text.kept.history import save
from parley.bridging.text.written.notation import parse
from parley.case.files import write_case
from parley.case.model import Bound
from parley.ground.errors import ParleyError

FIRST = """# Draft

1. North keeps the land. {land: all}

2. The water goes [to South {south, water: south} | to nobody {north, water: none}].
"""
SECOND = FIRST.replace("[to South {south, water: south} | to nobody {north, water: none}]", "to South")
SECOND = SECOND.replace("to South.", "to South. {water: south}") + "\n3. The toll is 10. {toll: 10}\n"


@pytest.fixture
def folder(tmp_path, talks):
    case = talks(
        {"land": "all none", "water": "south none", "toll": {"low": 0, "high": 20, "step": 10}},
        {
            "north": {"orders": {"land": "all > none", "water": "none > south", "toll": "more"}},
            "south": {"orders": {"land": "none > all", "water": "south > none", "toll": "less"}},
        },
        texts={"may": {"title": "May", "date": "2024-05-01", "terms": {"toll": ">= 10"}}},
    )
    write_case(case, tmp_path / "case.yaml")
    kept = {"by": "board", "name": "single-text"}
    save(tmp_path, parse(FIRST, "first"), **kept, at="2024-05-01T10:00:00", reason="first")
    save(tmp_path, parse(SECOND, "second"), **kept, at="2024-05-02T10:00:00", reason="second", on=1)
    return tmp_path, case


def test_a_version_of_a_negotiating_text_says_what_its_clauses_express(folder):
    home, case = folder
    first = {"land": ("all",), "water": ("south", "none")}
    assert terms_meant(case, home, "single-text@1") == first
    assert terms_meant(case, home, "single-text") == {
        "land": ("all",),
        "water": ("south",),
        "toll": (Bound("=", 10),),
    }
    assert terms_meant(case, home, "may") == {"toll": (Bound(">=", 10),)}
    file = home / "texts" / "single-text" / "0001.md"
    assert terms_meant(case, None, str(file)) == first


def test_to_leave_every_alternative_of_a_bracket_is_a_change(folder):
    home, case = folder
    wider = FIRST.replace("to nobody {north, water: none}", "as later agreed {north}")
    (home / "open.md").write_text(wider)
    assert terms_meant(case, home, str(home / "open.md")) == {"land": ("all",)}

    tolls = FIRST.replace(
        "The water goes", "The toll is [0 {south, toll: 0} | 10 {north, toll: 10}]. It goes"
    )
    (home / "tolls.md").write_text(tolls)
    found = bridge(home, 100, near=str(home / "tolls.md"), count=12)
    assert found.offers
    for offer in found.offers:
        left = [i for i, _ in offer.changed]
        assert ("toll" in left) == (offer.package["toll"] == 20)
        assert all(before == "0 | 10" for i, before in offer.changed if i == "toll")


def test_only_a_text_without_open_issues_is_a_package(folder):
    home, case = folder
    assert dict(package_meant(case, home, "single-text").terms) == {
        "land": "all",
        "water": "south",
        "toll": 10.0,
    }
    with pytest.raises(ParleyError, match='"single-text@1" does not settle water, toll'):
        package_meant(case, home, "single-text@1")
    with pytest.raises(ParleyError):
        terms_meant(case, home, "single-text@9")


def test_packages_near_the_last_text(folder):
    home, _ = folder
    found = bridge(home, 100, near="single-text@1")
    assert found.tradeoff[0][0] == 0
    assert all(o.away == (o.package["land"] != "all") for o in found.offers)
    assert bridge(home, 100, start="single-text").start.package["water"] == "south"
