"""A cold reading: who takes part and what is at issue, when nobody has said so. The texts are made up."""

import json
import re
from pathlib import Path

import pytest

from parley.evidence.document import Document
from parley.evidence.glossary import Actor, Glossary
from parley.evidence.rules.reader import RulesReader
from parley.ground.ids import DocumentId

READER = RulesReader()

TRUCE = "\n\n".join(
    (
        "Talks between Bregland and Torvia on a ceasefire resumed in Lund on Monday. They were "
        "mediated by Norway, Oman and the Marsh Union.",
        "Bregland's foreign minister, Hella Marn, said her government wanted a complete withdrawal "
        "from the Sarno Corridor. Torvia insists on keeping its troops in the corridor, while some "
        "senior officers favour remote monitoring there.",
        "Torvia demands the release of 60 prisoners in the first phase. Bregland has offered to free "
        "25 prisoners and rejects any release of commanders.",
        "Torvian president Ivo Keld accused Bregland of stalling. Bregland denied the charge.",
        "Marn said displaced families must be allowed to return without restrictions. Torvia wants "
        "them to be screened at the crossing.",
    )
)

HARBOUR = "\n\n".join(
    (
        "Dockers at the port of Ansel will vote on Friday on a new contract. Their union, the Coast "
        "Dockers' Guild (CDG), demands a wage rise of 9 percent and a ban on automated cranes.",
        "The port operator Norvik Terminals has offered 4 percent. It refuses to rule out automated "
        'cranes, but would retrain the crews. "We cannot stop the clock," said Mara Holt, the '
        "operator's chief executive.",
        "The guild's chief negotiator, Ana Roe, called the wage offer an insult. The mediator, Per "
        "Lind, proposed 6 percent and a joint committee on new technology. The guild also wants night "
        "shifts to be voluntary. Norvik Terminals says night shifts must stay compulsory.",
    )
)

SWAPPED = (("Bregland", "Torvia"), ("Breglandian", "Torvian"))


def document(text: str, name: str = "report") -> Document:
    return Document(DocumentId(name), text, "0" * 64, f"{name}.txt")


def found(*texts: str) -> Glossary:
    return READER.discover([document(t, f"d{k}") for k, t in enumerate(texts)])


def actor(glossary: Glossary, name: str) -> Actor:
    return next(a for a in glossary.actors if name in (a.name, *a.aliases))


@pytest.fixture(scope="module")
def truce() -> Glossary:
    return found(TRUCE)


@pytest.fixture(scope="module")
def harbour() -> Glossary:
    return found(HARBOUR)


def test_those_who_make_demands_of_each_other_are_the_principals(truce: Glossary, harbour: Glossary) -> None:
    def principals(g: Glossary) -> set[str]:
        return {a.name for a in g.actors if a.role == "principal" and a.member_of is None}

    assert principals(truce) == {"Bregland", "Torvia"}
    assert principals(harbour) == {"Coast Dockers' Guild", "Norvik Terminals"}


def test_those_who_carry_the_talks_mediate(truce: Glossary, harbour: Glossary) -> None:
    assert {a.name for a in truce.actors if a.role == "mediator"} == {"Norway", "Oman", "Marsh Union"}
    assert {a.name for a in harbour.actors if a.role == "mediator"} == {"Per Lind"}


def test_persons_belong_to_their_side(truce: Glossary, harbour: Glossary) -> None:
    assert (actor(truce, "Hella Marn").kind, actor(truce, "Marn").member_of) == ("person", "bregland")
    assert actor(truce, "Ivo Keld").member_of == "torvia"
    assert actor(harbour, "Ana Roe").member_of == "coast-dockers-guild"
    assert actor(harbour, "Mara Holt").member_of == "norvik-terminals"


def test_short_names_and_adjectives_are_other_names_of_one_actor(truce: Glossary, harbour: Glossary) -> None:
    assert actor(truce, "Torvian") is actor(truce, "Torvia")
    assert actor(harbour, "CDG").name == "Coast Dockers' Guild"


