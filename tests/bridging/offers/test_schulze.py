"""The Schulze ranking: published matrices, its definition by trying every path, its axioms, and ballots."""

import json
from itertools import pairwise as pairwise_of
from itertools import permutations

import numpy as np
import pytest

from parley.bridging.offers.ballots import parse_ballots, read_ballots
from parley.bridging.offers.offer import Ballot
from parley.bridging.offers.schulze import pairwise, schulze, strongest_paths
from parley.ground.errors import ParleyError


def cast(entry: dict) -> tuple[list[Ballot], list[str]]:
    if "ballots_best_first" in entry:
        ballots = [Ballot(tuple((c,) for c in order), n) for n, order in entry["ballots_best_first"]]
        return ballots, sorted(entry["ballots_best_first"][0][1])
    ballots = []
    for given in entry["ballots"]:
        ranks = given["rank_of_candidate"]
        tiers = [tuple(str(c) for c, r in enumerate(ranks) if r == place) for place in sorted(set(ranks))]
        ballots.append(Ballot(tuple(tiers), given["voters"]))
    return ballots, [str(c) for c in range(len(entry["ballots"][0]["rank_of_candidate"]))]


def test_every_published_matrix_and_order_comes_out(published):
    found = json.loads((published / "schulze-ballots.json").read_text())
    entries, expected = found["inputs"]["cases"], found["expected"]["cases"]
    assert len(entries) == len(expected) >= 4
    for entry, wanted in zip(entries, expected, strict=True):
        ballots, names = cast(entry)
        d = pairwise(ballots, names)
        assert d.tolist() == wanted["pairwise"]
        assert strongest_paths(d).tolist() == wanted["strongest_paths"]
        places = {r.name: r.place for r in schulze(ballots, names).ranked}
        if "social_order_best_first" in wanted:
            assert "".join(sorted(places, key=lambda n: places[n])) == wanted["social_order_best_first"]
        else:
            dense = {place: k for k, place in enumerate(sorted(set(places.values())))}
            assert [dense[places[n]] for n in names] == wanted["social_rank_0_is_best"]


def drawn(seed: int) -> tuple[list[Ballot], list[str]]:
    rng = np.random.default_rng(seed)
    names = list("abcde"[: rng.integers(2, 6)])
    ballots = []
    for _ in range(rng.integers(1, 8)):
        ranks = rng.integers(0, len(names), size=len(names))
        tiers = [tuple(n for n, r in zip(names, ranks, strict=True) if r == k) for k in sorted(set(ranks))]
        kept = tiers[: rng.integers(1, len(tiers) + 1)]  # some leave drafts out
        ballots.append(Ballot(tuple(kept), int(rng.integers(1, 4))))
    return ballots, names


@pytest.mark.parametrize("seed", range(60))
def test_a_strongest_path_is_the_strongest_of_all_paths(seed):
    ballots, names = drawn(seed)
    d = pairwise(ballots, names)
    n = len(names)
    for a, b in permutations(range(n), 2):
        between = [c for c in range(n) if c not in (a, b)]
        best = 0
        for k in range(len(between) + 1):
            for via in permutations(between, k):
                way = [a, *via, b]
                links = [d[x, y] if d[x, y] > d[y, x] else 0 for x, y in pairwise_of(way)]
                best = max(best, min(links))
        assert strongest_paths(d)[a, b] == best


@pytest.mark.parametrize("seed", range(60))
def test_who_beats_all_others_alone_is_first_and_nobody_is_beaten_in_a_circle(seed):
    ballots, names = drawn(seed)
    d = pairwise(ballots, names)
    ranked = schulze(ballots, names).ranked
    place = {r.name: r.place for r in ranked}
    for k, name in enumerate(names):
        if all(d[k, j] > d[j, k] for j in range(len(names)) if j != k):
            assert [r.name for r in ranked if r.place == 1] == [name]
    assert all(place[r.name] < place[other] for r in ranked for other in r.beats)
    backwards = schulze([Ballot(tuple(reversed(_whole(b, names))), b.voters) for b in ballots], names)
    for r in backwards.ranked:
        assert all(r.name in next(x for x in ranked if x.name == other).beats for other in r.beats)


