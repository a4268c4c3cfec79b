"""A first case from claims: who signs, what is at stake, who wants what; each with its claims or assumed."""

import dataclasses
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.case.consistency import problems
from parley.case.draft import draft_case
from parley.case.exchange import contested
from parley.case.model import Assumed, Case, Importance, Interval, NumericWish
from parley.case.questions import questions
from parley.case.reasons import reasons
from parley.evidence.claim import STRENGTHS, Claim, Event, Value, When
from parley.evidence.document import Document
from parley.evidence.fields import field_kinds, talk_kinds
from parley.evidence.glossary import Actor, Glossary, Subject, Topic
from parley.evidence.joint import JointReading
from parley.ground.ids import ClaimId, DocumentId

DAY = date(2031, 5, 4)
ACTORS = (
    Actor("orla", "Orla", kind="state", aliases=("the Orlan government",)),
    Actor("minister", "Ada Venn", kind="person", member_of="orla"),
    Actor("officers", "Orlan officers", kind="group", member_of="orla"),
    Actor("front", "Varn Front", kind="organisation"),
    Actor("lakeland", "Lakeland", kind="state", metonyms=("Sel",)),
    Actor("plan", "the plan", kind="document"),
)


def subject(field: str, kind_id: str) -> Subject:
    kind = next(k for k in (*field_kinds(field), *talk_kinds()) if k.id == kind_id)
    topics = tuple(Topic(o.id, o.label, o.keywords) for o in kind.options)
    return Subject(kind.id, kind.label, kind.keywords, topics, kind.unit, kind.numeric, kind.id)


def joint(field: str, issues: list[str], said: list[dict], actors=ACTORS, events=()) -> JointReading:
    """A reading in which each statement is one line of a document."""
    text = "\n".join(f"Statement {n} of the report." for n in range(1, len(said) + 1))
    document = Document(DocumentId("report"), text, "0", "report.txt", published=DAY)
    claims = []
    for n, statement in enumerate(said, start=1):
        quote = document.find(f"Statement {n} of")
        who = statement.pop("who")
        actors_of = who if isinstance(who, tuple) else (who,)
        claims.append(
            Claim(
                id=ClaimId(f"c{n}"), actors=actors_of, quote=quote, content=quote, published=DAY, **statement
            )
        )
    glossary = Glossary(actors, tuple(subject(field, i) for i in issues), field)
    return JointReading({document.id: document}, tuple(claims), (), tuple(events), glossary, "made by hand")


def demand(who, issue, option, **more) -> dict:
    return {"who": who, "act": "demand", "issue": issue, "option": option} | more


@pytest.fixture
def truce() -> JointReading:
    """Two sides, two hosts, dissent inside one side, an exchange both ways."""
    return joint(
        "armed-conflict",
        ["end-of-war", "border-corridor", "withdrawal", "captives", "prisoners", "conduct"],
        [
            {"who": "lakeland", "act": "mediate", "issue": None},
            demand("front", "end-of-war", "guaranteed-end"),
            demand("minister", "end-of-war", "right-to-resume", strength="firm"),
            demand("front", "border-corridor", "withdrawal", strength="firm"),
            demand("orla", "border-corridor", "presence"),
            demand("officers", "border-corridor", "remote-monitoring", act="prefer", scope="some"),
            demand("front", "withdrawal", "full-withdrawal", targets=("orla",)),
            demand("minister", "captives", "living-first", act="prefer"),
            {"who": "plan", "act": "propose", "issue": "captives", "option": "some-first"},
            demand("orla", "prisoners", "veto-some"),
            {"who": ("orla", "front"), "act": "accuse", "issue": "conduct"},
        ],
    )


def orders(case: Case, party: str) -> dict[str, object]:
    return {
        i: order.as_plain() if hasattr(order, "as_plain") else order
        for i, order in case.preferences[party].orders.items()
    }


def test_principals_stand_against_each_other_and_mediators_mediate(truce):
    case = draft_case(truce)

    assert {p: party.role for p, party in case.parties.items()} == {
        "orla": "principal",
        "front": "principal",
        "lakeland": "mediator",
    }
    assert list(case.parties["orla"].members) == ["minister", "officers"]
    assert case.parties["orla"].aliases == ("the Orlan government",)
    assert case.title == "Talks between Orla and Varn Front"
    assert case.as_of == DAY


