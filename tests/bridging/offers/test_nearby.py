"""Few moves away from a text: each number of changed terms has its best package, found by looking at all."""

import numpy as np
import pytest

from parley.analysis.judged import judged
from parley.analysis.selection import score_of
from parley.analysis.study import study
from parley.bridging.offers.bridge import bridge

DRAWS = 60


def differing(case, package, terms) -> int:
    said = dict(package.terms)
    return sum(
        not (term.holds(said[i]) if case.issues[i].numeric else said[i] == term) for i, term in terms.items()
    )


@pytest.mark.parametrize("seed", range(12))
def test_no_package_with_so_few_changes_does_better(some_case, seed):
    case = some_case(seed)
    terms = case.texts["may"].terms
    found = bridge(case, DRAWS, near="may")
    ready = study(case, DRAWS, 0)
    score = score_of(ready, judged(ready))
    packages = [ready.table.package(row) for row in ready.table.rows(np.arange(len(ready.table)))]
    away = np.array([differing(case, p, terms) for p in packages])

    assert found.tradeoff
    best = -1.0
    steps = dict(found.tradeoff)
    for k in range(int(away.max()) + 1):
        here = score[(away == k) & (score >= 0)]
        if k in steps:
            assert differing(case, steps[k].package, terms) == k
            assert score[packages.index(steps[k].package)] == here.max()
            best = here.max()
        elif len(here):
            assert here.max() <= best + 0.02
    assert [o.away for o in found.offers] == sorted(o.away for o in found.offers)
    assert all(o.away == differing(case, o.package, terms) for o in found.offers)
    for offer in found.offers:
        said = dict(offer.package.terms)
        assert len(offer.changed) == offer.away
        assert all(str(terms[i]) == before and said[i] != before for i, before in offer.changed)
    assert all(2 * s.count >= s.of for o in found.offers for s in o.standing.accepts.values())


@pytest.mark.parametrize("seed", range(24))
def test_the_first_has_the_fewest_changes_with_which_each_accepts(some_case, counted, seed):
    case = some_case(seed)
    terms, by_hand = case.texts["may"].terms, counted(case)
    table = by_hand.ready.table
    able = [p for p in by_hand.packages if all(2 * by_hand.accepts(q, p) >= DRAWS for q in case.principals())]
    found = bridge(case, DRAWS, near="may").offers

    assert bool(found) == bool(able)
    if found:
        assert found[0].away == min(differing(case, table.package(np.array(p)), terms) for p in able)


def test_a_package_says_which_of_those_further_away_beat_it(cases):
    found = bridge(cases / "gaza-2024", 200, near="may-27").offers

    for offer in found:
        both = {o.name: o.standing for o in found}
        for other, share in offer.beaten_by:
            assert 2 * share.count > share.of
            assert all(
                both[other].gains[p].middle >= offer.standing.gains[p].middle - 0.1
                for p in offer.standing.gains
            )
    assert any(offer.beaten_by for offer in found)


def test_where_the_text_is_silent_every_term_is_free(talks):
    orders = {"land": "all > none", "water": "all > none"}, {"land": "none > all", "water": "none > all"}
    case = talks(
        {"land": "all none", "water": "all none"},
        {
            "north": {"importance": "land > water", "orders": orders[0]},
            "south": {"importance": "water > land", "orders": orders[1]},
        },
        texts={"may": {"title": "May", "date": "2024-05-01", "terms": {"land": "all"}}},
    )
    found = bridge(case, 200, near="may")

    assert dict(found.offers[0].package.terms) == {"land": "all", "water": "none"}
    assert found.offers[0].away == 0
    same = bridge(case, 200, near="land=all")
    assert same == found


def test_a_text_that_says_nothing_leaves_everything_free(talks):
    case = talks(
        {"land": "all none"},
        {"north": {"orders": {"land": "all > none"}}, "south": {"orders": {"land": "none > all"}}},
        texts={"may": {"title": "May", "date": "2024-05-01"}},
    )
    found = bridge(case, 100, near="may")

    assert [away for away, _ in found.tradeoff] == [0]
    assert any("says nothing" in note for note in found.notes)
