"""What is handed over must add up: each problem is refused at its place, with the mend."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case.circles import circle
from parley.case.deliverables import Days, Deliverable
from parley.case.figures_of_deliverables import handovers, known_amount, last_day
from parley.case.files import read_case
from parley.ground.errors import CaseFileErrors

from .carried_case import CARRIED

Place = tuple[str, str, str, str, str]  # what is changed, to what; where it is refused, why, how to mend it

WHO: list[Place] = [
    ("name: Calm, from: south", "name: Calm, from: suth", "calm-of-south.from", 'no party "suth"', "south"),
    (
        "to: south\n    kind: divisible",
        "to: guard\n    kind: divisible",
        "bank.to",
        "no party",
        "write  to: north",
    ),
    ("name: Aid, from: north", "name: Aid, from: south", "aid.to", "hands it over to itself", "receives it"),
    ("[lake, guard]", "[lake, gard]", "verified.by", 'no party or member "gard"', '"guard"'),
    ("surely: 0.9..1", "surely: 90", "verified.surely", "90, which does not lie between 0 and 1", "0.9"),
    ("surely: 0.9..1", "surely: 0.9..1.1", "verified.surely", "does not lie between 0 and 1", "0.8..0.95"),
    (
        "value: 0, phase: first}\n  aid",
        "value: -1, phase: first}\n  aid",
        "value",
        "below nothing",
        "Write 0",
    ),
    ("carries: people", "carries: peope", "captives.carries.peope", 'no issue "peope"', '"people"'),
    ("{people: 0.2..0.4}", "{people: 40}", "prisoners.carries.people", "is 40, which", "0.4"),
    ("all]}\n    irr", "al]}\n    irr", "bank.when.bank", 'no option "al"', '"all"'),
    ("all]}\n    irr", "part]}\n    irr", "bank.when.bank", "stands here twice", "Take one"),
    ("people: 33}", "people: 50}", "ferry.when.people", "outside the range", "inside"),
    ("name: Aid,", "nmae: Aid,", "deliverables.aid.nmae", 'no field "nmae"', "Did you mean"),
]
HOW_MUCH: list[Place] = [
    ("amount: people", "amount: peple", "captives.amount", 'no issue "peple"', '"people"'),
    ("amount: people", "amount: bank", "captives.amount", '"bank" has options', "when: {bank: ...}"),
    ("amount: people", "amount: aid", "captives.amount", 'no issue "aid"', "1 per aid"),
    ("low: 18", "low: -3", "captives.amount", '"people" can be -3', "starts at 0"),
    ("30 per captives,", "30 per captive,", "prisoners.amount", 'no category "captive"', '"captives"'),
    ("30 per captives,", "30 per prisoners,", "prisoners.amount", "counted by itself", "number"),
    (
        "amount: people",
        "amount: 2 per prisoners",
        "captives.amount",
        "captives is counted by prisoners",
        "number",
    ),
    (
        "amount: 90",
        "amount: 90\n    categories: {guards: rest}",
        "prisoners.amount",
        "of captives and of money",
        "name",
    ),
    ("amount: 90", "amount: 0", "money.amount", "delivers nothing", "above 0"),
    (
        "{1: 3, 8: 3, 36: rest}",
        "{1: 30, 8: 10}",
        "captives.timetable",
        "30 + 10 is 40, and the amount is at",
        "rest",
    ),
    ("{1: 3, 8: 3, 36: rest}", "{0: 3}", "captives.timetable", '"0" is not a day', "day: amount"),
    ("{1: 3, 8: 3, 36: rest}", "{1: rest, 8: rest}", "captives.timetable", "stands here twice", "one place"),
    ("{1: 3, 8: 3, 36: rest}", "{1: -3}", "captives.timetable", "delivers nothing", "above 0"),
    (
        "guards: 5,",
        "guards: 50,",
        "captives.categories",
        "50 is stated, and the amount is at most 39",
        "rest",
    ),
    ("lots: 3", "lots: 2.5", "money.lots", "2.5 is not a number of parts", "lots: 4"),
    ("every: 10", "every: 0", "money.every", "0 is not a number of days", "every: 7"),
    ("a-day: 30", "a-day: 0", "money.a-day", "nothing is ever handed over", "above 0"),
    ("the mill, the ford]", "the mill, the ferry]", "bank.parts[2]", "stands twice", "Take one"),
    ("parts: [the", "lots: 2\n    parts: [the", "bank.lots", "named is 3, and lots says 2", "Take lots out"),
    ("divisible\n    parts", "countable\n    parts", "bank.parts", "something that is counted", "divisible"),
    ("divisible\n    parts", "continuing\n    parts", "bank.parts", "something that continues", "unit"),
    ("divisible\n    amount", "one-off\n    amount", "money.lots", "handed over at once", "countable"),
    ("divisible\n    parts", "divisble\n    parts", "bank.kind", "not a word for kind", "divisible"),
]
WHEN: list[Place] = [
    ("phase: first\n    every", "phase: frst\n    every", "captives.phase", 'no phase "frst"', '"first"'),
    (
        "first\n    every",
        "first\n    days: 30..50\n    every",
        "captives.days",
        "outside the phase",
        "another phase",
    ),
    (
        "36: rest}",
        "50: rest}",
        "captives.timetable.50",
        "Day 50 of the timetable lies outside days 1..42",
        "Change",
    ),
    ("8: 3, 36", "5: 3, 36", "captives.timetable.5", "4 days after day 1, and every says 7", "every"),
    ("every: 7\n", "every: 7\n    a-day: 2\n", "captives.timetable.1", "3 on day 1 are more than 2", "a-day"),
    (
        "a-day: 30",
        "a-day: 30\n    timetable: {5: 30, 15: rest}",
        "money.timetable.15",
        "60 on day 15 are",
        "a-day",
    ),
    ("every: 10", "every: 20", "money.days", "until day 45, and the latest day is 40", "more days"),
    ("{captives: 7}", "{captivs: 7}", "bank.after.captivs", 'no deliverable "captivs"', '"captives"'),
    ("{captives: 7}", "{bank: 1}", "bank.after.bank", "comes after itself", "before"),
    ("{captives: 7}", "{captives: 0}", "bank.after.captives", "no condition", "how much"),
    ("{captives: 7}", "{money: 91}", "bank.after.money", "and its amount is 90", "Change one"),
    (
        "days: 22..42",
        "days: 22..30",
        "bank.after.captives",
        "handed over on day 36 at the earliest",
        "Change the days",
    ),
    ("days: 30, after", "days: 30, phase: second, after", "ferry.days", "Day 30 lies outside", "phase"),
    (
        "days: 5..40",
        "days: 5..25\n    after: ferry",
        "money.after.ferry",
        "handed over on day 30 at",
        "Change the days",
    ),
]
WHO_IS_ON_THE_LIST: list[Place] = [
    ("floor: 22", "floor: 80", "composition[0].floor", "more than can be living: at most 76", "0 to 76"),
    ("    floor: 22", "    floor: -1", "composition[0].floor", "below nobody", "0 to 76"),
    (
        "of: 115\n        living: 50..76\n        floor",
        "of: 60\n        living: 50..76\n        floor",
        "composition[0].living",
        "50..76 living of 60",
        "0..60",
    ),
    ("known: 0.2..0.6", "known: 2", "composition[0].known", "does not lie between 0 and 1", "Write"),
    ("not-living: 0.5", "not-living: 1.5", "composition[0].not-living", "does not lie between", "Write"),
    (
        'people: ">= 30"}',
        'people: ">= 30", bank: lef}',
        "composition[0].when.bank",
        'no option "lef"',
        "Known here",
    ),
    ("{guards: {of: 7", "{guars: {of: 7", "composition[1].categories.guars", "no category", '"guards"'),
    (
        "{guards: {of: 7",
        "{guards: {of: 4",
        "composition[1].categories.guards",
        "5 of them are handed over, and 4",
        "Change",
    ),
    ("living: 3..7", "living: 3..9", "categories.guards.living", "more than are held", "0..7"),
    (
        "of: 3000, rule: receiver",
        "of: 3000, take: 4000, rule: receiver",
        "names[0].take",
        "4000 names are chosen",
        "list",
    ),
    ("        vetoes: 100\n", "", "names[1].rule", "How many names may be struck is not said", "vetoes: 10"),
    ("vetoes: 100", "vetoes: -1", "names[1].vetoes", "-1 is not a number of names", "struck"),
    (
        "take: 500, rule: veto",
        "take: 500, rule: veto, vetoes: 3",
        "names[2].vetoes",
        "does not go with",
        "limited-vetoes",
    ),
    ("vetoes: 100", "take: 2950\n        vetoes: 60", "names[1].vetoes", "2940 are left", "at most 50"),
    (
        "quotas: {long-terms: 100}",
        "quotas: {long-terms: 500}",
        "quotas.long-terms",
        "and the list has 400",
        "Lower",
    ),
    (
        "quotas: {long-terms: 100}",
        "quotas: {long-term: 100}",
        "quotas.long-term",
        "no category",
        '"long-terms"',
    ),
    ("short-terms: 2600", "short-terms: 2700", "names[1].categories", "hold 3100 names", "Change"),
    ("when: {names: south}, ", "", "names[1]", "never counts", "last"),
]
PHASES: list[Place] = [
    (
        "days: 43..84",
        "days: 40..84",
        "phases.second.days",
        'overlaps with "first", days 1..42',
        "days: 43..87",
    ),
    ("days: 43..84", "days: 84..43", "phases.second.days", "runs downwards", "43..84"),
    (
        "to: 2025-03-01",
        "to: 2025-02-28",
        "phases.first.to",
        "are 41 days, and days 1..42 are 42",
        "1 March 2025",
    ),
    ("to: 2025-03-01", "to: 2024-03-01", "phases.first.to", "ends before it begins", "Exchange"),
    (
        "from: 2025-01-19",
        "from: 2025-01-20",
        "phases.first.from",
        "Day 1 is 19 January 2025",
        "date of day 1",
    ),
    (
        "starts: 2025-01-19",
        "starts: 2025-01-10",
        "phases.first.from",
        "by implementation.starts",
        "date of day 1",
    ),
    ("talks-until: 35", "talks-until: 43", "gate.talks-until", 'the phase "first" ends on day 42', "later"),
    ("talks-until: 35", "talks-until: 3", "gate.talks-until", "end before they begin", "Exchange"),
    ("talks-from: 16", "talks-from: 1.5", "gate.talks-from", "1.5 is not a day", "whole days"),
    (
        "{content: agreed}",
        "{talks-until: 16}",
        "second.gate.talks-until",
        "The gate comes before its phase",
        "43..84",
    ),
    (
        "{content: agreed}",
        "{content: agreed, when: {after: talks}}",
        "gate.when",
        "agreed in every package",
        "open",
    ),
    ("if-open: continues", "if-open: lapses", "gate.when", "it lapses in all", "if-open: continues"),
    ("{after: peace}", "{after: piece}", "agreed-when.after", 'no option "piece"', '"peace"'),
]
GUARANTEES: list[Place] = [
    (
        "binds: {north: 0.1, south: 0..0.2}",
        "binds: {}",
        "word.binds",
        "binds nobody",
        "binds: {north: 0.05..0.2}",
    ),
    ("binds: {north: 0.1, south: 0..0.2}", "binds: north", "word.binds.north", "is not said", "0.05..0.2"),
    ("binds: {north: 0.1,", "binds: {nort: 0.1,", "word.binds.nort", 'no party "nort"', "north"),
    ("binds: {north: 0.1,", "binds: {north: -0.1,", "word.binds.north", "below nothing", "Write 0"),
    ("kept: 0.4..0.9", "kept: 40..90", "word.kept", "does not lie between 0 and 1", "0.4..0.9"),
    ("of: [money]", "of: [mony]", "account.of", 'no deliverable "mony"', '"money"'),
    ("    of: [money]\n", "", "guarantees.account", "Nothing is held in escrow", "of: [...]"),
    (
        "binds: south\n    of: [money]",
        "binds: {south: 0.2}\n    of: [money]",
        "account.binds.south",
        "no quantity",
        "south",
    ),
    (
        "of: [aid, bank], because",
        "of: [money], because",
        "back.binds.south",
        "receives nothing",
        "Bind the party",
    ),
    ("until: first", "until: firs", "account.until", 'no phase "firs"', '"first"'),
    ("of: [money]", "of: [money, later]", "account.of", "no deliverable", "Known here"),
    (
        "kind: reputation, binds",
        "kind: reputation, until: first, binds",
        "name.until",
        "does not go with",
        "escrow",
    ),
    (
        "kind: reputation, binds",
        "kind: reputation, of: [aid], binds",
        "name.of",
        "does not go with",
        "take it out",
    ),
    ("kind: reputation", "kind: reputaton", "name.kind", "not a word for kind", "reputation"),
    (
        "when: {bank: [part, all]}}",
        "when: {bank: [part, al]}}",
        "monitoring[0].when.bank",
        "no option",
        '"all"',
    ),
    (
        "{design: none, because",
        "{design: nne, because",
        "monitoring[1].design",
        "not a word for design",
        "none",
    ),
    (
        "{design: joint-commission, when: {bank: [part, all]}}",
        "{design: joint-commission}",
        "monitoring[1]",
        "never",
        "last",
    ),
    ("days: 2}", "days: -2}", "ladder[0].days", "less than none", "days: 3"),
    ("spoilers: some", "spoilers: none", "financed", "Nobody outside gains", "spoilers: some"),
    ("of: [captives], if", "of: [captive], if", "remedies[0].of", 'no deliverable "captive"', '"captives"'),
    ("waits: [prisoners]", "waits: [prisoner]", "remedies[0].waits", "no deliverable", '"prisoners"'),
    ("after: 1,", "after: -1,", "remedies[0].after", "less than none", "Write 0"),
]


def refused(path: Path, text: str) -> list[tuple[int | None, str, str, str]]:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseFileErrors) as refusal:
        read_case(path)
    return [(e.line, e.field, e.problem, e.mend) for e in refusal.value.errors]


def changed(old: str, new: str, text: str = CARRIED) -> str:
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "field", "problem", "mend"),
    [*WHO, *HOW_MUCH, *WHEN, *WHO_IS_ON_THE_LIST, *PHASES, *GUARANTEES],
)
def test_a_problem_is_refused_at_its_place_with_its_mend(tmp_path, old, new, field, problem, mend):
    text = changed(old, new)
    found = refused(tmp_path / "case.yaml", text)

    matching = [f for f in found if f[1].endswith(field) and problem in f[2] and mend in f[3]]
    assert matching, found
    line, at, _, _ = matching[0]
    assert line is not None
    if not at.endswith("]"):
        assert at.split(".")[-1] in text.splitlines()[line - 1]
    assert len(found) <= 3, found  # and hardly anything that only follows from it


def test_the_sums_of_a_known_agreement_add_up(tmp_path):
    """Appendix I of January 2025: 3 + 4 + 3 x 4 + 2 + 12 = 33 in 42 days, 19 January to 1 March 2025."""
    path = tmp_path / "case.yaml"
    text = changed("{1: 3, 8: 3, 36: rest}", "{1: 3, 7: 4, 14: 3, 21: 3, 28: 3, 35: 3, 39: 2, 42: 12}")
    text = changed("    every: 7\n", "", text)
    path.write_text(changed("amount: people", "amount: 33", text), encoding="utf-8")
    assert known_amount(read_case(path), "captives") == 33
    assert known_amount(read_case(path), "prisoners") == 28 * 30 + 5 * 50

    ((_, field, problem, mend),) = refused(path, changed("amount: people", "amount: 34", text))
    assert field == "deliverables.captives.timetable"
    assert problem == "3 + 4 + 3 + 3 + 3 + 3 + 2 + 12 is 33, and the amount is 34."
    assert mend == "Write  amount: 33, or change a number, or write  rest  for one of them."

    ends = refused(
        path,
        changed(
            "days: 1..42\n    from", "days: 1..41\n    from", changed("amount: people", "amount: 33", text)
        ),
    )
    assert ("19 January to 1 March 2025 are 42 days, and days 1..41 are 41.") in [
        problem for _, _, problem, _ in ends
    ]
    assert "Day 42 of the timetable lies outside days 1..41." in [problem for _, _, problem, _ in ends]


def test_a_deadline_that_cannot_be_met_says_when_it_could(tmp_path):
    """33 persons, three every seven days: the eleventh handover is on day 1 + 10 x 7 = 71."""
    text = changed("    timetable: {1: 3, 8: 3, 36: rest}\n", "    a-day: 3\n")
    ((_, field, problem, _),) = refused(tmp_path / "case.yaml", changed("amount: people", "amount: 33", text))

    assert field == "deliverables.captives.phase"
    assert problem == (
        "33 at 3 a day, every 7 days: from day 1, that takes until day 71, and the latest day is 42."
    )
    least = changed("low: 18", "low: 21", text)
    ((_, _, problem, _),) = refused(tmp_path / "case.yaml", least)
    assert problem.startswith("21, the least that a package can say, at 3 a day")
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    assert read_case(path)  # 18 are possible, and a package may say 18


@given(st.integers(1, 400), st.integers(1, 40), st.integers(1, 14), st.integers(1, 30))
def test_the_last_day_is_the_first_by_which_all_can_be_handed_over(amount, a_day, every, first):
    entry = Deliverable(name="D", from_="north", to="south", kind="countable", a_day=a_day, every=every)
    last = last_day(entry, amount, first)

    assert handovers(entry, Days(first, last)) * a_day >= amount
    assert last == first or handovers(entry, Days(first, last - 1)) * a_day < amount


def test_a_circle_of_conditions_is_named_step_by_step(tmp_path):
    text = changed("days: 1..42}\n  ferry", "days: 1..42, after: money}\n  ferry")
    text = changed("days: 5..40", "days: 5..40\n    after: {bank: 1}", text)
    text = changed("{captives: 7}", "{aid: 1, captives: 7}", text)
    ((_, field, problem, mend),) = refused(tmp_path / "case.yaml", text)

    assert field == "deliverables.bank.after.aid"
    assert problem == (
        "Conditions run in a circle: bank comes after aid, aid after money, money after bank. None can begin."
    )
    assert mend == "Take one of these conditions out."


def test_conditions_of_different_packages_are_no_circle(tmp_path):
    path = tmp_path / "case.yaml"
    text = changed("when: {bank: [part, all]}\n    irr", "when: {bank: part}\n    after: ferry\n    irr")
    text = changed("    after: {captives: 7}\n", "", text)
    path.write_text(changed("after: calm-of-south", "after: bank", text), encoding="utf-8")

    assert read_case(path).deliverables["ferry"].after == {"bank": None}


@given(st.dictionaries(st.integers(0, 7), st.lists(st.integers(0, 7), max_size=3), max_size=8))
def test_a_circle_is_found_exactly_where_there_is_one(edges):
    steps = {str(a): [str(b) for b in below] for a, below in edges.items()}
    left = dict(steps)  # Kahn (1962): what has nothing below that is left falls away
    while gone := [a for a, below in left.items() if not any(b in left for b in below)]:
        for a in gone:
            del left[a]
    way = circle(steps)

    assert bool(way) == bool(left)
    assert not way or way[0] == way[-1]
    assert all(b in steps[a] for a, b in pairwise(way))


def test_a_chain_of_thousands_is_no_trouble():
    chain = {str(n): [str(n + 1)] for n in range(20_000)}

    assert circle(chain) == ()
    assert len(circle(chain | {"20000": ["0"]})) == 20_002


def test_shares_of_one_issue_are_at_most_the_whole(tmp_path):
    text = changed("carries: people", "carries: {people: 0.9}")
    ((_, field, problem, _),) = refused(tmp_path / "case.yaml", text)

    assert field == "deliverables.prisoners.carries.people"
    assert problem == "Together they carry 0.9 + 0.2 is 1.1 of people, more than the whole."


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("days: 1..42\n    from", "days: 42..1\n    from", 1),  # phase, and all that lies in it
        ("    days: 1..42\n    from", "    from", 1),
        ("kind: countable\n    amount: people", "kind: counted\n    amount: people", 1),
        ("  captives:\n    name", "  captves:\n    name", 3),  # each place that points to it
        ("of: [captives], if", "of: [3], if", 1),
        ("kind: reputation, ", "kind: reputaton, ", 1),
        ("of: 115\n        living: 50..76\n        categories", "living: 50..76\n        categories", 1),
        ("        living: 50..76\n        categories", "        living: many\n        categories", 1),
        ("{to: both guards, days: 2}", "{to: both guards}", 1),
        ("{if: disputed, remedy: the Council decides}", "{remedy: the Council decides}", 1),
    ],
)
def test_what_follows_from_a_damaged_entry_is_not_reported_beside_it(tmp_path, old, new, count):
    assert len(refused(tmp_path / "case.yaml", changed(old, new))) == count


def test_problems_in_several_entries_are_reported_together(tmp_path):
    text = changed("days: 43..84", "days: 40..84", changed("kept: 0.4..0.9", "kept: 90"))
    found = refused(tmp_path / "case.yaml", changed("starts: 2025-01-19", "starts: soon", text))

    assert [field for _, field, _, _ in found] == [
        "phases.second.days",
        "guarantees.word.kept",
        "implementation.starts",
    ]


def test_principals_exchanged_have_the_same_problems_exchanged(tmp_path):
    text = CARRIED
    for old, new, *_ in (WHO[4], WHO[6], HOW_MUCH[0], GUARANTEES[3], GUARANTEES[8]):
        text = changed(old, new, text)
    swapped = exchange(text)
    one, other = refused(tmp_path / "case.yaml", text), refused(tmp_path / "case.yaml", swapped)

    assert len(one) > 3
    assert other == [(line, *(exchange(words) for words in rest)) for line, *rest in one]


def exchange(text: str) -> str:
    return re.sub("north|south", lambda m: "south" if m[0] == "north" else "north", text)
