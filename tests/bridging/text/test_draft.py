"""A draft says what its package says, shows what is open, and tells nothing that was told in private."""

import dataclasses
import random
import re
from pathlib import Path

import pytest
from tests.bridging.text.made_talks import make_talks

from parley.bridging.text.drafting.asked import unheard
from parley.bridging.text.drafting.draft_of_package import draft_of_package
from parley.bridging.text.drafting.library import TERMS, clause_library
from parley.bridging.text.kept.said import package_of_text
from parley.bridging.text.written.model import Heading
from parley.bridging.text.written.notation import parse, write
from parley.bridging.text.written.view import for_parties
from parley.bridging.text.written.wording import read_wording
from parley.case.dossier import Dossier, open_dossier
from parley.case.model import Case
from parley.evidence.document import Disclosure
from parley.evidence.fields import field_kinds, fields
from parley.ground.errors import ParleyError

CASES = ["gaza-2024", "rail-strike", "river-treaty"]
FILES = ["general", "armed-conflict", "labour", "commercial"]


@pytest.fixture
def talks(tmp_path) -> Dossier:
    return open_dossier(make_talks(tmp_path / "talks"))


def clause(text, number: str):
    return next(c for c in text.clauses() if c.number == number)


@pytest.mark.parametrize("name", CASES)
def test_a_draft_of_any_package_says_that_package_and_reads_back(name, root):
    case = open_dossier(root / "cases" / name).case
    chance = random.Random(name)
    for _ in range(20):
        terms = {i: chance.choice(issue.choices()) for i, issue in case.issues.items()}

        text = draft_of_package(case, terms)

        said = package_of_text(case, parse(write(text)))
        assert said.package == case.package(terms)
        assert (said.silent, said.open_issues, said.contradictions) == ((), (), ())
        assert {c.status for c in text.clauses() if c.terms} == {"pending"}


def test_an_issue_that_the_package_leaves_out_is_reserved(talks):
    text = draft_of_package(talks, {"posts": "half"})

    said = package_of_text(talks.case, text)
    assert dict(said.settled) == {"posts": "half"}
    assert said.silent == ("toll", "guards")
    assert clause(text, "6.1").status == "reserved"


def test_what_principals_ask_differently_stands_in_brackets_with_who_wants_it(talks):
    (bracket,) = clause(draft_of_package(talks), "4.1").brackets

    assert [(a.words, a.by, a.terms) for a in bracket.alternatives] == [
        ("The posts stay", ("north",), (("posts", "stay"),)),
        ("The posts are left", ("south",), (("posts", "leave"),)),
    ]


def test_the_term_of_a_package_joins_what_is_asked_and_bears_no_name(talks):
    (bracket,) = clause(draft_of_package(talks, {"posts": "half"}, brackets=True), "4.1").brackets

    assert [(dict(a.terms)["posts"], a.by) for a in bracket.alternatives] == [
        ("stay", ("north",)),
        ("half", ()),
        ("leave", ("south",)),
    ]


def test_what_was_told_in_private_stands_in_no_draft(talks):
    """Only the south has asked for neutral guards, and only to the envoys: the bracket favours nobody."""
    (bracket,) = clause(draft_of_package(talks), "6.1").brackets
    silent = dataclasses.replace(talks, claims=tuple(c for c in talks.claims if c.issue != "guards"))

    assert [(a.words, a.by) for a in bracket.alternatives] == [("Own guards", ()), ("Neutral guards", ())]
    assert len(silent.claims) < len(talks.claims)
    assert draft_of_package(talks) == draft_of_package(silent)
    assert draft_of_package(talks, {"posts": "half"}, brackets=True) == draft_of_package(
        silent, {"posts": "half"}, brackets=True
    )


def test_one_side_alone_never_has_a_bracket_to_itself(talks):
    """Nobody knows in public what the south asks: every option stands beside what the north asks."""
    north_only = dataclasses.replace(talks, claims=tuple(c for c in talks.claims if "north" in c.actors))
    (posts,) = clause(draft_of_package(north_only), "4.1").brackets

    assert [(a.words, a.by) for a in posts.alternatives] == [
        ("The posts stay", ("north",)),
        ("Half of the posts are left", ()),
        ("The posts are left", ()),
    ]
    assert unheard(north_only) == {"posts": ("south",)}
    assert unheard(talks) == {}


def told(folder: Path, words: str, disclosure: str = "public") -> Dossier:
    """The talks with one more document."""
    head = f"---\ntitle: More\ndate: 2024-05-14\npublisher: Post\ndisclosure: {disclosure}\n---\n"
    made = make_talks(folder)
    (made / "documents" / "more.txt").write_text(head + words)
    return open_dossier(made)


def test_a_number_that_one_side_alone_asks_has_another_beside_it(tmp_path):
    talks = told(tmp_path / "talks", "The Southern Council demands a toll of 10 dollars a lorry.")
    (toll,) = clause(draft_of_package(talks), "5.1").brackets

    assert [(a.words, a.by) for a in toll.alternatives] == [
        ("another number", ()),
        ("10 dollars", ("south",)),
    ]


