"""`check`: errors first; then what a case leaves open, each question with its place and how to answer it."""

import json

import pytest

from parley.case.check import check
from parley.case.dossier import Dossier
from parley.case.exchange import contested, gives_nothing, opposed
from parley.case.files import read_case
from parley.case.model import Case, Issue, NumberRange, NumericWish, Order
from parley.case.questions import questions
from parley.evidence.claim import Claim
from parley.evidence.document import Document
from parley.ground.ids import ClaimId, DocumentId

# Two parties, an exchange known to the library (prisoners), one contested issue, everything answered.
ANSWERED = """\
parley: 1
title: Talks at the border
field: armed-conflict
parties:
  north: {name: North, role: principal}
  south: {name: South, role: principal}
issues:
  prisoners:
    name: Release of prisoners
    kind: prisoners
    options: {none: None released, some: Some released, all: All released}
  crossing:
    name: The crossing
    options: {closed: Closed, open: Open}
preferences:
  north:
    importance: prisoners > crossing
    orders: {prisoners: none > some > all, crossing: closed > open}
    no-deal: {leads-to: {prisoners: none, crossing: closed}, costs: 0.1..0.3}
    because: {orders: [c1], importance: [c1], no-deal: [c1]}
  south:
    importance: crossing > prisoners
    orders: {prisoners: all > some > none, crossing: open > closed}
    no-deal: {leads-to: {prisoners: none, crossing: closed}, costs: 0.1..0.3}
    because: {orders: [c1], importance: [c1], no-deal: {assumed: seen before, by: analyst}}
"""
DOCUMENT = Document(
    DocumentId("report"), "North keeps the crossing closed. South asks for a truce.", "", "report.txt"
)


def claim(id_: str, words: str, **said: object) -> Claim:
    quote = DOCUMENT.find(words)
    known: dict[str, object] = {
        "actors": ("north",),
        "act": "demand",
        "issue": "crossing",
        "option": "closed",
    }
    return Claim(id=ClaimId(id_), quote=quote, content=quote, **(known | said))


@pytest.fixture
def asked(tmp_path):
    """The kinds of questions a case file leaves, with their fields."""

    def ask(text: str, claims=None, states=None) -> dict[str, list[str]]:
        path = tmp_path / "case.yaml"
        path.write_text(text, encoding="utf-8")
        found: dict[str, list[str]] = {}
        for question in questions(read_case(path), claims, states):
            assert "?" in question.question
            assert question.answer.strip()
            found.setdefault(question.kind, []).append(".".join(map(str, question.path)))
        return found

    return ask


def test_a_case_that_answers_everything_leaves_no_question(asked):
    assert asked(ANSWERED) == {}


CROSSING = "options: {closed: Closed, open: Open}"
NORTHS = """    no-deal: {leads-to: {prisoners: none, crossing: closed}, costs: 0.1..0.3}
    because: {orders: [c1], importance: [c1], no-deal: [c1]}
"""
SOUTHS = "{prisoners: all > some > none, crossing: open > closed}"


def new_issue(lines: str) -> tuple[str, str]:
    return CROSSING, f"{CROSSING}\n  more:\n    name: More\n    {lines}"


GAPS = [
    ("field: armed-conflict", "field: armed", "field", "field"),
    ("south: {name: South, role: principal}", "south: {name: South}", "principals", "parties"),
    (CROSSING, CROSSING[:-1] + ", ajar: Ajar}", "unwanted-option", "issues.crossing.options.ajar"),
    (SOUTHS, "{crossing: open > closed}", "unranked", "preferences.south.orders"),
    (SOUTHS, "{crossing: open > closed}", "giving-costs", "issues.prisoners"),
    (SOUTHS, "{prisoners: none > some, crossing: closed > open}", "giving-costs", "preferences.north"),
    ("importance: crossing > prisoners\n    ", "", "importance", "preferences.south.importance"),
    (
        "crossing > prisoners",
        "{crossing: 0..1, prisoners: 0..1}",
        "importance",
        "preferences.south.importance",
    ),
    (NORTHS, NORTHS.replace("prisoners: none, ", ""), "no-deal", "preferences.north.no-deal"),
    (NORTHS, NORTHS.replace(", costs: 0.1..0.3", ""), "no-deal-costs", "preferences.north.no-deal"),
    (NORTHS, NORTHS.replace("importance: [c1], ", ""), "no-source", "preferences.north"),
    (*new_issue("options: {may: May, june: June}"), "unspoken-issue", "issues.more"),
    (*new_issue("range: {unit: percent}"), "open-range", "issues.more.range"),
    (*new_issue("options: {two: Two}"), "one-option", "issues.more"),
]


@pytest.mark.parametrize(("before", "after", "kind", "field"), GAPS)
def test_each_gap_is_asked_about_where_it_is(asked, before, after, kind, field):
    assert ANSWERED.count(before) == 1

    assert field in asked(ANSWERED.replace(before, after))[kind]


