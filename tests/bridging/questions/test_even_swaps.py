"""Even swaps: the published example step by step, replies of people made up for the purpose, and refusals."""

import json
from pathlib import Path

import numpy as np
import pytest

from parley.bridging.questions.even_swaps import (
    ConsequenceTable,
    Criterion,
    Dominated,
    Dropped,
    Kept,
    Practical,
    Session,
    Swap,
    Twin,
    do,
    dominates,
    settle,
    start,
    undo,
)
from parley.bridging.questions.even_swaps_dialogue import (
    AskPractical,
    AskSwap,
    Dialogue,
    begin,
    question_words,
    record,
    replay,
    reply,
)
from parley.bridging.questions.even_swaps_table import table_of
from parley.ground.chance import stream
from parley.ground.errors import ParleyError

PUBLISHED = Path(__file__).parents[4] / "shared" / "data" / "published" / "even-swaps-1998-office.json"
COMMUTE, ACCESS, SERVICES, SIZE, COST = (
    *("commute minutes", "customer access %", "office services A best"),
    *("size sq ft", "monthly cost $"),
)


@pytest.fixture
def office() -> tuple[ConsequenceTable, dict]:
    if not PUBLISHED.is_file():
        pytest.skip("the published tables are not here")
    data = json.loads(PUBLISHED.read_text())
    return table_of(data["inputs"]), data["expected"]


def small() -> ConsequenceTable:
    return ConsequenceTable(
        ("a", "b", "c"),
        (
            Criterion("pay", "high"),
            Criterion("way", "low"),
            Criterion("room", ("large", "fair", "small")),
        ),
        ((10.0, 30.0, "large"), (8.0, 20.0, "fair"), (7.0, 10.0, "small")),
    )


def test_hammond_keeney_and_raiffa_choose_an_office_step_by_step(office):
    table, expected = office
    steps = [
        [Dominated("Pierpoint", "Lombard")],
        [Practical("Parkway", "Montana", COST)],
        [Swap("Baranov", COMMUTE, 25, ACCESS, 78), Dropped(COMMUTE)],
        [
            Swap("Baranov", SERVICES, "B", COST, 1700),
            Swap("Montana", SERVICES, "B", COST, 1800),
            Dropped(SERVICES),
        ],
        [Dominated("Baranov", "Lombard")],
        [Swap("Lombard", SIZE, 950, COST, 1950)],
        [Dominated("Lombard", "Montana")],
    ]
    assert len(steps) == len(expected["steps"])

    session = start(table)
    for several, published in zip(steps, expected["steps"], strict=True):
        for step in several:
            session = do(session, step)
            names = [getattr(step, name, None) for name in ("loser", "winner", "alternative")]
            assert all(name in published for name in names if name and not isinstance(step, Dropped))
        if "Baranov (78, 500, 1700)" in published:
            assert session.steps[-1] == Dominated("Baranov", "Lombard")
        if published.startswith("Lombard (80, 950, 1950)"):
            before = start(table)
            for step in session.steps[:-1]:
                before = do(before, step)
            assert before.table.row("Lombard") == (80, 950, 1950)
            assert before.table.row("Montana") == (85, 950, 1800)

    assert session.choice == (expected["choice"],)


def test_the_questions_come_in_the_published_order(office):
    table, expected = office
    asked = []
    dialogue = begin(table)
    for said in ("yes", "78", "1700", "1800", "1950"):
        asked.append(dialogue.asked)
        dialogue = reply(dialogue, said)

    assert asked == [
        AskPractical("Parkway", "Montana", COST),
        AskSwap("Baranov", COMMUTE, 25.0, ACCESS, 1),
        AskSwap("Baranov", SERVICES, "B", COST, 2),
        AskSwap("Montana", SERVICES, "B", COST, 1),
        AskSwap("Lombard", SIZE, 950.0, COST, 1),
    ]
    assert dialogue.asked is None
    assert dialogue.session.choice == (expected["choice"],)
    assert record(dialogue.session)[0].startswith("Pierpoint drops out: Lombard")