def test_issues_hold_the_options_spoken_of_and_what_holds_without_a_deal(truce):
    case = draft_case(truce)

    assert {i: list(issue.options) for i, issue in case.issues.items()} == {
        "end-of-war": ["war-continues", "right-to-resume", "guaranteed-end"],
        "border-corridor": ["presence", "remote-monitoring", "withdrawal"],
        "withdrawal": ["presence", "full-withdrawal"],
        "captives": ["none", "some-first", "living-first"],
        "prisoners": ["none", "veto-some", "no-veto"],
    }


def test_a_demand_stands_above_what_only_others_demand_and_dissent_between(truce):
    case = draft_case(truce)

    assert orders(case, "orla")["border-corridor"] == "presence > remote-monitoring > withdrawal"
    assert orders(case, "front")["border-corridor"] == "withdrawal > presence"
    assert case.preferences["orla"].because["border-corridor"] == ("c5", "c6")
    assert case.preferences["front"].because["border-corridor"] == ("c4",)


def test_what_was_not_said_stays_unknown(truce):
    end = draft_case(truce).preferences["orla"].orders["end-of-war"]

    assert ("right-to-resume", "guaranteed-end") in end.pairs()
    assert not {("guaranteed-end", "war-continues"), ("war-continues", "guaranteed-end")} & set(end.pairs())


def test_giving_costs_whoever_gives(truce):
    case = draft_case(truce)

    assert orders(case, "orla")["captives"] == "living-first > some-first > none"
    assert orders(case, "front")["captives"] == "none > some-first > living-first"
    assert orders(case, "orla")["prisoners"] == "none > veto-some > no-veto"
    assert orders(case, "front")["prisoners"] == "no-veto > veto-some > none"
    assert orders(case, "orla")["withdrawal"] == "presence > full-withdrawal"
    assert all(contested(case, i) for i in case.issues)
    reason = case.preferences["front"].because["captives"]
    assert isinstance(reason, Assumed)
    assert (reason.by, reason.claims) == ("draft", ("c8",))
    assert "giving-costs" not in {q.kind for q in questions(case)}


def test_without_a_deal_things_stay_as_the_library_has_it(truce):
    no_deal = draft_case(truce).preferences["front"].no_deal

    assert no_deal.leads_to["captives"] == "none"
    assert no_deal.leads_to["border-corridor"] == "presence"
    assert no_deal.because.by == "draft"
    assert no_deal.costs is None


def test_what_holds_without_a_deal_and_nobody_asks_for_cannot_be_signed(truce):
    (constraint,) = draft_case(truce).constraints

    assert (constraint.if_, constraint.never) == (
        {},
        {"end-of-war": "war-continues", "captives": "none", "prisoners": "none"},
    )
    assert constraint.because.by == "draft"


def test_firm_demands_become_red_lines_to_confirm_and_wide_importance(truce):
    case = draft_case(truce)

    lines = {
        p: [(line.terms, line.word, line.because) for line in said.red_lines]
        for p, said in case.preferences.items()
    }
    assert lines == {
        "orla": [({"end-of-war": "guaranteed-end"}, "even", ("c3",))],
        "front": [({"border-corridor": "presence"}, "even", ("c4",))],
    }
    assert case.preferences["orla"].importance == Importance(None, {"end-of-war": Interval(0.1, 1.0)})
    assert {q.kind for q in questions(case, truce.claims)} >= {"red-line", "no-deal-costs"}


@pytest.mark.parametrize(
    ("act", "strength", "word"),
    [
        ("reject", "absolute", "likely"),
        ("reject", "firm", "even"),
        ("reject", "stated", "tactical"),
        ("red_line", "stated", "even"),
    ],
)
def test_a_refusal_is_a_red_line_as_firm_as_it_was_put(act, strength, word):
    case = draft_case(
        joint(
            "armed-conflict",
            ["border-corridor"],
            [
                demand("front", "border-corridor", "withdrawal"),
                demand("orla", "border-corridor", "withdrawal", act=act, polarity="-", strength=strength),
            ],
        )
    )

    (line,) = case.preferences["orla"].red_lines
    assert (line.terms, line.word, line.because) == ({"border-corridor": "withdrawal"}, word, ("c2",))


