"""The built-in reader: what it promises as a reader, and one construction after another."""

import importlib.util
import tomllib
from datetime import date
from pathlib import Path

import pytest

from parley.evidence.claim import FAMILIES
from parley.evidence.glossary import Actor, Glossary, Subject, Topic
from parley.evidence.rules.reader import RulesReader
from parley.ground.errors import ParleyError

HERE = Path(__file__).parent
SENTENCES = tomllib.loads((HERE / "sentences.toml").read_text(encoding="utf-8"))


def _load(name):
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


contract = _load("reader_contract")
a_document, PARTIES = contract.a_document, contract.PARTIES


class TestRulesReader(contract.ReaderContract):
    def make(self):
        return RulesReader()


def _topics(issue, **options):
    return tuple(Topic(o, label) for o, label in options.items()) if issue else ()


GLOSSARIES = {
    "labour": Glossary(
        (
            Actor(
                "pilots",
                "Harbour Pilots' Association",
                "principal",
                "organisation",
                None,
                ("HPA", "the association"),
            ),
            Actor("dahl", "Ragna Dahl", "principal", "person", "pilots", ("Dahl",)),
            Actor(
                "port",
                "Elmsund Port Authority",
                "principal",
                "organisation",
                None,
                ("the port", "Elmsund Port"),
            ),
            Actor("voss", "Peter Voss", "principal", "person", "port", ("Voss",)),
            Actor("brandt", "Ines Brandt", "mediator", "person", None, ("Brandt", "mediator")),
            Actor(
                "ministry",
                "Ministry of Transport",
                "third-party",
                "organisation",
                None,
                ("transport ministry",),
            ),
            Actor("src", "People familiar with the talks", "outside", "group"),
            Actor("rep", "The report itself", "outside", "document"),
            Actor("draft", "The mediator's draft", "outside", "document", None, ("draft", "compromise text")),
        ),
        (
            Subject("pay", "Pay rise", ("pay", "wages", "raise", "percent"), (), "percent", True),
            Subject("duty", "Length of duty", ("duty", "hours", "shift"), (), "hours", True),
            Subject(
                "boats",
                "Pilot boats",
                ("boats", "crew", "two-person"),
                (Topic("one", "one person a boat"), Topic("two", "two people a boat")),
            ),
            Subject(
                "night",
                "Night work",
                ("night", "nights"),
                (Topic("voluntary", "voluntary nights"), Topic("compulsory", "compulsory nights")),
            ),
            Subject(
                "retire",
                "Retirement age",
                ("retirement", "pension", "retire"),
                (Topic("60", "retirement at 60"), Topic("65", "retirement at 65")),
            ),
            Subject(
                "strike",
                "Strike",
                ("strike", "stoppage", "walkout"),
                (Topic("strike", "strike goes on"), Topic("off", "strike called off")),
            ),
            Subject("deal", "The deal", ("deal", "agreement", "talks")),
        ),
    ),
    "war": Glossary(
        (
            Actor("tarsia", "Tarsia", "principal", "state", None, ("Tarsian",), ("Velm",)),
            Actor("orsk", "Milan Orsk", "principal", "person", "tarsia", ("Orsk",)),
            Actor("nla", "Northern Liberation Army", "principal", "organisation", None, ("NLA",)),
            Actor("sade", "Imre Sade", "principal", "person", "nla", ("Sade",)),
            Actor("norvania", "Norvania", "mediator", "state", None, ("Norvanian",), ("Halm",)),
            Actor("un", "United Nations", "third-party", "organisation", None, ("UN",)),
            Actor("src", "Sources", "outside", "group", None, ("sources",)),
            Actor("rep", "The report itself", "outside", "document"),
            Actor("plan", "The Halm plan", "outside", "document", None, ("Halm plan", "plan")),
        ),
        (
            Subject(
                "truce",
                "Truce",
                ("truce", "ceasefire", "fighting"),
                (Topic("temp", "temporary truce"), Topic("perm", "permanent ceasefire")),
            ),
            Subject(
                "with",
                "Withdrawal",
                ("withdrawal", "troops", "withdraw"),
                (Topic("full", "full withdrawal"), Topic("stay", "troops stay")),
            ),
            Subject("pris", "Prisoners", ("prisoners", "detainees", "release"), (), "prisoners", True),
            Subject(
                "aid",
                "Aid",
                ("aid", "convoys", "humanitarian"),
                (Topic("open", "aid without restrictions"), Topic("inspect", "aid after inspection")),
            ),
            Subject(
                "auto",
                "Autonomy",
                ("autonomy", "self-rule", "independence", "status"),
                (
                    Topic("autonomy", "autonomy"),
                    Topic("indep", "independence"),
                    Topic("unity", "no change of status"),
                ),
            ),
            Subject(
                "arms",
                "Disarmament",
                ("disarm", "weapons", "disarmament"),
                (Topic("disarm", "full disarmament"), Topic("keep", "weapons kept")),
            ),
            Subject(
                "mon",
                "Monitoring",
                ("monitors", "observers", "peacekeepers"),
                (Topic("un", "UN peacekeepers"), Topic("joint", "joint patrols")),
            ),
            Subject("conduct", "Conduct of the talks", ("talks", "negotiations", "blame")),
            Subject("deal", "The deal", ("deal", "agreement")),
        ),
    ),
    "trade": Glossary(
        (
            Actor(
                "altura",
                "Altura Growers' Cooperative",
                "principal",
                "organisation",
                None,
                ("Altura", "the cooperative", "growers"),
            ),
            Actor("maro", "Sofia Maro", "principal", "person", "altura", ("Maro",)),
            Actor(
                "kessler", "Kessler Roasters", "principal", "organisation", None, ("Kessler", "the roaster")
            ),
            Actor("benz", "Otto Benz", "principal", "person", "kessler", ("Benz", "chief buyer")),
            Actor("chamber", "Chamber of Commerce", "mediator", "organisation", None, ("Chamber",)),
            Actor("bank", "Development Bank", "third-party", "organisation", None, ("the bank",)),
            Actor("src", "Sources", "outside", "group", None, ("sources",)),
            Actor("rep", "The report itself", "outside", "document"),
        ),
        (
            Subject("price", "Price of a bag", ("price", "bag", "dollars"), (), "dollars", True),
            Subject("volume", "Bags a year", ("bags", "volume", "quantity"), (), "bags", True),
            Subject("term", "Length of the contract", ("contract", "years", "term"), (), "years", True),
            Subject(
                "pay",
                "Payment",
                ("payment", "paid", "advance"),
                (Topic("advance", "payment in advance"), Topic("delivery", "payment on delivery")),
            ),
            Subject(
                "cert",
                "Organic certification",
                ("certification", "organic"),
                (
                    Topic("growers", "growers pay for certification"),
                    Topic("roaster", "roaster pays for certification"),
                ),
            ),
            Subject(
                "excl",
                "Exclusivity",
                ("exclusive", "exclusivity"),
                (Topic("yes", "exclusive supply"), Topic("no", "no exclusivity")),
            ),
            Subject("court", "The lawsuit", ("lawsuit", "court"), (Topic("drop", "lawsuit dropped"),)),
            Subject("deal", "The deal", ("deal", "agreement", "talks")),
        ),
    ),
    "river": Glossary(
        (
            Actor("ombria", "Ombria", "principal", "state", None, ("Ombria", "Ombrian"), ("Tall",)),
            Actor("veidt", "Karla Veidt", "principal", "person", "ombria", ("Veidt",)),
            Actor("lethe", "Lethe", "principal", "state", None, ("Lethe", "Lethean"), ("Port Mire",)),
            Actor("sorn", "Abel Sorn", "principal", "person", "lethe", ("Sorn",)),
            Actor(
                "commission",
                "River Commission",
                "mediator",
                "organisation",
                None,
                ("the commission", "the Commission"),
            ),
            Actor("council", "Coastal Council", "third-party", "organisation"),
            Actor("fishers", "Lethean fishers", "outside", "group", "lethe", ("fishers",)),
            Actor("rep", "The report itself", "outside", "document"),
            Actor("text", "The Commission's text", "outside", "document", None, ("text", "paper")),
        ),
        (
            Subject(
                "flow",
                "Water released",
                ("flow", "water", "release", "cubic metres"),
                (),
                "cubic metres",
                True,
            ),
            Subject(
                "fill",
                "Filling of the dam",
                ("fill", "filling", "dam", "reservoir"),
                (Topic("slow", "filling over more years"), Topic("fast", "filling at once")),
            ),
            Subject(
                "data",
                "River data",
                ("data", "gauges", "figures"),
                (Topic("daily", "daily data"), Topic("none", "no data")),
            ),
            Subject(
                "fish",
                "Fishing in the delta",
                ("fishing", "boats", "delta"),
                (Topic("open", "boats admitted"), Topic("closed", "delta closed to boats")),
            ),
            Subject(
                "line",
                "The border line",
                ("border", "line", "islands"),
                (Topic("court", "decided by a court"), Topic("joint", "joint administration")),
            ),
            Subject("fund", "Compensation", ("compensation", "fund", "damages"), (), "million", True),
            Subject("deal", "The treaty", ("treaty", "deal", "talks")),
        ),
    ),
}
FAMILY = {
    act: {f for f, acts in FAMILIES.items() if act in acts} for acts in FAMILIES.values() for act in acts
}


