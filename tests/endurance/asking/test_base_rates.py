"""Base rates are printed beside, chosen by what is comparable, and each says n, source and what an end is."""

from dataclasses import replace

import pytest

from parley.endurance.asking.base_rates import base_rates_of, comparable, every_rate
from parley.endurance.design import Stage

from .cases import OPEN_ENDED, PHASED, case


def ids(rates):
    return {rate.id for rate in rates}


def test_every_count_says_what_n_and_from_where():
    rates = every_rate()

    assert len(rates) >= 12
    assert len(ids(rates)) == len(rates)
    for rate in rates:
        assert rate.n > 0
        assert rate.name
        assert rate.ends
        assert rate.how
        assert len(rate.source) > 30
        assert rate.points or rate.shares or rate.quartiles or rate.term


def test_curves_fall_and_shares_are_shares():
    for rate in every_rate():
        days = [day for day, *_ in rate.points]
        assert days == sorted(days)
        shares = [likely for _, _, likely, _ in rate.points]
        assert shares == sorted(shares, reverse=True)
        for low, likely, high in [*(p[1:] for p in rate.points), *([rate.term] if rate.term else [])]:
            assert 0 <= low <= likely <= high <= 1
        assert sum(share for _, share in rate.shares) <= 1.0001
        if rate.quartiles:
            assert list(rate.quartiles) == sorted(rate.quartiles)


def test_the_endings_are_those_published():
    """Clayton, Nygård, Rustad, Strand and others (2022): n = 2,203 in the copy that was counted."""
    (rate,) = (rate for rate in every_rate() if rate.id == "endings")

    assert rate.n == 2203
    assert sum(share for _, share in rate.shares) == pytest.approx(1, abs=0.02)
    assert dict(rate.shares)["no clear end"] == 0.449


def test_what_is_comparable_follows_from_the_design(tmp_path):
    talks = case(tmp_path)
    phased, open_ended = (ids(base_rates_of(talks, design)) for design in (PHASED, OPEN_ENDED))

    assert {"truces", "without-peacekeepers", "first-terms", "terms-to-60", "endings", "collapses"} <= phased
    assert "first-terms" not in open_ended
    assert "hamas-israel" not in phased


def test_who_watches_and_the_kind_of_agreement_choose_too(tmp_path):
    talks = case(tmp_path)
    guarded = ids(base_rates_of(talks, replace(PHASED, monitoring="third-party-force")))
    settled = ids(base_rates_of(talks, replace(OPEN_ENDED, agreement="settlement")))

    assert "with-peacekeepers" in guarded
    assert "without-peacekeepers" not in guarded
    assert {"settlements", "agreements"} <= settled
    assert "truces" not in settled


@pytest.mark.parametrize(
    ("last", "rate"),
    [(3, "terms-to-3"), (10, "terms-to-13"), (20, "terms-to-29"), (45, "terms-to-60"), (100, "terms-to-120")],
)
def test_the_length_of_the_first_phase_chooses(tmp_path, last, rate):
    design = replace(PHASED, stages=(Stage("one", 1, last, False, False),))
    found = ids(base_rates_of(case(tmp_path), design))

    assert {r for r in found if r.startswith("terms-")} == {rate}
    assert ("first-terms" in found) == (last >= 30)


@pytest.mark.parametrize("field", ["labour", "rivers", "commercial"])
def test_a_case_of_another_field_has_none(tmp_path, field):
    talks = case(tmp_path).model_copy(update={"field": field})

    assert base_rates_of(talks, PHASED) == ()
    assert comparable(()) is None


def test_the_same_two_sides_before_are_found_by_name(tmp_path):
    talks = case(tmp_path)
    named = talks.parties["north"].model_copy(update={"name": "Israel"})
    aliased = talks.parties["south"].model_copy(update={"aliases": ("Hamas",)})
    same = talks.model_copy(update={"parties": talks.parties | {"north": named, "south": aliased}})

    assert "hamas-israel" in ids(base_rates_of(same, PHASED))