def test_every_entry_names_its_claims_or_an_assumption_by_draft(truce):
    case = draft_case(truce)

    known = {c.id for c in truce.claims}
    for _, because in reasons(case):
        assert because
        ids = because.claims if isinstance(because, Assumed) else because
        assert set(ids) <= known
        assert not isinstance(because, Assumed) or (because.by == "draft" and because.assumed)
    for said in case.preferences.values():
        assert set(said.because) == {*said.orders, "importance"}
        assert all(line.because for line in said.red_lines)
    assert problems(case) == ()


def test_what_is_said_of_the_talks_themselves_is_no_term_of_a_deal(truce):
    assert "conduct" not in draft_case(truce).issues


def test_a_text_says_its_terms_and_admits_that_its_date_is_not_known(truce):
    plan = draft_case(truce).texts["plan"]

    assert plan.terms == {"captives": "some-first"}
    assert plan.date == DAY
    assert "not stated" in plan.because.assumed


LINES = (
    "Orla denied this and said its position was in line with the text of 2 March.",
    "The Varn Front praised Orla's draft of 7 March.",
    "Lakeland recalled the 9 March proposal, which nobody here describes.",
)


def reported(truce, proposals):
    """The reading with events that speak of dated texts, and with proposals made on given days."""
    document = Document(DocumentId("later"), "\n".join(LINES), "0", "later.txt", published=DAY)
    days = (("of 2 March", 2), ("of 7 March", 7), ("9 March", 9))
    events = []
    for n, (line, (words, day)) in enumerate(zip(LINES, days, strict=True)):
        on = date(2031, 3, day)
        when = When(document.find(words), on, on)
        who = ("front",) if n == 1 else ("orla",)  # who speaks of it, not whose it is
        events.append(Event(f"t{n}", "text", document.find(line), actors=who, when=when, published=DAY))
    made = []
    for n, (who, day, issue, option) in enumerate(proposals):
        on = date(2031, 3, day)
        words = document.find("praised")
        when = When(words, on, on)
        claim = Claim(
            ClaimId(f"p{n}"), (who,), "propose", words, words, issue=issue, option=option, when=when
        )
        made.append(dataclasses.replace(claim, published=DAY))
    documents = truce.documents | {document.id: document}
    return dataclasses.replace(
        truce, documents=documents, events=tuple(events), claims=(*truce.claims, *made)
    )


def test_a_dated_text_has_its_own_name_the_terms_reported_and_the_author_the_words_give(truce):
    proposals = [
        ("lakeland", 2, "border-corridor", "remote-monitoring"),
        ("lakeland", 2, "captives", "some-first"),
        ("minister", 7, "border-corridor", "presence"),
        ("front", 7, "border-corridor", "withdrawal"),
    ]
    texts = draft_case(reported(truce, proposals)).texts

    march = texts["text-of-2-march"]
    assert (march.title, march.by, march.date) == ("Text of 2 March", "lakeland", date(2031, 3, 2))
    assert march.terms == {"border-corridor": "remote-monitoring", "captives": "some-first"}
    assert (march.because.by, march.because.claims) == ("draft", ("p0", "p1"))
    (own,) = (t for t in texts.values() if t.date == date(2031, 3, 7))
    assert (own.title, own.by, own.terms) == (
        "Orla's draft of 7 March",
        "orla",
        {"border-corridor": "presence"},
    )


def test_of_two_terms_of_a_text_on_one_issue_the_surer_stands_then_the_one_with_more_words(truce):
    document = next(iter(truce.documents.values()))
    words = document.find("Statement 9 of the")
    longer = Claim(ClaimId("p9"), ("plan",), "propose", words, words, issue="captives", option="living-first")
    longer = dataclasses.replace(longer, published=DAY)
    unsure = dataclasses.replace(longer, confidence=0.4)

    def joint_of(claim):
        return dataclasses.replace(truce, claims=(*truce.claims, claim))

    assert draft_case(joint_of(longer)).texts["plan"].terms == {"captives": "living-first"}
    assert draft_case(joint_of(longer)).texts["plan"].because.claims == ("p9",)
    assert draft_case(joint_of(unsure)).texts["plan"].terms == {"captives": "some-first"}


