"""The process: what must be the same is the same to the byte, and what must differ differs the right way."""

from dataclasses import fields, replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.endurance.checked.survival import hazard
from parley.endurance.design import STATES, Design, Stage
from parley.endurance.process.numbers import SIZE, Numbers
from parley.endurance.process.prior import Prior
from parley.endurance.process.priors import PRIORS
from parley.endurance.process.runs import CAUSES, COLLAPSED, EXPIRED, GATE_OUTCOMES, NEVER
from parley.endurance.process.simulate import simulate

PLAIN = Design("plain", ("East", "West"), agreement="cessation")
TERM = replace(PLAIN, stages=(Stage("term", 1, 30, content_agreed=False),))
PHASES = (Stage("first", 1, 42, False, True), Stage("second", 43, 84, False, True), Stage("third", 85, 126))
FALLING = np.linspace(0.2, -0.6, 90)


def same(a, b, but=()):
    return all(
        np.array_equal(getattr(a, f.name), getattr(b, f.name))
        for f in fields(a)
        if f.name not in but and isinstance(getattr(a, f.name), np.ndarray)
    )


def run(design, runs=2000, days=200, seed=5, **more):
    return simulate(design, runs=runs, days=days, seed=seed, **more)


def fixed(**values):
    """Priors that know it all: the middle of each, and these."""
    sure = {n: Prior(p.words, "even", p.middle, p.middle, "test") for n, p in PRIORS.items()}
    return sure | {n.replace("_", " "): Prior("", "even", v, v, "test") for n, v in values.items()}


def test_the_same_seed_gives_the_same_bytes_on_one_worker_and_on_two():
    design = replace(PLAIN, stages=PHASES, ambiguity=0.5)
    alone, together = (run(design, runs=SIZE + 700, days=60, workers=w) for w in (1, 2))

    assert same(alone, together)
    assert not same(alone, run(design, runs=SIZE + 700, days=60, seed=6))


def test_a_run_is_the_same_among_few_and_many():
    few, many = run(PLAIN, runs=150), run(PLAIN, runs=900)

    assert np.array_equal(few.day, many.day[:150])
    assert np.array_equal(few.cause, many.cause[:150])


def test_a_longer_look_changes_nothing_of_what_has_happened():
    short, long = run(TERM, days=60), run(TERM, days=200)
    ended = short.day <= 60

    assert np.array_equal(short.day[ended], long.day[ended])
    assert np.array_equal(short.cause[ended], long.cause[ended])
    assert (long.day[~ended] > 60).all()


def test_two_designs_under_one_seed_meet_the_same_numbers():
    plain, watched = run(PLAIN), run(replace(PLAIN, monitoring="third-party-mission", stages=PHASES))

    assert np.array_equal(plain.difficulty, watched.difficulty)
    assert np.array_equal(plain.state == NEVER, watched.state == NEVER)
    together = np.corrcoef(plain.day, watched.day)[0, 1]
    assert together > 0.4  # unlucky under the one, unlucky under the other


def test_words_without_anybody_behind_them_change_nothing():
    assert same(run(PLAIN), run(replace(PLAIN, enforcement_label=True)))


def with_parties(names, below, tempted):
    return Design(
        "swapped", names, stages=PHASES, monitoring="joint-commission", below=below, temptation=tempted
    )


@pytest.mark.parametrize("tempted", [None, np.stack([FALLING, FALLING * 0.7 + 0.1])[None]])
def test_principals_that_are_exchanged_take_their_lot_along(tempted):
    """Listed the other way round, and their parts exchanged: the same runs, with the names changed."""
    turned = None if tempted is None else tempted[:, ::-1]
    one = run(with_parties(("East", "West"), (0.1, 0.7), tempted))
    listed = run(with_parties(("West", "East"), (0.7, 0.1), turned))
    exchanged = run(with_parties(("East", "West"), (0.7, 0.1), turned))

    for other in (listed, exchanged):
        assert same(one, other, but=("by",))
        assert np.array_equal(one.by, other.by[:, ::-1])
    assert one.by[:, 0].sum() < one.by[:, 1].sum()


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_with_three_parties_too(order):
    names, below = ("East", "North", "West"), (0.1, 0.3, 0.9)
    one = run(Design("three", names, below=below), runs=500)
    other = run(
        Design("three", tuple(names[k] for k in order), below=tuple(below[k] for k in order)), runs=500
    )

    assert np.array_equal(one.by[:, order], other.by)
    assert same(one, other, but=("by",))