def _fits(found, wanted, glossary):
    """Whether one unit (actor, claim) is what "side act detail ..." asks for."""
    actor, claim = found
    side, act, *details = wanted.split()
    if side not in ("*", glossary.side(actor)) or not FAMILY[act] & FAMILY[claim.act]:
        return False
    number = f"{claim.value.number:g}" if claim.value and claim.value.number is not None else ""
    return all(d in (claim.status, claim.scope, claim.option, number) for d in details)


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, lines in SENTENCES.items() for text in lines]
)
def test_a_sentence_yields_what_it_says_and_not_what_it_does_not(name, text):
    glossary = GLOSSARIES[name]
    claims = RulesReader().read(a_document(text, date(2025, 5, 15)), glossary).claims
    units = [(actor, claim) for claim in claims for actor in claim.actors]
    for wanted in SENTENCES[name][text]:
        expected = not wanted.startswith("-")
        assert any(_fits(u, wanted.lstrip("-"), glossary) for u in units) == expected, wanted


def read(text, published=date(2024, 8, 19), glossary=PARTIES):
    return RulesReader().read(a_document(text, published), glossary)


def test_a_language_without_words_is_refused():
    with pytest.raises(ParleyError, match="en"):
        RulesReader("eo")


def test_a_reason_supports_its_position():
    position, reason = read(
        "Northland demands a withdrawal from the valley, saying it is vital for its farmers."
    ).claims
    assert (position.act, reason.act, reason.supports) == ("demand", "justify", position.id)
    assert reason.issue == position.issue == "valley"