def test_a_text_of_which_no_term_is_reported_is_left_out(truce):
    assert list(draft_case(reported(truce, [])).texts) == ["plan"]


def test_rounds_come_from_events_and_a_loose_date_says_so(truce):
    document = next(iter(truce.documents.values()))
    words = document.find("Statement 1")

    def met(id_, place, start, end, **more):
        return Event(id_, "round", words, place, when=When(words, start, end), published=DAY, **more)

    events = (
        met("e1", "Sel", date(2031, 5, 1), date(2031, 5, 2), duration_days=2),
        met("e2", "Sel", date(2031, 5, 1), date(2031, 5, 2), duration_days=2),
        met("e3", "Anhar", date(2031, 5, 5), date(2031, 5, 11), relation="planned"),
    )
    first, second = draft_case(dataclasses.replace(truce, events=events)).rounds

    assert (first.place, first.from_, first.to, first.because) == (
        "Sel",
        date(2031, 5, 1),
        date(2031, 5, 2),
        None,
    )
    assert (second.place, second.status) == ("Anhar", "planned")
    assert "some time between" in second.because.assumed


def test_the_draft_is_the_same_when_the_principals_change_names(truce):
    def swapped(name):
        return {"orla": "front", "front": "orla"}.get(name, name)

    claims = [
        dataclasses.replace(c, actors=tuple(map(swapped, c.actors)), targets=tuple(map(swapped, c.targets)))
        for c in truce.claims
    ]
    actors = [
        dataclasses.replace(a, id=swapped(a.id), member_of=swapped(a.member_of) if a.member_of else None)
        for a in truce.glossary.actors
    ]
    other = dataclasses.replace(
        truce, claims=tuple(claims), glossary=dataclasses.replace(truce.glossary, actors=tuple(actors))
    )

    before, after = draft_case(truce), draft_case(other)

    assert {swapped(p): said for p, said in before.preferences.items()} == after.preferences
    assert before.issues == after.issues
    assert [swapped(p) for p in before.parties] == list(after.parties)


def pay(*said: dict) -> Case:
    actors = (Actor("union", "Crews' Union"), Actor("railway", "Norva Rail"), Actor("board", "Labour Board"))
    return draft_case(joint("labour", ["pay", "overtime"], list(said), actors))


def asks(who: str, number: float, act: str = "demand", **more) -> dict:
    return {"who": who, "act": act, "issue": "pay", "option": None, "value": Value(number, "percent"), **more}


@pytest.mark.parametrize("act", ["offer", "concede"])
def test_what_is_offered_costs_the_one_who_gives_and_is_worth_something_to_the_other(act):
    said = [demand("railway", "overtime", "limited", act=act), asks("union", 8), asks("railway", 3, "offer")]

    case = pay(*said)

    assert orders(case, "railway")["overtime"] == "as-now > limited"
    assert orders(case, "union")["overtime"] == "limited > as-now"


def test_who_asks_for_the_middle_receives_if_it_does_so_elsewhere():
    actors = (Actor("union", "Crews' Union"), Actor("railway", "Norva Rail"))
    middle = [demand("union", "jobs", "voluntary-only"), demand("railway", "overtime", "employer-decides")]
    paid = [*[dict(s) for s in middle], asks("union", 9), asks("railway", 3, "offer")]

    alone = draft_case(joint("labour", ["pay", "overtime", "jobs"], middle, actors))
    both = draft_case(joint("labour", ["pay", "overtime", "jobs"], paid, actors))

    assert orders(alone, "union")["jobs"] == "no-guarantee > voluntary-only"
    assert orders(both, "union")["jobs"] == "voluntary-only > no-guarantee"
    assert orders(both, "railway")["jobs"] == "no-guarantee > voluntary-only"


def test_an_offer_that_is_refused_is_no_gift():
    said = [demand("railway", "overtime", "limited", act="offer")]
    said += [demand("union", "overtime", "limited", act="reject", polarity="-")]

    case = pay(*said)

    assert ("limited", "as-now") in case.preferences["railway"].orders["overtime"].pairs()
    assert ("as-now", "limited") in case.preferences["union"].orders["overtime"].pairs()


def refusing(*said: dict) -> Case:
    issues = ["border-corridor", "end-of-war"]
    return draft_case(
        joint("armed-conflict", issues, [demand("front", "end-of-war", "guaranteed-end"), *said])
    )