def test_parties_of_whom_the_same_is_said_share_alike():
    by = run(replace(PLAIN, below=(0.4, 0.4))).by

    assert by.any()
    assert np.array_equal(by[:, 0], by[:, 1])


@st.composite
def designs(draw):
    parties = tuple("ABCD"[: draw(st.integers(2, 4))])
    share = st.sampled_from([0.0, 0.3, 1.0])
    lasts = sorted(draw(st.sets(st.integers(1, 90), max_size=3)))
    stages = tuple(
        Stage(f"{k}", first, last, draw(st.booleans()), draw(st.booleans()))
        for k, (first, last) in enumerate(zip([1, *(d + 1 for d in lasts)], lasts, strict=False))
    )
    return Design(
        "drawn",
        parties,
        agreement=draw(st.sampled_from(["cessation", "truce", "settlement"])),
        stages=stages,
        monitoring=draw(st.sampled_from(["none", "remote-sensors-and-raids", "third-party-force"])),
        response=draw(st.sampled_from(["restraint", "proportional", "automatic"])),
        ladder_days=draw(st.sampled_from([None, 0.5, 20.0])),
        interim_rule=draw(st.booleans()),
        spoilers=draw(st.sampled_from(["none", "some", "many"])),
        financed=draw(st.booleans()),
        definitive=draw(st.booleans()),
        mediated=draw(st.booleans()),
        ambiguity=draw(share),
        below=draw(st.sampled_from([(), tuple(draw(share) for _ in parties)])),
    )


ENDS = {
    "never started": {"never started"},
    "quiet decay": {"worn out"},
    "expired": {"term"},
    "collapsed": set(CAUSES) - {"none", "never started", "worn out", "term"},
    "in force": {"none"},
    "extended": {"none"},
    "suspended": {"none"},
}


@settings(max_examples=40, deadline=None)
@given(designs(), st.integers(0, 3), st.integers(1, 120))
def test_every_run_makes_sense(design, seed, days):
    r = simulate(design, runs=60, seed=seed, days=days, worlds=9)
    lasts = r.day == days + 1

    for state, cause, last in zip(r.state, r.cause, lasts, strict=True):
        assert CAUSES[cause] in ENDS[STATES[state]]
        assert last == (CAUSES[cause] == "none")
    assert ((r.day >= 1) | (r.state == NEVER)).all()
    assert (r.day[r.state == NEVER] == 0).all()
    whose = np.isin(
        r.cause, [k for k, c in enumerate(CAUSES) if c == "walked out" or c.startswith("answers")]
    )
    assert np.allclose(r.by.sum(axis=1), whose)
    assert (r.suspended <= np.minimum(r.day, days)).all()
    came = r.reached > 0
    assert np.array_equal(came, r.outcome > 0)
    assert (r.reached <= r.day[:, None]).all()
    assert (came | (r.moved_on == 0)).all()
    assert (r.moved_on[r.moved_on > 0] <= days + 1).all()
    assert (r.difficulty > 0).all()
    if design.spoilers == "none":
        assert not (r.cause == CAUSES.index("answers to spoilers")).any()
    if "raids" not in design.monitoring:
        assert not (r.cause == CAUSES.index("answers to a raid")).any()


def test_a_gate_with_agreed_content_opens_on_its_day_unless_the_deal_is_suspended():
    stages = (Stage("first", 1, 42), Stage("second", 43, 84))
    r = run(replace(PLAIN, agreement="truce", stages=stages))
    came = r.reached[:, 0] > 0

    assert set(r.reached[came, 0]) == {42}
    before = r.outcome[:, 0] == GATE_OUTCOMES.index("agreed before")
    assert set(r.moved_on[before, 0]) == {43}
    assert 0.8 < before[came].mean() < 1


def test_where_nothing_follows_a_term_it_is_renewed_expires_or_collapses_on_its_last_day():
    r = run(TERM, priors=fixed(never=0.0))
    there, expired, collapsed = (GATE_OUTCOMES.index(w) for w in ("agreed there", "expired", "collapsed"))

    assert {*r.outcome[:, 0]} == {0, there, expired, collapsed}
    assert (r.day[r.outcome[:, 0] == expired] == 30).all()
    assert (r.state[r.outcome[:, 0] == collapsed] == COLLAPSED).all()
    assert set(r.day[r.state == EXPIRED] % 30) == {0}  # each term is as long as the first
    assert np.array_equal(r.renewals > 0, r.outcome[:, 0] == there)