def test_a_part_of_a_side_is_a_group_of_it(truce: Glossary) -> None:
    assert any(a.kind == "group" and a.member_of == "torvia" for a in truce.actors)


def test_places_and_days_are_nobody(truce: Glossary) -> None:
    names = {n for a in truce.actors for n in (a.name, *a.aliases)}
    assert not names & {"Lund", "Monday", "Sarno", "Sarno Corridor"}


def test_issues_bear_the_name_the_text_gives_them(truce: Glossary) -> None:
    corridor = next(s for s in truce.subjects if s.kind == "border-corridor")
    assert corridor.label == "Sarno Corridor"
    assert {"presence", "withdrawal"} <= {o.id for o in corridor.options}


def test_a_number_both_sides_name_makes_a_numeric_issue(truce: Glossary, harbour: Glossary) -> None:
    prisoners = next(s for s in truce.subjects if s.numeric)
    assert prisoners.unit == "prisoners"
    assert next(s for s in harbour.subjects if s.kind == "pay").unit == "percent"


def test_blame_makes_no_issue_of_a_deal(truce: Glossary) -> None:
    words = " ".join(s.label.lower() for s in truce.subjects if s.kind not in ("deal", "conduct"))
    assert "stall" not in words
    assert "charge" not in words


def test_the_reading_that_follows_links_to_what_was_found(truce: Glossary) -> None:
    claims = READER.read(document(TRUCE), truce).claims
    asked = [c for c in claims if c.act in ("demand", "offer", "reject", "prefer")]
    assert len(asked) >= 5
    linked = [c for c in asked if c.issue is not None and (c.option is not None or c.value is not None)]
    assert len(linked) >= 0.8 * len(asked)
    returns = {c.actors[0]: c.option for c in claims if c.issue and "return" in c.issue}
    assert len(set(returns.values())) > 1


def _swap(text: str) -> str:
    mirror = {a: b for pair in SWAPPED for a, b in (pair, pair[::-1])}
    return re.sub(r"\b(Breglandian|Torvian|Bregland|Torvia)\b", lambda m: mirror[m.group()], text)


def _shape(glossary: Glossary) -> tuple[set[tuple[str, ...]], list[object]]:
    actors = {
        (a.name, a.role, a.kind, (a.member_of or "").title()) for a in glossary.actors if a.kind != "group"
    }
    return actors, [(s.kind, s.unit, [o.id for o in s.options]) for s in glossary.subjects]


def test_swapping_the_principals_swaps_them_and_nothing_else(truce: Glossary) -> None:
    mirrored = found(_swap(TRUCE))
    assert "Bregland has offered" in TRUCE
    assert "Torvia has offered" in _swap(TRUCE)
    actors, subjects = _shape(mirrored)
    back = {(_swap(name), role, kind, _swap(side)) for name, role, kind, side in actors}
    assert (back, subjects) == _shape(truce)


def test_the_order_of_independent_paragraphs_does_not_matter(harbour: Glossary) -> None:
    first, *rest = TRUCE.strip().split("\n\n")
    turned = found("\n\n".join([first, rest[0], rest[2], rest[3], rest[1]]))
    known = found(TRUCE)
    assert {a.id for a in turned.actors} == {a.id for a in known.actors}
    assert {(s.label, frozenset(o.id for o in s.options)) for s in turned.subjects} == {
        (s.label, frozenset(o.id for o in s.options)) for s in known.subjects
    }


def test_several_documents_are_read_as_one(truce: Glossary) -> None:
    head, *rest = TRUCE.strip().split("\n\n")
    joint = found("\n\n".join([head, *rest[:2]]), "\n\n".join(rest[2:]))
    assert {a.id for a in joint.actors} == {a.id for a in truce.actors}


def test_a_text_without_anybody_gives_nothing_and_no_error() -> None:
    assert found("It rained.").actors == ()
    assert found("").subjects == ()