def test_what_a_party_refuses_on_record_stands_last_for_it_and_is_never_unknown():
    refuses = demand("orla", "border-corridor", "withdrawal", act="reject", polarity="-")
    case = refusing(demand("front", "border-corridor", "withdrawal"), refuses)
    pairs = case.preferences["orla"].orders["border-corridor"].pairs()
    options = set(case.issues["border-corridor"].options)
    assert len(options) > 1
    assert {(o, "withdrawal") for o in options - {"withdrawal"}} <= set(pairs)
    assert not [pair for pair in pairs if pair[0] == "withdrawal"]


def test_what_a_party_refuses_stands_below_what_a_mediator_proposes_too():
    case = refusing(
        demand("front", "border-corridor", "withdrawal"),
        demand("orla", "border-corridor", "presence"),
        demand("orla", "border-corridor", "withdrawal", act="reject", polarity="-"),
        demand("lakeland", "border-corridor", "remote-monitoring", act="propose"),
    )
    pairs = case.preferences["orla"].orders["border-corridor"].pairs()
    assert ("presence", "withdrawal") in pairs
    assert ("remote-monitoring", "withdrawal") in pairs
    assert ("presence", "remote-monitoring") not in pairs  # what it thinks of that was not said


def test_who_refuses_what_is_asked_would_have_to_hand_it_over():
    said = [demand("union", "jobs", "voluntary-only")]
    said += [demand("railway", "jobs", "voluntary-only", act="reject", polarity="-")]
    actors = (Actor("union", "Crews' Union"), Actor("railway", "Norva Rail"))

    case = draft_case(joint("labour", ["jobs"], said, actors))

    assert orders(case, "union")["jobs"] == "voluntary-only > no-guarantee"
    assert orders(case, "railway")["jobs"] == "no-guarantee > voluntary-only"


def test_who_agrees_to_grant_something_gives_it_where_the_other_side_receives():
    actors = (Actor("union", "Crews' Union"), Actor("railway", "Norva Rail"))
    said = [
        demand("railway", "health", "improved", act="accept"),
        asks("union", 9),
        asks("railway", 3, "offer"),
    ]

    case = draft_case(joint("labour", ["pay", "health"], said, actors))

    assert orders(case, "railway")["health"] == "as-now > improved"
    assert orders(case, "union")["health"] == "improved > as-now"


def test_a_number_that_is_refused_is_not_wanted():
    refused = asks("railway", 9, "reject", polarity="-")

    case = pay(asks("union", 9), asks("railway", 3, "offer"), refused)

    assert orders(case, "union")["pay"] == NumericWish("more")


def test_what_is_accepted_is_asked_of_nobody():
    said = [
        demand("railway", "overtime", "limited", act="accept"),
        asks("union", 8),
        asks("railway", 3, "offer"),
    ]

    case = pay(*said)

    assert orders(case, "railway")["overtime"] == "limited > as-now"
    assert "overtime" not in case.preferences["union"].orders


@pytest.mark.parametrize(
    ("said", "wishes"),
    [
        ([asks("union", 9), asks("railway", 4, "offer"), asks("board", 6, "propose")], ("more", "less")),
        (
            [asks("union", 7, moved_from=Value(9, "percent")), asks("railway", 4, act="accept")],
            ("more", "less"),
        ),
        ([asks("union", 5), {**asks("railway", 5), "value": Value(5, "percent", "<=")}], ("near 5", "less")),
        ([asks("union", 8), demand("railway", "pay", None, act="reject", polarity="-")], ("more", "less")),
    ],
)
def test_a_wish_on_a_number_follows_the_numbers_of_others_and_earlier_ones(said, wishes):
    case = pay(*[dict(s) for s in said])

    assert (str(orders(case, "union")["pay"]), str(orders(case, "railway")["pay"])) == wishes