def test_a_deal_that_goes_on_while_talks_last_ends_later_or_opens_late():
    r = run(replace(PLAIN, stages=PHASES))
    went_on = r.outcome[:, 0] == GATE_OUTCOMES.index("went on talking")
    late = went_on & (r.moved_on[:, 0] > 0)

    assert late.any()
    assert (r.moved_on[late, 0] > 43).all()
    assert (
        r.reached[late & (r.reached[:, 1] > 0), 1] == r.moved_on[late & (r.reached[:, 1] > 0), 0] + 41
    ).all()


def test_a_suspended_deal_does_not_pass_a_gate_as_agreed():
    stages = (Stage("first", 1, 42), Stage("second", 43, 84))
    often = fixed(opened=1.0, suspending=1.0, settling=1000.0, breaking=1e-9)
    r = run(replace(PLAIN, stages=stages), priors=often)

    assert (r.outcome[:, 0] == GATE_OUTCOMES.index("agreed there")).any()
    assert (r.outcome[:, 0] == GATE_OUTCOMES.index("expired")).any()


def test_an_interim_rule_keeps_duties_going():
    vague = replace(PLAIN, ambiguity=1.0, agreement="truce")
    without, with_rule = run(vague), run(replace(vague, interim_rule=True))

    assert with_rule.suspended.sum() < 0.3 * without.suspended.sum()


def test_a_ladder_shortens_what_is_suspended_by_a_dispute():
    vague = replace(PLAIN, ambiguity=1.0, agreement="truce")
    slow, quick = run(vague), run(replace(vague, ladder_days=4.0))

    assert quick.suspended.sum() / quick.disputes.sum() < 0.6 * slow.suspended.sum() / slow.disputes.sum()


@pytest.mark.parametrize(("gain", "share"), [(-2.0, (0, 0)), (0.0, (0.001, 0.2)), (2.0, (0.8, 1))])
def test_who_gains_nothing_stays_and_who_gains_all_walks(gain, share):
    tempted = np.full((1, 2, 10), gain)
    r = run(replace(PLAIN, agreement="truce", temptation=tempted), days=365, priors=fixed(worn=1e6))
    walked = (r.cause == CAUSES.index("walked out")).mean()

    assert share[0] <= walked <= share[1]


def test_what_a_schedule_says_of_a_week_is_felt_in_that_week():
    tempted = np.full((1, 2, 70), -3.0)
    tempted[0, 1, 30] = 3.0  # day 31 is in the fifth week
    r = run(replace(PLAIN, agreement="truce", temptation=tempted), priors=fixed(walking=1.0))
    walked = r.cause == CAUSES.index("walked out")

    assert set(r.day[walked]) == {35}
    assert r.by[walked, 1].min() == 1


SHARE_THAT_HOLDS = [
    ({}, {"monitoring": "joint-commission"}),
    ({}, {"agreement": "truce"}),
    ({"agreement": "truce"}, {"agreement": "settlement"}),
    ({"agreement": "settlement"}, {"agreement": "settlement", "definitive": True}),
    ({"spoilers": "many", "financed": True}, {"spoilers": "many"}),
    ({"spoilers": "many"}, {"spoilers": "none"}),
    ({"response": "automatic"}, {"response": "proportional"}),
    ({"response": "proportional"}, {"response": "restraint"}),
    ({"monitoring": "joint-commission"}, {"monitoring": "third-party-force"}),
    ({"below": (0.9, 0.9)}, {"below": (0.0, 0.0)}),
    ({"ambiguity": 1.0}, {"ambiguity": 0.0}),
]


@pytest.mark.parametrize(("worse", "better"), SHARE_THAT_HOLDS, ids=str)
def test_fewer_deals_hold_for_half_a_year(worse, better):
    base = (
        replace(PLAIN, agreement="truce") if "agreement" not in worse and "agreement" not in better else PLAIN
    )
    ours, theirs = (run(replace(base, **said), runs=6000).holding(182).mean() for said in (worse, better))

    assert ours < theirs - 0.005


def longer(ours, theirs, worlds=40):
    """Share of worlds in which one design lasts longer on average."""
    return np.mean(
        [ours.day[ours.world == w].mean() > theirs.day[theirs.world == w].mean() for w in range(worlds)]
    )


