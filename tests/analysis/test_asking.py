"""The same case asked again with other draws answers as if it had been studied anew."""

import numpy as np
import pytest

from parley.analysis.gains import REFUSED
from parley.analysis.sensitivities.asking import Asking, answered
from parley.analysis.sensitivities.candidates import candidates
from parley.analysis.sensitivities.recombined import groups
from parley.analysis.study import study
from parley.analysis.sweep import sweep

DRAWS = 40


@pytest.fixture(scope="module", params=["border", "ford"])
def ready(request):
    return study(request.getfixturevalue(request.param), DRAWS, 3)


def test_draws_are_those_of_the_study(ready):
    asking = Asking.of(ready.case)

    assert asking.parties == ready.parties
    for mine, gains in zip(asking.drawn(DRAWS, 3), ready.gains, strict=True):
        assert mine.party == gains.draws.party
        for field in ("weights", "adds", "real", "no_deal", "cost"):
            assert (getattr(mine, field) == getattr(gains.draws, field)).all()


def test_gains_are_those_of_the_study(ready):
    asking = Asking.of(ready.case)
    rows = ready.table.rows(np.arange(min(60, len(ready.table))))

    for gains in ready.gains:
        again = asking.gains(gains.draws)
        assert again.scale == pytest.approx(gains.scale, abs=1e-5)
        assert again.at(rows, red_lines=False) == pytest.approx(gains.at(rows, red_lines=False), abs=1e-5)


def test_the_answers_are_those_of_looking_at_every_package(ready):
    asking = Asking.of(ready.case)
    everything = slice(0, DRAWS)
    slack = np.min([g.of_all(everything) - g.needed[:, None] for g in ready.gains], axis=0)
    if ready.table.nothing is not None:
        slack[:, ready.table.nothing] = -REFUSED

    zone, width = (answered(asking.reach(ready.gains, a), a) for a in ("zone", "width"))

    assert zone.tolist() == (slack.max(axis=1) >= -2e-6).astype(float).tolist()
    assert width == pytest.approx(np.maximum(slack.max(axis=1), 0), abs=1e-5)


@pytest.mark.parametrize("answer", ["zone", "width"])
def test_asked_again_it_answers_as_if_asked_anew(ready, answer):
    asking = Asking.of(ready.case)
    halves = [[g.draws.at(part) for g in ready.gains] for part in np.arange(DRAWS).reshape(2, -1)]
    a, b = halves
    gains = [asking.gains(d) for d in a]
    before = asking.reach(gains, answer)
    changed = 0
    for group in groups(asking, [g.draws for g in ready.gains]):
        p = group.party
        mixed = [*gains[:p], asking.gains(group.taken(a[p], b[p])), *gains[p + 1 :]]
        same = (group.known(a[p]) == group.known(b[p])).all(axis=1)

        found = asking.again(mixed, answer, before, same)

        assert found == pytest.approx(answered(asking.reach(mixed, answer), answer), abs=1e-6)
        changed += np.count_nonzero(found != answered(before, answer))
    assert changed


def test_what_all_accept_most_often_is_among_the_candidates(ready):
    asking = Asking.of(ready.case)
    swept = sweep(ready.gains)

    rows = candidates(asking, ready.gains, asking.reach(ready.gains, "zone"))

    assert len(rows) <= 80
    assert len(np.unique(rows, axis=0)) == len(rows)
    often = asking.accepted(ready.gains, rows).sum(axis=0)
    assert often.max() == swept.all_accept.max()


def test_no_deal_is_accepted_by_nobody(talks):
    outcome = {"leads-to": {"a": "x"}, "costs": 0}
    case = talks({"a": "x y"}, {"north": {"no-deal": outcome}, "south": {"no-deal": outcome}})
    ready = study(case, 20, 0)

    held = Asking.of(ready.case).accepted(ready.gains, np.array([[0], [1]]))

    assert not held[:, 0].any()
    assert held[:, 1].any()