@pytest.mark.parametrize(
    ("act", "polarity", "comparator", "red_line", "wishes"),
    [
        ("reject", "-", ">", "> 5", ("more", "less")),  # five itself is not refused
        ("reject", "-", ">=", ">= 5", ("more", "less")),
        ("demand", "+", "<=", "> 5", ("more", "less")),
        ("demand", "+", "<", ">= 5", ("more", "less")),
    ],
)
def test_a_ceiling_shuts_out_what_lies_beyond_it_and_nothing_else(
    act, polarity, comparator, red_line, wishes
):
    value = Value(5, "percent", comparator)
    limit = {**asks("railway", 5, act, polarity=polarity, strength="firm"), "value": value}

    case = pay(asks("union", 9), limit)

    assert [str(line.terms["pay"]) for line in case.preferences["railway"].red_lines] == [red_line]
    assert (str(orders(case, "union")["pay"]), str(orders(case, "railway")["pay"])) == wishes


def test_a_floor_that_is_refused_from_below_is_a_red_line_below_it():
    value = Value(3, "percent", "<")
    floor = {**asks("union", 3, "reject", polarity="-"), "value": value}

    case = pay(floor, asks("railway", 2, "offer"))

    (line,) = case.preferences["union"].red_lines
    assert (str(line.terms["pay"]), line.word) == ("< 3", "tactical")
    assert orders(case, "union")["pay"] == NumericWish("more")


def test_two_numbers_make_a_range_and_opposite_wishes():
    case = pay(asks("union", 9, strength="firm"), asks("railway", 4, "offer"))

    pay_range = case.issues["pay"].range
    assert (pay_range.low, pay_range.high, pay_range.unit) == (4, 9, "percent")
    assert case.issues["pay"].because == ("c1", "c2")
    assert orders(case, "union")["pay"] == NumericWish("more")
    assert orders(case, "railway")["pay"] == NumericWish("less")
    assert case.preferences["railway"].because["pay"] == ("c2",)
    assert case.preferences["union"].no_deal.leads_to["pay"].number == 0
    ((term, word),) = [(str(line.terms["pay"]), line.word) for line in case.preferences["union"].red_lines]
    assert (term, word) == ("< 9", "tactical")


def test_one_number_makes_an_assumed_range_and_the_other_side_is_assumed_to_want_the_opposite():
    case = pay(asks("union", 8), demand("railway", "overtime", "employer-decides"))

    assert (case.issues["pay"].range.low, case.issues["pay"].range.high) == (4, 8)
    assert case.issues["pay"].because.by == "draft"
    assert orders(case, "union")["pay"] == NumericWish("more")
    assert orders(case, "railway")["pay"] == NumericWish("less")
    assert isinstance(case.preferences["railway"].because["pay"], Assumed)


def numbers_of(case: Case, issue: str = "pay") -> tuple:
    found = case.issues[issue].range
    return found.low, found.high, found.step


def test_the_range_is_what_is_asked_offered_or_proposed_now_in_plain_steps():
    past = asks("union", 12, status="past")
    case = pay(past, asks("union", 9), asks("railway", 5.5, "offer"), asks("board", 7, "propose"))

    assert numbers_of(case) == (5.5, 9, 0.5)
    assert all(n * 2 == int(n * 2) for n in case.issues["pay"].range.numbers())
    assert orders(case, "union")["pay"] == NumericWish("more")
    before = pay(asks("union", 9, moved_from=Value(12, "percent")), asks("railway", 5.5, "offer"))
    assert numbers_of(before) == (5.5, 9, 0.5)


@pytest.mark.parametrize(
    ("said", "range_"),
    [
        ([asks("union", 9), asks("railway", 4, "offer")], (4, 9, 1)),
        ([asks("union", 5.5)], (2.5, 5.5, 0.5)),
        ([{**asks("railway", 6), "value": Value(6, "percent", "<=")}], (6, 9, 0.5)),
        ([asks("union", 9), asks("railway", 9, "reject", polarity="-")], (4, 9, 1)),
    ],
)
def test_no_end_lies_beyond_what_somebody_asks_and_all_numbers_are_plain(said, range_):
    other = demand("railway", "overtime", "employer-decides")
    assert numbers_of(pay(*[dict(s) for s in said], other)) == range_