class MadeUp:
    """A person with additive values, linear in every criterion, who can say every trade-off exactly."""

    def __init__(self, seed: int) -> None:
        rng = stream(seed, "even-swaps")
        rows, columns = int(rng.integers(2, 8)), int(rng.integers(2, 7))
        values = np.round(rng.uniform(0, 100, (rows, columns)), 1)
        same = rng.random((rows, columns)) < 0.3  # some values come several times
        values[same] = 50.0
        better = [("high", "low")[int(k)] for k in rng.integers(0, 2, columns)]
        self.weights = rng.uniform(0.2, 1.0, columns)
        self.table = ConsequenceTable(
            tuple(f"a{i}" for i in range(rows)),
            tuple(Criterion(f"c{j}", better[j]) for j in range(columns)),
            tuple(tuple(float(v) for v in row) for row in values),
        )

    def worth(self, table: ConsequenceTable, alternative: str) -> float:
        pairs = zip(table.criteria, table.row(alternative), strict=True)
        return sum(self.weights[int(c.name[1:])] * c.goodness(v) for c, v in pairs)

    def says(self, dialogue: Dialogue) -> str:
        asked, table = dialogue.asked, dialogue.session.table
        if isinstance(asked, AskPractical):
            return "yes" if self.worth(table, asked.loser) <= self.worth(table, asked.winner) else "no"
        criterion, paid_in = table.criterion(asked.criterion), table.criterion(asked.pay_in)
        gained = criterion.goodness(asked.now) - criterion.goodness(
            table.value(asked.alternative, criterion.name)
        )
        price = gained * self.weights[int(criterion.name[1:])] / self.weights[int(paid_in.name[1:])]
        was = table.value(asked.alternative, paid_in.name)
        return repr(float(was - price if paid_in.better == "high" else was + price))


@pytest.mark.parametrize("block", range(4))
def test_what_is_left_is_best_for_whoever_answers_exactly(block):
    for seed in range(block * 60, block * 60 + 60):
        person = MadeUp(seed)
        dialogue, replies = begin(person.table), 0
        while dialogue.asked is not None:
            dialogue = reply(dialogue, person.says(dialogue))
            replies += 1
            rows, columns = len(person.table.alternatives), len(person.table.criteria)
            assert replies <= rows * columns + rows * rows

        worth = {a: person.worth(person.table, a) for a in person.table.alternatives}
        for chosen in dialogue.session.choice:
            assert worth[chosen] == pytest.approx(max(worth.values()), abs=1e-6)
        assert dialogue.session.choice


@pytest.mark.parametrize("seed", range(20))
def test_a_record_replayed_gives_the_same_table_and_taken_back_the_first(seed):
    person = MadeUp(seed)
    dialogue, said = begin(person.table), []
    while dialogue.asked is not None:
        said.append(person.says(dialogue))
        dialogue = reply(dialogue, said[-1])

    again = start(person.table)
    for step in dialogue.session.steps:
        again = do(again, step)
    assert again == dialogue.session
    assert replay(person.table, said).session == dialogue.session
    for _ in said:
        dialogue = reply(dialogue, "undo")
    assert dialogue == begin(person.table)
    assert len(record(again)) == len(again.steps)


def test_an_alternative_is_dominated_exactly_if_nowhere_better_and_somewhere_worse():
    for seed in range(40):
        table = MadeUp(seed).table
        for one in table.alternatives:
            for other in table.alternatives:
                gaps = [
                    c.goodness(v) - c.goodness(w)
                    for c, v, w in zip(table.criteria, table.row(one), table.row(other), strict=True)
                ]
                assert dominates(table, one, other) == (min(gaps) >= 0 and max(gaps) > 0)


def test_fewest_swaps_are_asked_for():
    table = ConsequenceTable(
        ("a", "b", "c"),
        (Criterion("pay", "high"), Criterion("way", "low"), Criterion("room", "high")),
        ((10, 30, 5), (8, 30, 9), (3, 10, 7)),
    )

    assert begin(table).asked == AskSwap("c", "way", 30, "pay", 1)  # by getting worse; made up where it lags


def swaps_needed(person: MadeUp, in_order: bool) -> int:
    """Swaps until nothing is left to ask: as proposed, or criterion by criterion as the table has them."""
    dialogue, swaps = begin(person.table), 0
    while dialogue.asked is not None:
        if isinstance(dialogue.asked, AskSwap):
            swaps += 1
            if in_order:
                left = [c.name for c in dialogue.session.table.criteria]
                dialogue = reply(reply(dialogue, f"equal {left[0]}"), f"pay {left[-1]}")
        dialogue = reply(dialogue, person.says(dialogue))
    return swaps


def test_what_is_proposed_takes_fewer_swaps_than_going_through_the_table():
    people = [p for p in map(MadeUp, range(120)) if len(p.table.criteria) > 3 < len(p.table.alternatives)]

    proposed, in_order = (sum(swaps_needed(p, order) for p in people) for order in (False, True))
    assert len(people) > 30
    assert proposed < 0.9 * in_order


