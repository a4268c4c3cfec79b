"""Taking a candidate in: where it stands, what is written of its worth, and what is refused."""

import shutil
from pathlib import Path

import pytest
from tests.bridging.devices.conftest import SEEDS

from parley.analysis.drawing.draws import keys
from parley.analysis.zone import zone
from parley.bridging.devices.accepting import accept, candidate_named
from parley.bridging.devices.candidates import candidates
from parley.bridging.devices.shape import opposed_on
from parley.case.dossier import open_dossier
from parley.case.files import read_case
from parley.ground.errors import CaseFileErrors, ParleyError

WORKED = ("gaza-2024", "rail-strike", "river-treaty")


@pytest.fixture
def rail(tmp_path: Path, cases: Path) -> Path:
    shutil.copytree(cases / "rail-strike", tmp_path / "rail")
    return tmp_path / "rail"


@pytest.fixture
def seed_folder(tmp_path: Path) -> Path:
    (tmp_path / "case.yaml").write_text(SEEDS)
    return tmp_path


def take(folder: Path, name: str, **how: str) -> object:
    return accept(folder, candidate_named(folder, name), by="ana", **how)


def test_an_option_stands_before_its_neighbour_and_everything_else_stays(rail):
    before = (rail / "case.yaml").read_text().splitlines()

    written = take(rail, "notice/split-by-time", why="raised in the corridor")

    after = (rail / "case.yaml").read_text().splitlines()
    case = read_case(rail)
    assert list(case.issues["notice"].options) == [
        "none",
        "five-days",
        "split-by-time",
        "ten-days",
        "minimum-service",
    ]
    assert (written.issue, written.option, written.new_issue) == ("notice", "split-by-time", False)
    gone = [line for line in before if line not in after]
    assert len(gone) == 2  # the two orders that got a place for it
    assert all(line.strip().startswith("notice:") for line in gone)
    assert [line for line in after if "#" in line] == [line for line in before if "#" in line]


def test_that_everything_is_drawn_anew_is_said_only_where_it_is(tmp_path, cases):
    shutil.copytree(cases / "gaza-2024", tmp_path / "gaza")
    said = []
    for name in ("end-of-war/staging", "corridor/neutral-agent"):
        before = keys(read_case(tmp_path / "gaza"))
        said.append(take(tmp_path / "gaza", name).redrawn)
        assert said[-1] == (keys(read_case(tmp_path / "gaza")) != before)
    assert said == [True, False]


def test_claims_that_are_not_on_file_are_no_trace(tmp_path, cases):
    shutil.copytree(cases / "rail-strike", tmp_path / "rail")
    for file in (tmp_path / "rail").glob("*.jsonl"):
        file.unlink()
    before = (tmp_path / "rail" / "case.yaml").read_bytes()

    with pytest.raises(ParleyError, match="parley read"):
        take(tmp_path / "rail", "notice/split-by-time")
    assert (tmp_path / "rail" / "case.yaml").read_bytes() == before


def test_its_trace_names_device_source_claims_reason_who_and_when(rail):
    candidate = candidate_named(rail, "notice/split-by-time")

    take(rail, "notice/split-by-time", why="raised in the corridor", label="Long notice before holidays")

    option = read_case(rail).issues["notice"].options["split-by-time"]
    assert option.label == "Long notice before holidays"
    assert option.because.by == "ana"
    assert option.because.on is not None
    assert option.because.claims == candidate.rests_on != ()
    for words in ("split by time", "Fisher (1964)", "raised in the corridor", candidate.label):
        assert words in option.because.assumed


def test_only_what_follows_is_written_of_its_worth(rail):
    before = read_case(rail)
    take(rail, "notice/split-by-time")

    case = read_case(rail)
    for party, better, worse in (
        ("union", "none", "minimum-service"),
        ("operator", "minimum-service", "none"),
    ):
        order = case.preferences[party].orders["notice"]
        follows, followed = order.follows(), before.preferences[party].orders["notice"].follows()
        assert follows - followed == {(better, "split-by-time"), ("split-by-time", worse)}
        assert followed <= follows
        said, was = case.preferences[party], before.preferences[party]
        assert (said.red_lines, said.values, said.no_deal) == (was.red_lines, was.values, was.no_deal)


def test_one_in_other_words_or_not_made_of_the_two_is_left_wide(rail):
    take(rail, "notice/split-by-time", label="Something else altogether")
    take(rail, "crews/objective-criteria")

    case = read_case(rail)
    for said in case.preferences.values():
        assert "split-by-time" not in said.orders["notice"].ids()
        assert "objective-criteria" not in said.orders["crews"].ids()


def test_a_rule_beside_a_number_is_an_issue_of_its_own_that_no_deal_leaves_undone(rail):
    written = take(rail, "pay/staging")

    case = read_case(rail)
    assert (written.issue, written.option, written.new_issue) == ("pay-staging", "staging", True)
    assert list(case.issues)[:2] == ["pay", "pay-staging"]
    assert case.issues["pay-staging"].name == "Pay rise by staging"
    assert list(case.issues["pay-staging"].options) == ["none", "staging"]
    for said in case.preferences.values():
        assert said.no_deal.leads_to["pay-staging"] == "none"
        assert "pay-staging" not in said.orders
    assert "staging" not in {c.id for c in candidates(open_dossier(rail), "pay", count=99)}