def shares(*said: tuple, words: str = "percent of the spring water") -> Case:
    """What two villages ask of one spring, as (who, number, comparator)."""
    actors = (Actor("hill", "Hill"), Actor("dale", "Dale"), Actor("envoy", "Envoy", role="mediator"))
    text = "\n".join(f"{n}: {number} {words}." for n, (_, number, _) in enumerate(said))
    document = Document(DocumentId("report"), text, "0", "report.txt", published=DAY)
    claims = []
    for n, (who, number, comparator) in enumerate(said):
        quote = document.find(f"{n}: {number} {words}")
        value = Value(number, "percent", comparator)
        act = "propose" if who == "envoy" else "demand"
        claims.append(
            Claim(ClaimId(f"c{n}"), (who,), act, quote, quote, issue="spring", value=value, confidence=0.9)
        )
    glossary = Glossary(actors, (Subject("spring", "Spring water", numeric=True, unit="percent"),), "water")
    return draft_case(JointReading({document.id: document}, tuple(claims), (), (), glossary, "made by hand"))


@pytest.mark.parametrize("comparator", [">=", "="])
def test_shares_of_two_sides_are_not_put_on_one_axis(comparator):
    case = shares(("hill", 45, comparator), ("dale", 60, comparator), ("envoy", 55, "="))

    assert case.issues["spring"].range.high == 45
    assert case.issues["spring"].name == "Spring water: share of Hill"
    because = case.issues["spring"].because
    assert because.by == "draft"
    assert "60 percent of Dale left out" in because.assumed
    assert orders(case, "hill")["spring"] == NumericWish("more")
    assert orders(case, "dale")["spring"] == NumericWish("less")
    assert "60" not in str([line.terms for line in case.preferences["dale"].red_lines])


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ([("hill", 45, "="), ("dale", 60, "=")], "percent"),  # nothing says that these are shares
        ([("hill", 45, ">="), ("dale", 30, "<=")], "percent of the spring water"),  # one would have less
        (
            [("hill", 40, "="), ("dale", 30, "=")],
            "percent of the spring water",
        ),  # in doubt: they fit together
    ],
)
def test_numbers_of_one_kind_stay_on_one_axis(said, words):
    found = shares(*said, words=words).issues["spring"].range
    assert {found.low, found.high} == {float(n) for _, n, _ in said}


def test_nothing_as_the_only_number_leaves_the_range_open():
    case = pay(asks("union", 0), demand("railway", "overtime", "employer-decides"))

    assert (case.issues["pay"].range.low, case.issues["pay"].range.high) == (0, None)


def test_a_third_side_signs_only_if_it_stands_against_the_others_more_than_once():
    fronts = (*ACTORS[:4], Actor("coast", "Coast Council"))
    said = [
        demand("front", "border-corridor", "withdrawal"),
        demand("orla", "border-corridor", "presence"),
        demand("front", "end-of-war", "guaranteed-end"),
        demand("orla", "end-of-war", "right-to-resume"),
        demand("coast", "border-corridor", "third-party"),
    ]
    issues = ["border-corridor", "end-of-war"]
    once = draft_case(joint("armed-conflict", issues, [dict(s) for s in said], fronts))
    twice = draft_case(
        joint("armed-conflict", issues, [*said, demand("coast", "end-of-war", "phased-end")], fronts)
    )

    assert once.principals() == ("orla", "front")
    assert twice.principals() == ("orla", "front", "coast")


def test_a_person_signs_only_where_no_second_side_was_made_out():
    third = Actor("kaldor", "Ines Kaldor", kind="person")
    said = [demand("railway", "overtime", "employer-decides"), demand("kaldor", "overtime", "limited")]
    more = [demand("kaldor", "jobs", "guarantee"), demand("railway", "jobs", "no-guarantee")]
    actors = (Actor("railway", "Norva Rail"), Actor("union", "Crews' Union"), third)

    pair = draft_case(joint("labour", ["overtime", "jobs"], [dict(s) for s in said], actors))
    three = [*said, *more, demand("union", "overtime", "limited")]
    both = draft_case(joint("labour", ["overtime", "jobs"], three, actors))

    assert set(pair.principals()) == {"railway", "kaldor"}
    assert set(both.principals()) == {"railway", "union"}