def test_a_condition_names_what_it_is_a_condition_of():
    claims = read("Southland will release 40 prisoners provided that Northland stops the shelling.").claims
    given = next(c for c in claims if c.act != "condition")
    price = next(c for c in claims if c.act == "condition")
    assert (given.status, price.condition_of) == ("conditional", given.id)
    assert given.condition.text == "provided that Northland stops the shelling"


def test_both_accuse_each_other_with_each_other_as_target():
    first, second = read("Northland and Southland accuse each other of breaking the truce.").claims
    assert (first.actors, first.targets) == (("north",), ("south",))
    assert (second.actors, second.targets) == (("south",), ("north",))


def test_a_concession_keeps_where_it_came_from():
    (claim,) = read("Southland raised its offer from 30 to 40 prisoners.").claims
    assert (claim.act, claim.value.number, claim.moved_from.number) == ("concede", 40, 30)


@pytest.mark.parametrize(
    ("words", "comparator", "number"),
    [
        ("at least 40 prisoners", ">=", 40),
        ("no more than 40 prisoners", "<=", 40),
        ("about forty prisoners", "~", 40),
        ("up to 1,200 prisoners", "<=", 1200),
        ("two dozen prisoners", "=", 24),
        ("thirty-three prisoners", "=", 33),
    ],
)
def test_numbers_come_with_their_limits(words, comparator, number):
    (claim,) = read(f"Northland demands the release of {words}.").claims
    assert (claim.value.number, claim.value.comparator, claim.value.unit) == (number, comparator, "prisoners")