def test_an_exchange_needs_an_option_for_nothing(asked):
    text = ANSWERED.replace("none: None released, ", "").replace("none > some", "some")
    text = text.replace("some > none", "some").replace("prisoners: none, ", "")

    assert asked(text)["no-nothing"] == ["issues.prisoners.options"]


def test_a_principal_without_preferences_is_asked_what_it_wants(asked):
    text = ANSWERED[: ANSWERED.index("  south:\n    importance")]

    found = asked(text)

    assert found["no-preferences"] == ["parties.south"]
    assert "giving-costs" in found


def test_a_text_without_terms_is_asked_about(asked):
    assert asked(ANSWERED + "texts: {may: {title: Draft of May, date: 2024-05-01}}\n") == {
        "empty-text": ["texts.may"]
    }


def test_a_candidate_red_line_is_asked_about_until_somebody_confirms_it(asked):
    def with_line(because: str) -> str:
        line = f"    red-lines: [{{crossing: open, firm: even{because}}}]\n"
        return ANSWERED.replace("    orders: {prisoners: none", f"{line}    orders: {{prisoners: none")

    drafted = ", because: {assumed: refused firmly, by: draft}"
    said = claim("c1", "North keeps the crossing closed")

    assert asked(with_line(drafted))["red-line"] == ["preferences.north.red-lines.0"]
    assert "red-line" not in asked(with_line(drafted.replace("draft", "analyst")))
    assert "red-line" in asked(with_line(", because: [c1]"), [said])
    assert "red-line" not in asked(with_line(", because: [c1]"), [said], {"c1": "accepted"})


def test_with_claims_at_hand_their_absence_is_asked_about(asked):
    said = claim("c1", "North keeps the crossing closed")
    outside = claim("c2", "South asks for a truce", actors=("south",), issue=None, option=None)
    blame = claim("c3", "South asks for a truce", act="accuse", issue=None, option=None)

    found = asked(ANSWERED.replace("[c1]", "[c9]"), [said, outside, blame])

    assert set(found) == {"no-such-claim", "unspoken-issue", "outside-claims"}
    assert found["unspoken-issue"] == ["issues.prisoners"]
    assert len(found["no-such-claim"]) == 5


def test_a_rejected_claim_no_longer_carries_a_preference(asked):
    said = claim("c2", "North keeps the crossing closed")

    found = asked(ANSWERED, [said], {"c1": "rejected", "c2": "proposed"})

    assert len(found["claim-gone"]) == 5


def test_an_issue_may_say_itself_why_it_is_there(asked):
    reason = "\n    because: {assumed: raised in private, by: analyst}"
    text = ANSWERED.replace("{closed: Closed, open: Open}", "{closed: Closed, open: Open}" + reason)

    assert "issues.crossing" in asked(ANSWERED, [])["unspoken-issue"]
    assert "issues.crossing" not in asked(text, [])["unspoken-issue"]


def test_orders_are_opposed_through_ties_and_chains():
    issue = Issue(name="I")
    assert opposed(issue, Order.parse("a > b > c"), Order.parse("c > a"))
    assert opposed(issue, Order.parse(["a > b", "b = c"]), Order.parse("c > a"))
    assert not opposed(issue, Order.parse("a > b"), Order.parse("a > b = c"))
    share = Issue(name="S", range=NumberRange())
    assert opposed(share, NumericWish("near", 3), NumericWish("near", 4))
    assert not opposed(share, NumericWish("more"), NumericWish("more"))
    assert Order.parse("a > b = c > d").follows() == {
        ("a", "b"),
        ("a", "c"),
        ("a", "d"),
        ("b", "d"),
        ("c", "d"),
    }


def test_a_party_that_wants_what_all_want_gives_nothing(tmp_path):
    path = tmp_path / "case.yaml"
    same = ANSWERED.replace("all > some > none", "none > some > all").replace(
        "open > closed", "closed > open"
    )
    path.write_text(same, encoding="utf-8")
    case = read_case(path)

    assert gives_nothing(case, "north")
    assert not contested(case, "crossing")


def test_check_puts_errors_first_and_places_everything(river_file, river):
    river_file.write_text(river.replace("role: mediator", "role: referee"), encoding="utf-8")
    broken = check(river_file)
    assert not broken.usable
    assert broken.case is None
    assert [e.line for e in broken.errors] == [15]
    assert broken.questions == ()

    river_file.write_text(river, encoding="utf-8")
    result = check(river_file.parent)
    assert result.usable
    places = [tuple(map(int, q.place.removeprefix(f"{river_file}:").split(":"))) for q in result.questions]
    assert places == sorted(places)
    assert places
    lines = river.splitlines()
    for (line, column), question in zip(places, result.questions, strict=True):
        last = question.field.split(".")[-1].split("[")[0]
        above_it = question.field.split(".")[-2] if "." in question.field else last
        assert lines[line - 1][column - 1 :].lstrip("- ").startswith((last, above_it, "{"))
    assert json.loads(json.dumps(result.as_dict()))["usable"] is True