def test_a_person_may_make_another_criterion_equal_or_pay_elsewhere():
    dialogue = begin(small())
    other = reply(dialogue, "equal pay")
    assert (other.asked.criterion, other.session) == ("pay", dialogue.session)

    elsewhere = reply(other, "pay room")
    assert elsewhere.asked.pay_in == "room"
    assert elsewhere.asked.alternative == other.asked.alternative
    assert reply(reply(elsewhere, "undo"), "undo") == dialogue


def test_words_can_be_swapped_and_paid_in():
    session = do(start(small()), Swap("a", "way", 20, "room", "fair"))

    assert session.table.row("a") == (10.0, 20.0, "fair")
    assert settle(session).steps[-1] == Dominated("b", "a")


def test_equal_alternatives_stand_and_fall_together():
    table = ConsequenceTable(
        ("a", "b", "c"),
        (Criterion("pay", "high"), Criterion("way", "low")),
        ((5.0, 1.0), (5.0, 1.0), (4.0, 2.0)),
    )
    session = settle(start(table))

    assert Twin("b", "a") in session.steps
    assert session.choice == ("a", "b")


def test_alternatives_that_nothing_tells_apart_are_all_left():
    table = ConsequenceTable(
        ("a", "b"), (Criterion("pay", "high"), Criterion("way", "low")), ((5, 9), (4, 7))
    )

    dialogue = begin(table)
    assert isinstance(dialogue.asked, AskSwap)
    target = {"pay": "9", "way": "9"}[dialogue.asked.pay_in]  # b with the pay of a is exactly a
    assert reply(dialogue, target).session.choice == ("a", "b")


def test_who_keeps_an_alternative_is_not_asked_again(office):
    table, _ = office
    dialogue = reply(begin(table), "no")

    assert Kept("Parkway", "Montana") in dialogue.session.steps
    assert dialogue.asked != AskPractical("Parkway", "Montana", COST)
    assert "Parkway" in dialogue.session.table.alternatives


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Dominated("a", "b"), "does not dominate"),
        (Dominated("a", "a"), "not worse than itself"),
        (Dominated("a", "z"), 'no alternative "z"'),
        (Practical("a", "b", "way"), "not ahead"),
        (Twin("a", "b"), "not equal"),
        (Dropped("way"), "not equal on"),
        (Dropped("wey"), 'Did you mean "way"'),
        (Swap("a", "way", 20, "way", 5), "cannot pay for itself"),
        (Swap("a", "way", 20, "pay", 11), "must become worse"),
        (Swap("a", "way", 40, "pay", 9), "must become better"),
        (Swap("a", "way", 20, "pay", 10), "must become worse"),
        (Swap("a", "way", 30, "pay", 9), "already"),
        (Swap("a", "room", "huge", "pay", 9), 'no value of "room"'),
        (Swap("a", "way", float("nan"), "pay", 9), "Write a number"),
    ],
)
def test_a_step_that_does_not_hold_is_refused(step, said):
    with pytest.raises(ParleyError, match=said):
        do(start(small()), step)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("much", "no value"),
        ("", "no value"),
        ("equal wey", "Did you mean"),
        ("pay way", "cannot pay"),
        ("undo", "back"),
    ],
)
def test_a_reply_that_is_none_changes_nothing(said, message):
    dialogue = reply(begin(small()), "equal way")
    assert dialogue.asked.criterion == "way"
    if said == "undo":
        dialogue = begin(small())

    with pytest.raises(ParleyError, match=message):
        reply(dialogue, said)


def test_yes_is_no_value_and_a_value_is_no_yes(office):
    with pytest.raises(ParleyError, match="Say yes, no"):
        reply(begin(office[0]), "78")
    with pytest.raises(ParleyError, match="Reply 2, “yes”"):
        replay(office[0], ["yes", "yes"])


def test_when_all_is_said_only_a_step_back_is_left(office):
    done = replay(office[0], ["yes", "78", "1700", "1800", "1950"])

    with pytest.raises(ParleyError, match="Nothing is asked any more"):
        reply(done, "5")
    assert reply(done, "undo").asked == AskSwap("Lombard", SIZE, 950.0, COST, 1)


def test_a_session_can_be_taken_back_by_the_last_word_of_the_person():
    session = settle(do(start(small()), Swap("a", "way", 20, "pay", 9)))

    assert undo(session) == start(small())
    with pytest.raises(ParleyError, match="nothing to take back"):
        undo(Session(small(), small()))


def test_the_question_is_asked_with_both_ends_and_units():
    table = ConsequenceTable(
        ("hill", "bank"),
        (Criterion("rent", "low", "crowns"), Criterion("way", "low", "minutes")),
        ((7, 25), (9, 10)),
    )

    words = question_words(begin(table))
    assert words.startswith(
        "bank has 9 crowns on rent and 10 minutes on way. With 7 crowns on rent, which way"
    )