def test_who_refuses_more_than_a_number_asks_for_at_most_that_number(tmp_path):
    said = (
        "The Southern Council demands a toll of 10 dollars. "
        "The Northern Council rejects a toll of less than 20 dollars."
    )
    talks = told(tmp_path / "talks", said)
    (toll,) = clause(draft_of_package(talks), "5.1").brackets

    assert [(a.words, a.by) for a in toll.alternatives] == [
        ("10 dollars", ("south",)),
        ("at least 20 dollars", ("north",)),
    ]


def test_who_gives_is_not_read_off_a_ranking_that_rests_on_private_words(root):
    talks = open_dossier(root / "cases" / "gaza-2024")
    package = {i: issue.choices()[0] for i, issue in talks.case.issues.items()}
    first = talks.claims[0]
    private = dataclasses.replace(first, disclosure=Disclosure.MEDIATOR_ONLY)
    talks = dataclasses.replace(talks, claims=(private, *talks.claims[1:]))

    def drafted(reason: tuple[str, ...] | None) -> str:
        said = {
            party: wishes.model_copy(
                update={"because": wishes.because | ({} if reason is None else {"first-phase": reason})}
            )
            for party, wishes in talks.case.preferences.items()
        }
        case = talks.case.model_copy(update={"preferences": said})
        return clause(draft_of_package(dataclasses.replace(talks, case=case), package), "9.1").words

    assert drafted(None).startswith("In the first stage Hamas releases")
    assert drafted((first.id,)).startswith("In the first stage the Party concerned releases")
    assert drafted(("c999999",)).startswith("In the first stage the Party concerned releases")


def test_an_option_taken_from_private_words_stands_in_no_open_draft(talks):
    plain = talks.case.as_dict()
    plain["issues"]["guards"]["options"]["shared"] = {"label": "Shared guards", "because": ["c999"]}
    (bracket,) = clause(
        draft_of_package(dataclasses.replace(talks, case=Case.model_validate(plain))), "6.1"
    ).brackets

    assert [a.words for a in bracket.alternatives] == ["Own guards", "Neutral guards"]


def test_what_all_ask_alike_stands_without_brackets(root):
    talks = open_dossier(root / "cases" / "rail-strike")
    said = package_of_text(talks.case, draft_of_package(talks))

    assert dict(said.settled) == {"reinstatement": "case-by-case"}
    assert said.silent == ()


def test_a_template_is_used_only_where_it_says_all_that_the_option_says(root):
    case = open_dossier(root / "cases" / "gaza-2024").case
    terms = {i: issue.choices()[0] for i, issue in case.issues.items()} | {
        "returns": "vehicles-checked",
        "corridor": "remote-monitoring",
    }
    text = draft_of_package(case, terms)

    words = {dict(c.terms).popitem()[0]: c.words for c in text.clauses() if c.terms}
    assert words["returns"].startswith("Displaced people return on foot without search. Vehicles are checked")
    assert "Remote monitoring, with targeted raids" in words["corridor"]


def swapped(case: Case) -> Case:
    """The same case with the two principals in each other's place."""
    plain = case.as_dict()
    one, other = case.principals()
    parties = plain["parties"]
    plain["parties"] = {other: parties[other], one: parties[one]} | {
        p: entry for p, entry in parties.items() if p not in (one, other)
    }
    return Case.model_validate(plain)


def test_the_order_of_the_parties_changes_the_order_of_their_names_and_nothing_else(talks):
    package = {"posts": "leave", "toll": 20, "guards": "neutral"}
    one = write(draft_of_package(talks.case, package))
    other = write(draft_of_package(swapped(talks.case), package))

    north, south = (
        "the Northern Council and the Southern Council",
        "the Southern Council and the Northern Council",
    )
    assert north in one
    assert re.sub(south, north, other, flags=re.IGNORECASE) == re.sub(north, north, one, flags=re.IGNORECASE)


def test_the_field_decides_the_frame_and_every_field_has_one():
    assert clause_library("labour").field == "labour"
    assert {clause_library(field).field for field in (*fields(), None, "unheard-of")} == set(FILES)


@pytest.mark.parametrize("field", ["armed-conflict", "labour", "commercial"])
def test_every_kind_and_option_of_the_field_has_its_clause(field):
    library = clause_library(field)

    for kind in field_kinds(field):
        if kind.about_talks:
            continue
        wanted = ["number"] if kind.numeric else [option.id for option in kind.options]
        for option in wanted:
            assert library.template(kind.id, option) is not None, f"{kind.id}: {option}"
    known = {kind.id: {option.id for option in kind.options} | {"number"} for kind in field_kinds(field)}
    assert all(option in known[kind] for kind, option in library.templates)