@pytest.mark.parametrize("before", ["", "constraints:\n  - never: {same: blue}\n"])
def test_one_half_of_a_trade_is_tied_to_the_other(tmp_path, before):
    text = SEEDS.replace("  north:\n    orders:", "  north:\n    importance: sack > territory\n    orders:")
    text = text.replace("  south:\n    orders:", "  south:\n    importance: territory > sack\n    orders:")
    (tmp_path / "case.yaml").write_text(text.replace("preferences:", f"{before}preferences:", 1))

    take(tmp_path, "territory/logrolling")

    case = read_case(tmp_path)
    tied = case.constraints[-1]
    assert len(case.constraints) == 1 + bool(before)
    assert (tied.if_, tied.requires) == ({"territory": "logrolling"}, {"sack": "one"})
    assert tied.because.by == "ana"
    assert list(case.issues["territory"].options) == ["none", "home", "logrolling", "world"]


def test_red_lines_at_what_it_is_made_of_are_told_and_not_copied(cases, tmp_path):
    shutil.copytree(cases / "gaza-2024", tmp_path / "gaza")

    written = take(tmp_path / "gaza", "corridor/contingent-terms")

    assert ("israel", "withdrawal") in written.red_lines
    assert ("hamas", "presence") in written.red_lines
    lines = [
        line.terms for said in read_case(tmp_path / "gaza").preferences.values() for line in said.red_lines
    ]
    assert not any(terms.get("corridor") == "contingent-terms" for terms in lines)


@pytest.mark.parametrize("name", WORKED)
def test_with_several_taken_in_the_case_loads_and_has_a_zone(cases, tmp_path, name):
    folder = tmp_path / name
    shutil.copytree(cases / name, folder)
    found = candidates(open_dossier(folder))
    of_numbers = next(c for c in found if c.between is None)
    others = [c for c in found if c.between is not None]
    for c in (of_numbers, others[0], others[-1]):
        accept(folder, c, by="ana")

    dossier = open_dossier(folder)
    assert 0 <= zone(dossier.case, draws=20, seed=0).share.value <= 1
    assert {(c.issue, c.id) for c in candidates(dossier, count=99)} & {
        (c.issue, c.id) for c in (of_numbers, others[0], others[-1])
    } == set()


@pytest.mark.slow
@pytest.mark.parametrize("name", WORKED)
def test_a_candidate_of_every_device_can_be_taken_in(cases, tmp_path, name):
    plain = (cases / name / "case.yaml").read_text()
    of_device = {c.device: c for c in candidates(open_dossier(cases / name))}
    for n, c in enumerate(of_device.values()):
        folder = tmp_path / str(n)
        shutil.copytree(cases / name, folder)

        accept(folder, c, by="ana")

        text = (folder / "case.yaml").read_text()
        assert [line for line in text.splitlines() if "#" in line] == [
            x for x in plain.splitlines() if "#" in x
        ]
        case = read_case(folder)
        if c.between:
            options = list(case.issues[c.issue].options)
            at = options.index(c.id)
            assert (options[at - 1], options[at + 1]) == c.between
            assert opposed_on(case, c.issue) == opposed_on(open_dossier(cases / name).case, c.issue)


@pytest.mark.parametrize(
    ("name", "how", "said"),
    [
        ("notice", {}, "does not name a candidate"),
        ("/staging", {}, "does not name a candidate"),
        ("nottice/split-by-time", {}, 'Did you mean "notice"'),
        ("notice/split-by-tyme", {}, 'Did you mean "split-by-time"'),
        ("notice/split-by-time", {"label": "  "}, "label is empty"),
        ("notice/split-by-time", {"label": "x" * 500}, "500 letters"),
        ("notice/split-by-time", {"label": "a\x07b"}, "cannot be printed"),
        ("notice/split-by-time", {"label": "five days' NOTICE"}, "an option with this label"),
        ("notice/split-by-time", {"why": ""}, "reason is empty"),
    ],
)
def test_what_is_refused_leaves_the_file_as_it_was(rail, name, how, said):
    before = (rail / "case.yaml").read_bytes()

    with pytest.raises(ParleyError, match=said):
        take(rail, name, **how)

    assert (rail / "case.yaml").read_bytes() == before


def test_twice_is_refused(rail):
    taken = candidate_named(rail, "notice/split-by-time")
    of_number = candidate_named(rail, "pay/staging")
    take(rail, "notice/split-by-time")
    take(rail, "pay/staging")
    before = (rail / "case.yaml").read_bytes()

    for again in (lambda: take(rail, "notice/split-by-time"), lambda: take(rail, "pay/staging")):
        with pytest.raises(ParleyError, match="in the case already"):
            again()
    for candidate in (taken, of_number):  # somebody else took it in meanwhile
        with pytest.raises(ParleyError, match="already"):
            accept(rail, candidate, by="bo")
    assert (rail / "case.yaml").read_bytes() == before


def test_nobody_is_no_name(rail):
    with pytest.raises(ParleyError, match="name is empty"):
        accept(rail, candidate_named(rail, "pay/staging"), by=" ")


def test_where_nothing_is_opposed_there_is_nothing_to_take_in(seed_folder):
    with pytest.raises(ParleyError, match='no candidate on "same"'):
        candidate_named(seed_folder, "same/staging")


def test_a_case_that_cannot_be_read_is_left_alone(seed_folder):
    candidate = candidate_named(seed_folder, "sack/staging")
    broken = SEEDS.replace("sack: one > both > other", "sack: one > both > neither")
    (seed_folder / "case.yaml").write_text(broken)

    with pytest.raises(CaseFileErrors):
        accept(seed_folder, candidate, by="ana")

    assert (seed_folder / "case.yaml").read_text() == broken