def test_two_readings_find_the_same() -> None:
    assert found(HARBOUR) == found(HARBOUR)


def test_a_field_that_is_given_is_kept() -> None:
    assert READER.discover([document(HARBOUR)], "labour").field == "labour"
    assert found(HARBOUR).field == "labour"


SCHOOLS = (
    "Schools in the city stayed closed for a third day on Thursday. The teachers' union demands a raise of 8 "
    "percent. The city has offered 3 percent and says it cannot pay more. The union wants no more than 22 "
    "pupils in a class. The city proposes 26. The city's chief negotiator, Lou Marsh, accused the union of "
    "walking out."
)


def test_sides_that_are_never_named_are_found_by_what_they_are_called() -> None:
    schools = found(SCHOOLS)
    assert {a.name for a in schools.actors if a.role == "principal" and a.kind != "person"} == {
        "The city",
        "The teachers' union",
    }
    assert actor(schools, "Lou Marsh").member_of == actor(schools, "the city").id


def test_what_no_library_knows_is_named_by_its_noun_and_counted_in_its_unit() -> None:
    pupils = next(s for s in found(SCHOOLS).subjects if s.kind is None)
    assert (pupils.label, pupils.unit, pupils.numeric) == ("Pupils", "pupils", True)


BOARD = (
    "TARN, Feb 18 (MW) - Teachers in the province of Tarn walked out again after talks with the regional "
    "education board broke down.\n\nThe Teachers' Federation asks for a raise of 9 percent. The board has "
    'offered 5 percent. "We cannot pay more," board chair Mara Holt told reporters. Federation president '
    "Anders Rud rejected the offer. Labour mediator Ina Berg, who was appointed by the labour court, "
    "suggested 7 percent and said class size should be settled by a joint commission. The board accused "
    "the federation of stalling."
)

REBELS = (
    "The Marsh People's Front said on Monday it was ready for a truce of 60 days, but the government "
    "dismissed the offer. The government in Dabra says it will free 20 prisoners. "
    '"There will be no federal state," Interior Minister Josef Amad said. The Lakeland Contact Group, led by '
    "the former president of Kes, Helen Marl, proposed a truce of 90 days. The Front accused the army of "
    "shelling a village. The army denied the charge."
)

SPRING = (
    "The Hill Orchard council demands 40 percent of the spring water. The village of Ain al-Ward insists on "
    "half of the water and rejects meters. The water commission, which mediates, proposed 45 percent. "
    "The council accepted the meters. The village refused to comment."
)


def _sides(glossary: Glossary, role: str) -> set[str]:
    return {a.name for a in glossary.actors if a.role == role and a.member_of is None}


def test_a_body_in_lower_case_is_a_side_and_its_chair_no_mediator() -> None:
    board = found(BOARD)
    assert _sides(board, "principal") == {"Teachers' Federation", "The regional education board"}
    assert actor(board, "Mara Holt").member_of == actor(board, "the board").id


def test_a_body_that_is_only_proposed_or_appoints_mediates_nothing_and_a_dateline_is_nobody() -> None:
    assert _sides(found(BOARD), "mediator") == {"Ina Berg"}
    assert "tarn" not in {n for a in found(BOARD).actors for n in _called(a)}


def test_a_possessive_inside_a_name_is_part_of_it_and_the_government_is_a_side() -> None:
    rebels = found(REBELS)
    assert _sides(rebels, "principal") == {"Marsh People's Front", "The government"}
    government = actor(rebels, "the government").id
    assert {actor(rebels, n).member_of for n in ("the army", "Josef Amad")} == {government}
    assert _sides(rebels, "mediator") == {"Lakeland Contact Group"}
    assert actor(rebels, "Helen Marl").member_of == actor(rebels, "Lakeland Contact Group").id