@pytest.mark.parametrize("field", FILES)
def test_every_template_can_be_read_and_asks_for_nothing_unknown(field):
    library = clause_library(field if field != "general" else None)
    frame = [c.words for a in library.articles for c in a.clauses]
    written = [*library.preamble, library.lead, library.number, library.silent, *frame]
    for template in library.templates.values():
        written += [template.words, *template.further]
    articles = {article.id for article in library.articles}

    assert TERMS in articles
    for words in written:
        for name in re.findall(r"\{([^}/:]+)\}", words):
            known = {"parties", "mediators", "giver", "receiver", "option", "number", "issue"}
            assert name in known or name.removeprefix("at.") in articles, words
        read_wording(re.sub(r"\{[^}]+\}", "x", words))


def test_every_article_and_annex_that_is_mentioned_stands_in_the_draft(root):
    for name in CASES:
        case = open_dossier(root / "cases" / name).case
        text = draft_of_package(case, {i: issue.choices()[-1] for i, issue in case.issues.items()})

        headings = {p.number for p in text.parts if isinstance(p, Heading)}
        words = " ".join(c.words for c in text.clauses())
        assert set(re.findall(r"(?:Article|Annex) (?:\d+|[A-Z])\b", words)) <= headings
        numbers = [c.number for c in text.clauses() if c.number]
        assert len(set(numbers)) == len(numbers)


def test_no_draft_is_written_for_a_party_alone(talks):
    plain = talks.case.as_dict()
    plain["parties"]["south"]["role"] = "outside"

    with pytest.raises(ParleyError, match="at least two"):
        draft_of_package(Case.model_validate(plain))


def test_three_that_sign_are_not_called_both():
    parties = {p: {"name": p.upper(), "role": "principal"} for p in "abc"}
    issues = {"fee": {"name": "Yearly fee, paid in May", "range": {"low": 0, "high": 10, "unit": "million"}}}
    for field in ("labour", "commercial", "armed-conflict", "water"):
        case = Case.model_validate({"title": "", "field": field, "parties": parties, "issues": issues})
        text = draft_of_package(case, {"fee": 3})

        words = " ".join(c.words for c in text.clauses())
        assert "all Parties" in words
        assert not re.search(r"\bboth Parties\b|\b[Nn]either Party\b|\bthe two Parties\b|\{", words)


def test_a_number_without_a_template_says_of_what(talks):
    fee = {"name": "Yearly fee, paid in May", "range": {"low": 0, "high": 10, "unit": "million"}}
    case = Case.model_validate(talks.case.as_dict() | {"issues": {"fee": fee}, "preferences": {}, "texts": {},
                                                       "constraints": []})  # fmt: skip

    assert clause(draft_of_package(case, {"fee": 3}), "4.1").words == (
        "On “Yearly fee” the Parties agree on 3 million."
    )
    assert clause(draft_of_package(case), "4.1").words == (
        "On “Yearly fee” the Parties agree on [how many million]."
    )


def test_names_in_arabic_bring_no_invisible_signs_into_the_file(talks):
    plain = talks.case.as_dict()
    plain["parties"]["north"]["name"] = "الشمال"
    plain["issues"]["toll"]["range"]["unit"] = "قارب"

    written = write(draft_of_package(Case.model_validate(plain), {"posts": "half", "toll": 20}))

    assert "الشمال and" in written
    assert "20 قارب" in written
    assert not re.search("[\u2066-\u2069]", written)


def test_a_licence_that_is_settled_leaves_no_second_question_of_exclusive_rights():
    parties = {p: {"name": p.upper(), "role": "principal"} for p in "ab"}
    excl = {"name": "Exclusivity", "options": {"sole": "Sole licence", "two": "Two licensees at most"}}
    price = {"name": "Fee", "kind": "price", "range": {"low": 1, "high": 9, "unit": "percent of sales"}}
    case = Case.model_validate(
        {"title": "", "field": "commercial", "parties": parties, "issues": {"excl": excl, "price": price}}
    )
    words = [c.words for c in draft_of_package(case, {"excl": "two", "price": 4}).clauses()]

    assert "The price is 4 percent of sales, from [date]." in words
    assert not [w for w in words if "exclusive" in w]
    assert [w for w in words if w.startswith("This agreement covers [goods and services] in [territory].")]


def test_a_package_of_another_case_is_refused(talks):
    with pytest.raises(ParleyError, match='no option "gone"'):
        draft_of_package(talks, {"posts": "gone"})


def test_a_case_whose_words_look_like_notation_keeps_them(talks):
    plain = talks.case.as_dict()
    plain["issues"]["posts"]["options"]["half"] = "Half [see map] {roughly} | more, \u202bنصف\u202c"
    case = Case.model_validate(plain)

    text = parse(write(draft_of_package(case, {"posts": "half"})))

    assert "Half [see map] {roughly} | more, \u202bنصف\u202c" in clause(text, "4.1").words
    assert clause(text, "4.1").brackets == ()
    assert "Half [see map]" in clause(for_parties(text), "4.1").words