@pytest.mark.parametrize("response", ["restraint", "proportional"])
@pytest.mark.parametrize("watching", ["national-presence", "remote-sensors", "remote-sensors-and-raids"])
def test_whether_it_helps_that_somebody_watches_is_open(watching, response):
    """Parties differ on it and nothing published settles it: the process takes no side."""
    nobody = replace(PLAIN, agreement="truce", response=response)
    ours, theirs = (
        run(design, runs=8000, days=365, worlds=40)
        for design in (replace(nobody, monitoring=watching), nobody)
    )

    assert 0.25 < longer(ours, theirs) < 0.75


def test_sensors_protect_little_where_answers_are_automatic():
    nobody = replace(PLAIN, agreement="truce", response="automatic")
    sensors = replace(nobody, monitoring="remote-sensors")
    ours, theirs = (run(design, runs=6000).holding(182).mean() for design in (sensors, nobody))

    assert ours < theirs + 0.02


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ({"found": 3.0, "comes_out": 10.0}, {"found": 0.0}),  # what nobody saw comes out and costs trust
        ({"watched": 0.0, "breach": 0.1}, {"watched": 1.0, "breach": 0.1}),  # who is seen leaves it
        ({"staked": 1e-9}, {"staked": 10.0}),  # who has staked himself overlooks what comes first
        ({"staked": 10.0, "staked_lasts": 1.0}, {"staked": 10.0, "staked_lasts": 100.0}),
    ],
    ids=str,
)
def test_fewer_truces_hold_for_three_months(worse, better):
    truce = replace(PLAIN, agreement="truce")
    ours, theirs = (run(truce, days=90, priors=fixed(**said)).holding(90).mean() for said in (worse, better))

    assert ours < theirs - 0.02


def test_nobody_stakes_himself_on_a_bare_cessation():
    few, many = (run(PLAIN, days=90, priors=fixed(staked=value)) for value in (1e-9, 50.0))

    assert same(few, many)


def test_without_differences_and_learning_the_hazard_does_not_fall():
    """Nothing looks at the date. What makes the hazard fall is who is left, and what they have learned."""
    flat = fixed(
        difficulty=1e-9, gain_differs=0.0, worn=1e9, first_trust=1e9, unfamiliar=1e9, word=1e9, gain=-9.0,
        truce_belief=0.5, opened=0.0, breach=0.05, never=0.0, found=0.0,
    )  # fmt: skip
    design = replace(PLAIN, agreement="truce")
    still = run(design, runs=10_000, days=400, priors=flat)
    learning = run(design, runs=10_000, days=400, priors=flat | {"first trust": PRIORS["first trust"]})
    differing = run(design, runs=10_000, days=400, priors=flat | {"difficulty": PRIORS["difficulty"]})

    def later(r):
        time, fell = np.minimum(r.day, 400), r.state == COLLAPSED
        return hazard(time, fell, 150, 400) / hazard(time, fell, 0, 150)

    assert later(still) == pytest.approx(1, abs=0.12)
    assert later(learning) < 0.6
    assert later(differing) < 0.8


def test_numbers_are_even_and_apart():
    numbers = Numbers(0, 3)
    places = np.arange(SIZE)
    drawn = np.stack([numbers.at(places, day, purpose) for day in (1, 2) for purpose in ("seen", "answered")])

    assert (drawn >= 0).all()
    assert (drawn < 1).all()
    parts = np.stack([np.histogram(row, bins=20, range=(0, 1))[0] for row in drawn])
    assert ((parts - SIZE / 20) ** 2 / (SIZE / 20)).sum(axis=1).max() < 45  # chi square, 19 degrees
    assert np.abs(np.corrcoef(drawn) - np.eye(4)).max() < 0.04
    assert len(np.unique(drawn)) == drawn.size


def test_a_number_is_found_by_its_place_alone():
    numbers = Numbers(7, 0)
    all_of_them = numbers.at(np.arange(50), 9, "walking", 1)

    assert np.array_equal(numbers.at(np.array([41, 3]), 9, "walking", 1), all_of_them[[41, 3]])
    assert not np.array_equal(all_of_them, numbers.at(np.arange(50), 9, "walking", 0))
    assert not np.array_equal(all_of_them, Numbers(7, 1).at(np.arange(50), 9, "walking", 1))