def test_an_issue_no_library_knows_needs_two_who_speak_or_one_who_asks():
    def reading(*who: str, act: str = "demand") -> JointReading:
        options = ("both", "neither")
        said = [demand(w, "flags", o, act=act, confidence=0.8) for w, o in zip(who, options, strict=False)]
        known = joint("labour", ["overtime"], [*said, demand("union", "overtime", "limited")], ACTORS)
        flags = Subject("flags", "Flags", (), (Topic("both", "Both"), Topic("neither", "Neither")))
        glossary = dataclasses.replace(known.glossary, subjects=(*known.glossary.subjects, flags))
        return dataclasses.replace(known, glossary=glossary)

    assert "flags" in draft_case(reading("orla", "front", act="prefer")).issues
    assert "flags" in draft_case(reading("orla")).issues
    assert "flags" not in draft_case(reading("orla", act="prefer")).issues


def test_numbers_in_another_unit_are_left_aside():
    days = {**asks("union", 40), "value": Value(40, "days")}
    case = pay(asks("union", 9), asks("railway", 4, "offer"), days)

    assert (case.issues["pay"].range.high, case.issues["pay"].range.unit) == (9, "percent")


def test_where_one_side_alone_speaks_whoever_it_asks_things_of_must_sign_too():
    case = pay(asks("union", 8, targets=("railway",)), {"who": "board", "act": "mediate", "issue": None})

    assert case.principals() == ("union", "railway")
    assert case.preferences["railway"].orders["pay"] == NumericWish("less")


def test_an_option_asked_and_refused_in_one_breath_is_no_circle():
    case = draft_case(
        joint(
            "armed-conflict",
            ["border-corridor"],
            [
                demand("front", "border-corridor", "withdrawal"),
                demand("orla", "border-corridor", "presence"),
                demand("officers", "border-corridor", "presence", act="reject", polarity="-"),
            ],
        )
    )

    assert orders(case, "orla")["border-corridor"] == "presence > withdrawal"


def test_nothing_to_agree_on_is_still_a_case():
    case = draft_case(
        joint("armed-conflict", ["conduct"], [{"who": "orla", "act": "accuse", "issue": "conduct"}])
    )

    assert case.principals() == ()
    assert case.issues == {}


FIELDS = {
    field: [k.id for k in field_kinds(field)] for field in ("armed-conflict", "labour", "water", "commercial")
}
ACTS = [
    "demand",
    "prefer",
    "condition",
    "red_line",
    "propose",
    "offer",
    "accept",
    "concede",
    "commit",
    "support",
]
ACTS += ["reject", "threaten", "accuse", "justify", "mediate", "appeal"]


@st.composite
def anything_said(draw):
    """Statements of anybody on anything in one field, however odd together."""
    field = draw(st.sampled_from(sorted(FIELDS)))
    issues = draw(st.lists(st.sampled_from(FIELDS[field]), min_size=1, max_size=4, unique=True))
    said = []
    for _ in range(draw(st.integers(1, 12))):
        issue = subject(field, draw(st.sampled_from(issues)))
        number = draw(st.sampled_from([None, 0.0, 3.0, 7.5, 40.0, 1_000_000.0]))
        value = (
            Value(number, issue.unit, draw(st.sampled_from(["=", ">=", "<="])))
            if number is not None
            else None
        )
        said.append(
            {
                "who": draw(st.sampled_from([a.id for a in ACTORS])),
                "act": draw(st.sampled_from(ACTS)),
                "issue": issue.id,
                "option": draw(st.sampled_from([None, *(t.id for t in issue.options)])),
                "polarity": draw(st.sampled_from("+-")),
                "strength": draw(st.sampled_from(STRENGTHS)),
                "status": draw(st.sampled_from(["current", "past", "conditional"])),
                "scope": draw(st.sampled_from(["all", "all", "some"])),
                "value": value if issue.numeric else None,
                "targets": tuple(draw(st.sets(st.sampled_from(["orla", "front"])))),
            }
        )
    return field, issues, said


@given(anything_said())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_said_the_draft_fits_together_and_reads_back(anything):
    field, issues, said = anything
    reading = joint(field, issues, [dict(statement) for statement in said])
    case = draft_case(reading)

    assert not case.parties or problems(case) == ()
    assert Case.model_validate(case.as_dict(), by_alias=True, by_name=False) == case
    known = {c.id for c in reading.claims}
    for _, because in reasons(case):
        assert set(because.claims if isinstance(because, Assumed) else because) <= known
    for issue in case.issues.values():
        assert (issue.count() or 0) >= 2 or (issue.range and not issue.range.closed)