def _whole(ballot: Ballot, names: list[str]) -> list[tuple[str, ...]]:
    """With those that it leaves out, at the end."""
    said = {n for tier in ballot.tiers for n in tier}
    rest = tuple(n for n in names if n not in said)
    return [*ballot.tiers, rest] if rest else list(ballot.tiers)


@pytest.mark.parametrize("seed", range(20))
def test_broken_ties_keep_who_beats_whom_and_do_not_hang_on_the_order_of_ballots(seed):
    ballots, names = drawn(seed)
    plain, broken = schulze(ballots, names), schulze(ballots, names, seed=seed)
    assert sorted(r.place for r in broken.ranked) == list(range(1, len(names) + 1))
    place = {r.name: r.place for r in broken.ranked}
    assert all(place[r.name] < place[other] for r in plain.ranked for other in r.beats)
    again = schulze(ballots[::-1], names[::-1], seed=seed)
    assert [r.name for r in again.ranked] == [r.name for r in broken.ranked]


def test_another_seed_may_break_a_tie_the_other_way():
    tied = [Ballot((("a",), ("b",))), Ballot((("b",), ("a",)))]
    assert [r.place for r in schulze(tied).ranked] == [1, 1]
    assert {schulze(tied, seed=seed).ranked[0].name for seed in range(20)} == {"a", "b"}


def test_ballots_are_read_as_they_are_written(tmp_path):
    file = tmp_path / "ballots.txt"
    file.write_text(
        "\ufeff# three drafts\ndrafts: a, b, c\n\nnorth: a > b = c\nsouth: c > a   # not b\n5: b > c > a\n"
    )
    ballots, names = read_ballots(file)
    assert names == ("a", "b", "c")
    assert [(b.tiers, b.voters, b.by) for b in ballots] == [
        ((("a",), ("b", "c")), 1, "north"),
        ((("c",), ("a",)), 1, "south"),
        ((("b",), ("c",), ("a",)), 5, ""),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "holds no ballots"),
        ("# only a remark\n", "holds no ballots"),
        ("north a > b", ':1\n  "north a > b" is no ballot'),
        ("north:", "is no ballot"),
        ("north: a > > b", "is not an order"),
        ("north: a >", "is not an order"),
        ("north: a > b > a", "runs in a circle"),
        ("north: a = a", "ties with itself"),
        ("north: a > b\nnorth: b > a", ':2\n  "north" has a ballot already, on line 1'),
        ("0: a > b", "0 voters cannot be"),
        ("-1: a > b", "-1 voters cannot be"),
        ("2.5: a > b", "2.5 voters cannot be"),
        ("9" * 400 + ": a > b", "voters cannot be"),
        ("drafts: first, second\nnorth: frist > second", 'Did you mean "first"'),
        ("drafts: a, a\nnorth: a", "named twice"),
        ("drafts: a b\nnorth: a", "is not a name"),
        ("x" * 100_000, "is no ballot"),
    ],
)
def test_what_is_no_ballot_is_told_with_its_line(text, problem):
    with pytest.raises(ParleyError) as told:
        parse_ballots(text)
    assert problem in str(told.value)
    assert len(str(told.value)) < 1000


def test_files_that_are_none_are_told(tmp_path):
    for name, data in (("missing", None), ("picture", b"\xff\xfe\x00\x01"), ("huge", b"#" * 2_000_001)):
        if data is not None:
            (tmp_path / name).write_bytes(data)
        with pytest.raises(ParleyError):
            read_ballots(tmp_path / name)


@pytest.mark.parametrize(
    ("ballots", "names"),
    [
        ([], ()),
        ([Ballot((("a", "a"),))], ()),
        ([Ballot((("a",),))], ("b",)),
        ([Ballot((("a",),), 0)], ()),
        ([Ballot(tuple((f"d{n}",) for n in range(501)))], ()),
    ],
)
def test_what_cannot_be_ranked_is_refused(ballots, names):
    with pytest.raises(ParleyError):
        schulze(ballots, names)
