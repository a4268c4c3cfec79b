"""Leaving out packages that others beat changes no answer."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis.blocking import crossing
from parley.analysis.blocking.crossing import failed, most_without, unbeaten
from parley.analysis.blocking.demands import demands_of
from parley.analysis.study import study


@settings(max_examples=200)
@given(st.integers(2, 3), st.integers(1, 80), st.integers(0, 2**32 - 1), st.booleans())
def test_every_row_is_matched_by_one_that_is_kept_and_none_is_kept_for_nothing(parties, rows, seed, spared):
    rng = np.random.default_rng(seed)
    u = rng.integers(-3, 4, (parties, rows)).astype(np.float32)
    label = rng.integers(0, 3, rows)
    spare = int(rng.integers(rows)) if spared else None

    kept = unbeaten(u, label, spare)

    assert sorted(kept.tolist()) == sorted(set(kept.tolist()))
    assert label[kept].tolist() == sorted(label[kept].tolist())
    assert spare is None or spare in kept
    others = [k for k in kept if k != spare]
    for row in range(rows):
        assert row == spare or any(label[k] == label[row] and (u[:, k] >= u[:, row]).all() for k in others)
    for k in others:
        beaten = (u[:, others] >= u[:, [k]]).all(axis=0) & (u[:, others] > u[:, [k]]).any(axis=0)
        assert not (beaten & (label[others] == label[k])).any()


@pytest.mark.parametrize("parties", [2, 3])
def test_answers_are_the_same_with_and_without_leaving_out(talks, parties, monkeypatch):
    issues = {f"i{k}": "a b c d" for k in range(4)} | {"n": {"low": 0, "high": 40, "step": 5}}
    up, down = {"i0": "a > b > c > d", "n": "more"}, {"i0": "d > c > b > a", "n": "less"}
    line = [{"i1": "a", "firm": 0.7}, {"i0": "d", "i1": "b", "firm": 0.5}, {"n": "> 20", "firm": 0.5}]
    same = {i: "a" for i in issues if i != "n"} | {"n": 0}
    wishes = {
        "north": {"orders": up, "red-lines": line, "no-deal": {"leads-to": same, "costs": "0.0..0.1"}},
        "south": {"orders": down, "red-lines": [{"i0": "a", "firm": 1}], "no-deal": {"leads-to": same}},
        "west": {"red-lines": [{"i2": "b", "firm": 0.9}], "no-deal": {"leads-to": same}},
    }
    ready = study(talks(issues, dict(list(wishes.items())[:parties])), 40, 0)
    demands, every = demands_of(ready), np.arange(40)
    assert ready.table.nothing is not None
    assert min(len(ready.table.left), len(ready.table.right)) > 24

    answers = []
    for worth in (0, 10**6):
        monkeypatch.setattr(crossing, "_WORTH", dict.fromkeys((2, 3), worth))
        monkeypatch.setattr(crossing, "_IN_CACHE", worth or 1)
        answers.append((list(failed(ready, demands, every)), most_without(ready, demands, every)))

    assert answers[0][0] == answers[1][0]
    assert np.array_equal(answers[0][1], answers[1][1])
    assert len(set(answers[0][0])) > 3
