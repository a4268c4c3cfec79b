"""A draft says what its package says, shows what is open, and tells nothing that was told in private."""

import dataclasses
import random
import re

import pytest
from tests.bridging.text.made_talks import make_talks

from parley.bridging.text.draft_of_package import draft_of_package
from parley.bridging.text.library import TERMS, clause_library
from parley.bridging.text.model import Heading
from parley.bridging.text.notation import parse, write
from parley.bridging.text.said import package_of_text
from parley.bridging.text.view import for_parties
from parley.bridging.text.wording import read_wording
from parley.case.dossier import Dossier, open_dossier
from parley.case.model import Case
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
        for name in re.findall(r"\{([^}/]+)\}", words):
            known = {"parties", "mediators", "giver", "receiver", "option", "number"}
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