def test_check_takes_a_case_made_in_python():
    case = Case(title="T", parties={"north": {"name": "North"}}, issues={})

    result = check(case)

    assert result.usable
    assert {q.kind for q in result.questions} == {"principals", "no-issue"}
    assert all(q.place == "" for q in result.questions)


def test_a_case_made_in_python_that_does_not_fit_together_has_errors():
    case = Case(title="T", parties={"north": {"name": "North"}}, issues={}, preferences={"nort": {}})

    (error,) = check(case).errors

    assert (error.field, error.mend) == ("preferences.nort", 'Did you mean "north"?')


def test_a_damaged_register_is_an_error_and_not_a_crash(river_file):
    (river_file.parent / "claims.jsonl").write_text('{"id": "c1", "state"', encoding="utf-8")

    result = check(river_file.parent)

    assert not result.usable
    assert "claims.jsonl:1" in str(result.errors[0])


def test_check_takes_a_dossier_with_or_without_a_folder(river_file, river):
    river_file.write_text(river, encoding="utf-8")
    case = read_case(river_file)
    said = claim("c1", "South asks for a truce", issue=None, option=None)

    assert check(Dossier(case, {}, (), folder=river_file.parent)) == check(river_file.parent)
    drafted = check(Dossier(case, {}, (said,), drafted=True, states={said.id: "proposed"}))
    assert {"outside-claims", "no-such-claim"} <= {q.kind for q in drafted.questions}


def test_who_says_what_no_deal_or_any_deal_must_be_worth_is_not_asked_what_it_leads_to(asked):
    silent = NORTHS.replace("{leads-to: {prisoners: none, crossing: closed}, costs", "{costs")
    assert asked(ANSWERED.replace(NORTHS, silent))["no-deal"] == ["preferences.north.no-deal"]

    worth = NORTHS.replace("leads-to: {prisoners: none, crossing: closed}", "worth: 0.2..0.3")
    minimum = silent + "    minimum: 0.3..0.4\n"
    because = minimum.replace("no-deal: [c1]}", "no-deal: [c1], minimum: [c1]}")
    for text in (worth, because):
        assert asked(ANSWERED.replace(NORTHS, text)) == {}
    assert asked(ANSWERED.replace(NORTHS, minimum)) == {"no-source": ["preferences.north"]}


def test_the_answer_to_what_no_deal_leads_to_names_the_minimum(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(
        ANSWERED.replace(NORTHS, "    because: {orders: [c1], importance: [c1]}\n"), encoding="utf-8"
    )

    (asked,) = [q for q in questions(read_case(path)) if q.kind == "no-deal"]
    assert "minimum: 0.3..0.5" in asked.answer


def test_ratios_say_something_on_importance(asked):
    text = ANSWERED.replace("importance: crossing > prisoners", "importance: {crossing / prisoners: 1..2}")

    assert asked(text) == {}


def test_an_answer_without_source_is_asked_about(asked):
    answers = "    answers: [{offered: {crossing: open}}, {refused: {crossing: closed}, because: c2}]\n"

    assert asked(ANSWERED.replace(NORTHS, NORTHS + answers)) == {"no-source": ["preferences.north"]}


def test_a_text_that_does_not_keep_to_a_constraint_is_asked_about(asked):
    text = (
        ANSWERED
        + "constraints:\n"
        + "  - {if: {crossing: open}, requires: {prisoners: all}, because: c1}\n"
        + "  - {if: {crossing: closed}, never: {prisoners: none}, because: c1}\n"
        + "texts:\n"
        + "  may: {title: Draft of May, date: 2024-05-01, terms: {crossing: open, prisoners: some}}\n"
        + "  june: {title: Draft of June, date: 2024-06-01, terms: {crossing: open}}\n"
    )

    assert asked(text) == {"unmet-constraint": ["constraints.0"]}


def test_a_case_that_cites_claims_misses_its_register(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(ANSWERED, encoding="utf-8")

    (lost,) = check(path).questions
    assert (lost.kind, lost.field) == ("no-register", "preferences.north.because.orders")
    assert "c1" in lost.question

    path.write_text(ANSWERED.replace("[c1]", "{assumed: seen}"), encoding="utf-8")
    assert check(path).questions == ()
    assert "no-register" not in {q.kind for q in check(read_case(path)).questions}


def test_a_red_line_is_asked_about_with_its_condition_until_it_is_answered(tmp_path):
    path = tmp_path / "case.yaml"

    def lines(text):
        path.write_text(text, encoding="utf-8")
        return [q for q in questions(read_case(path), [], {"c1": "proposed"}) if q.kind == "red-line"]

    line = "{crossing: open, unless: {prisoners: all}, firm: likely, because: c1}"

    (asked,) = lines(ANSWERED.replace(NORTHS, f"{NORTHS}    red-lines: [{line}]\n"))
    assert (
        '"Open" on The crossing, unless it comes with "All released" on Release of prisoners'
        in asked.question
    )

    answer = "    answers: [{confirmed: {crossing: open}, because: c1}]\n"
    assert lines(ANSWERED.replace(NORTHS, f"{NORTHS}    red-lines: [{line}]\n{answer}")) == []