def test_two_joined_demands_are_two_claims():
    first, second = read("Northland demands a full withdrawal and the release of 40 prisoners.").claims
    assert (first.issue, second.issue) == ("valley", "prisoners")
    assert second.value.number == 40


def test_the_quotation_is_the_clause_and_not_the_paragraph():
    (demand, refusal) = read(
        "Northland demands a withdrawal, but Southland refuses to leave the valley."
    ).claims
    assert demand.quote.text == "Northland demands a withdrawal"
    assert refusal.quote.text == "Southland refuses to leave the valley"


def test_who_spoke_and_who_told_are_kept_apart():
    (claim,) = read("Southland would accept a truce, according to diplomats.").claims
    assert claim.actors == ("south",)
    assert claim.attribution.basis == "unnamed sources"


def test_learned_keywords_lead_to_the_issue():
    text = "Northland demands better scaffolding."
    taught = Glossary(PARTIES.actors, PARTIES.subjects, None, {"truce": ("scaffolding",)})
    assert [c.issue for c in read(text).claims] == [None]
    assert [c.issue for c in read(text, glossary=taught).claims] == ["truce"]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on Friday", (2024, 8, 16), (2024, 8, 16)),
        ("last week", (2024, 8, 12), (2024, 8, 18)),
        ("in July", (2024, 7, 1), (2024, 7, 31)),
        ("on 2 August", (2024, 8, 2), (2024, 8, 2)),
        ("on August 2", (2024, 8, 2), (2024, 8, 2)),
        ("yesterday", (2024, 8, 18), (2024, 8, 18)),
        ("in 2019", (2019, 1, 1), (2019, 12, 31)),
        ("two days ago", (2024, 8, 17), (2024, 8, 17)),
        ("at the weekend", (2024, 8, 17), (2024, 8, 18)),
        ("last month", (2024, 7, 1), (2024, 7, 31)),
        ("in mid-August", (2024, 8, 11), (2024, 8, 20)),
    ],
)
def test_past_days_count_back_from_publication(words, first, last):
    (claim,) = read(f"Northland rejected a truce {words}.").claims
    assert (claim.when.start, claim.when.end) == (date(*first), date(*last))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("this week in Halm", (2024, 8, 19), (2024, 8, 25)),
        ("on Friday in Halm", (2024, 8, 23), (2024, 8, 23)),
        ("on 5 September in Halm", (2024, 9, 5), (2024, 9, 5)),
        ("next week in Halm", (2024, 8, 26), (2024, 9, 1)),
    ],
)
def test_planned_rounds_lie_ahead(words, first, last):
    (event,) = read(f"Talks will resume {words}.").events
    assert (event.kind, event.relation, event.place) == ("round", "planned", "Halm")
    assert (event.when.start, event.when.end) == (date(*first), date(*last))


def test_a_share_gets_its_bounds_derived_and_says_so():
    facts = read("A total of 115 captives remain, at least a third of whom have been declared dead.").facts
    assert [(f.number, f.low, f.high) for f in facts[:1]] == [(115, None, None)]
    share = facts[1]
    assert (share.comparator, share.low, share.high) == (">=", 39, 115)
    assert "Derived, not stated" in share.derived


def test_without_a_day_of_publication_only_full_dates_are_resolved():
    relative, full = (
        read(f"Northland rejected a truce {w}.", None).claims[0].when
        for w in ("last week", "on 2 August 2024")
    )
    assert (relative.quote.text, relative.start) == ("last week", None)
    assert full.start == date(2024, 8, 2)


def test_a_red_line_on_a_thing_ruled_out_stands_against_it():
    document = a_document("A cap on duty is off the table, Voss said.", date(2025, 5, 15))
    (claim,) = RulesReader().read(document, GLOSSARIES["labour"]).claims
    assert (claim.act, claim.polarity, claim.strength) == ("red_line", "-", "absolute")