def test_the_council_and_the_village_are_whose_name_they_bear() -> None:
    spring = found(SPRING)
    assert _sides(spring, "principal") == {"Hill Orchard", "Ain al-Ward"}
    assert actor(spring, "the council").name == "Hill Orchard"
    assert actor(spring, "the village").name == "Ain al-Ward"
    assert _sides(spring, "mediator") == {"Water commission"}


def test_a_part_of_a_side_that_speaks_for_itself_is_not_the_side() -> None:
    told = BOARD + " A group of hill schools within the federation said it would accept 6 percent."
    glossary = found(told)
    part = actor(glossary, "group of hill schools")
    assert part.member_of == actor(glossary, "Teachers' Federation").id
    claims = READER.read(document(told), glossary).claims
    assert [c.actors for c in claims if c.act == "accept" and "6" in c.quote.text] == [(part.id,)]


@pytest.mark.parametrize(
    ("introduced", "name"),
    [("the Regional Education Board", "Regional Education Board"), ("Tarn's education board", "Tarn")],
)
def test_however_a_body_is_introduced_its_last_word_is_its_name(introduced: str, name: str) -> None:
    board = found(
        BOARD.replace("the regional education board", introduced).replace("TARN, Feb 18 (MW) - ", "")
    )
    assert _sides(board, "principal") == {"Teachers' Federation", name}
    assert actor(board, "Mara Holt").member_of == actor(board, name).id


@pytest.mark.parametrize("called", ["the Government of Dabra", "the Dabra government"])
def test_ministers_are_of_the_one_government_there_is(called: str) -> None:
    rebels = found(REBELS.replace("but the government", f"but {called}"))
    member = actor(rebels, "Josef Amad")
    assert member.role == "principal"
    assert "Dabra" in next(a.name for a in rebels.actors if a.id == member.member_of)


def test_a_spokesman_for_a_body_is_of_it() -> None:
    told = (
        TRUCE + "\n\nA spokesman for the Lowland Liberation Army, Jon Ferl, said the army refused to disarm."
    )
    assert actor(found(told), "Jon Ferl").member_of == actor(found(told), "Lowland Liberation Army").id


@pytest.mark.parametrize("side", ["Republic of Dabra", "Marsh Liberation Army"])
def test_a_minister_is_of_the_side_spoken_of_last_whichever_it_is(side: str) -> None:
    told = (
        "The Republic of Dabra refuses to open the port. The Marsh Liberation Army demands that it be opened."
        f'\n\nThe {side} doubts this. "They want the port," Foreign Minister Ana Tor said. '
        f"The {side} accused nobody."
    )
    assert actor(found(told), "Ana Tor").member_of == actor(found(told), side).id


def test_a_capital_is_a_place_even_when_officials_speak_there() -> None:
    told = TRUCE + "\n\nOfficials in Torvia's capital, Ansk, said a truce of six weeks could be considered."
    assert "Ansk" not in {n for a in found(told).actors for n in (a.name, *a.aliases)}


def test_actors_of_the_development_texts() -> None:
    """Nine in ten of those found are in the case written by hand, and four in five of those are found."""
    wanted, right, given = 0, 0, 0
    for path in sorted((Path(__file__).parent / "development").glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))["case"]
        named = [a for a in case["actors"] if a["kind"] in ("state", "organisation", "person")]
        known = found(path.with_suffix(".txt").read_text(encoding="utf-8")).actors
        bodies = [a for a in known if a.kind in ("state", "organisation", "person")]
        hits = {
            b.id
            for b in bodies
            for a in named
            if _called(b) & {_plain(n) for n in (a["name"], *a["aliases"])}
        }
        wanted, right, given = wanted + len(named), right + len(hits), given + len(bodies)
    if not wanted:
        pytest.skip("no development texts here")
    assert right >= 0.8 * wanted
    assert right >= 0.9 * given


def _called(one: Actor) -> set[str]:
    return {_plain(n) for n in (one.name, *one.aliases)}


def _plain(name: str) -> str:
    return name.lower().replace("’", "'").removeprefix("the ")