def test_who_did_not_ask_takes_no_position_and_states_no_quantity():
    reading = read("Northland did not ask for 40 prisoners.")
    assert [c.act for c in reading.claims] == ["deny"]
    assert reading.facts == ()


@pytest.mark.parametrize(
    ("words", "strength"),
    [
        ("Northland would like", "tentative"),
        ("Northland might demand", "tentative"),
        ("Northland seeks", "stated"),
        ("Northland wants", "stated"),
        ("Northland demands", "firm"),
        ("Northland insists on", "firm"),
        ("Northland rejects", "firm"),
        ("Northland refuses", "firm"),
        ("Northland flatly rejects", "firm"),
        ("Under no circumstances will Northland accept", "absolute"),
    ],
)
def test_strength_is_in_the_verb(words, strength):
    (claim,) = read(f"{words} the release of the prisoners.").claims
    assert claim.strength == strength


def test_who_did_not_ask_too_much_asked_for_nothing_by_that():
    assert not any(c.act == "demand" for c in read("Northland was not asking too much, it said.").claims)


def test_a_reason_after_a_sentence_on_two_issues_belongs_to_neither_by_its_place():
    fishing = Glossary(
        (Actor("norland", "Norland", "principal"), Actor("sudvik", "Sudvik", "principal")),
        (
            Subject("boats", "Boats on the bank", ("boats",), (), "boats", True),
            Subject("crews", "Arrested crews", (), (Topic("free", "Released"), Topic("held", "In custody"))),
        ),
    )
    told = "Its spokesman said that ten towns need the income because forty families live on it."

    after_two = RulesReader().read(
        a_document(f"Sudvik insists on 50 boats and demands the release of the arrested crews. {told}"),
        fishing,
    )
    after_one = RulesReader().read(a_document(f"Sudvik insists on 50 boats. {told}"), fishing)

    assert [(c.act, c.issue) for c in after_two.claims] == [
        ("demand", "boats"), ("demand", "crews"), ("justify", None), ("justify", None)
    ]  # fmt: skip
    assert [(c.act, c.issue) for c in after_one.claims] == [("demand", "boats")] + 2 * [("justify", "boats")]


@pytest.mark.parametrize("words", ["over two years", "two people close to the port said"])
def test_a_period_is_no_least_amount_and_speakers_are_no_quantity(words):
    text = f"The association wants a raise of 9 percent, {words}."
    facts = RulesReader().read(a_document(text, date(2025, 5, 15)), GLOSSARIES["labour"]).facts
    assert all(f.comparator == "=" and f.unit != "people" for f in facts)
    assert not any(f.number == 2 and f.comparator == ">=" for f in facts)


@pytest.mark.parametrize(("words", "polarity"), [("non-negotiable", "+"), ("out of the question", "-")])
def test_what_is_kept_and_what_is_shut_out_stand_on_opposite_sides(words, polarity):
    document = a_document(f"For Orsk, a full withdrawal is {words}.", date(2025, 5, 15))
    (claim,) = RulesReader().read(document, GLOSSARIES["war"]).claims
    assert (claim.act, claim.polarity) == ("red_line", polarity)


def test_a_number_that_one_moves_up_to_is_no_limit():
    document = a_document("The port has gone up to 5 percent.", date(2025, 5, 15))
    (claim,) = RulesReader().read(document, GLOSSARIES["labour"]).claims
    assert (claim.value.number, claim.value.comparator) == (5, "=")


def test_half_of_something_is_fifty_percent_of_it():
    document = a_document("The NLA demands half of the weapons.", date(2025, 5, 15))
    (claim,) = RulesReader().read(document, GLOSSARIES["war"]).claims
    assert (claim.value.number, claim.value.unit) == (50, "percent")


def test_a_day_of_the_month_is_no_number():
    facts = RulesReader().read(
        a_document("ELMSUND, Feb 18 - The port offered 4 percent."), GLOSSARIES["labour"]
    )
    assert [c.value.number for c in facts.claims if c.value] == [4]
