"""Could it live with this, rather than have no deal: what is asked so, and what becomes of the answer."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis.judged import judged
from parley.analysis.study import study
from parley.bridging.questions.acceptance import DOUBTED
from parley.bridging.questions.answering import answer, withdraw
from parley.bridging.questions.asked import ASKED, put_on_file, questions_on_file
from parley.bridging.questions.asking import ask
from parley.bridging.questions.choosing import AS_OFTEN, LIKELY, chosen, field_of
from parley.bridging.questions.teaching import zone_bits
from parley.bridging.questions.worths import Worths
from parley.case.dossier import open_dossier, read_folder
from parley.case.files import read_case
from parley.case.model import Case
from parley.evidence.store import open_register
from parley.ground.errors import ParleyError

ISSUES = {"i": "a b c", "j": "a b c", "k": "a b"}


def random_case(rng: np.random.Generator) -> Case:
    preferences = {}
    for party in ("north", "south"):
        orders = {i: " > ".join(rng.permutation(options.split())) for i, options in ISSUES.items()}
        line = {"i": str(rng.choice(["a", "b", "c"])), "firm": "even"}
        no_deal = {"leads-to": {"i": "b", "j": "b", "k": "a"}, "costs": "0.0..0.5"}
        preferences[party] = {"orders": orders, "red-lines": [line], "no-deal": no_deal}
    return Case.model_validate(
        {
            "title": "T",
            "parties": {p: {"name": p, "role": "principal"} for p in preferences},
            "issues": {i: {"name": i, "options": {o: o for o in all_.split()}} for i, all_ in ISSUES.items()},
            "preferences": preferences,
        }
    )


@given(st.integers(0, 10_000), st.sampled_from(["zone", "package"]))
@settings(max_examples=15)
def test_it_is_plausible_in_doubt_and_teaches_most_of_such(seed, aim):
    ready = study(random_case(np.random.default_rng(seed)), 100, 0)
    swept = judged(ready)
    found = chosen(ready, swept, "north", aim, 1, against_no_deal=True)
    field = field_of(ready, swept)
    g, r = field.worths["north"].gained.astype(float), field.product("north").astype(float)

    def teaches(m: np.ndarray) -> float:
        if aim == "zone":
            return float(zone_bits(swept.open, m[:, None], 0.05)[0])
        now = (g.mean(axis=0) * r).max()
        said = np.where(m, 0.95, 0.05)[:, None]
        return float(((said * g).mean(axis=0) * r).max() + (((1 - said) * g).mean(axis=0) * r).max() - now)

    plausible = [
        n for n in range(len(field.x)) if all(w.crossed[:, n].mean() <= LIKELY for w in field.worths.values())
    ]
    both = {n: np.mean([all(s) for s in zip(*(w.accepted[:, n] for w in field.worths.values()), strict=True)])
            for n in plausible}  # fmt: skip
    doubted = [
        n for n in plausible if DOUBTED[0] <= field.worths["north"].accepted[:, n].mean() <= DOUBTED[1]
    ]
    if not found:
        assert len(field.x) < 2 or not doubted
        return
    for part in AS_OFTEN:
        eligible = [n for n in doubted if both[n] >= part * max(both.values())]
        if eligible:
            break
    mine = Worths.of(ready, "north", np.array([found[0].first])).accepted[:, 0]

    assert found[0].second is None
    assert found[0].first in {tuple(field.x[n].tolist()) for n in eligible}
    assert found[0].prefers_first.count == mine.sum()
    best = max(teaches(field.worths["north"].accepted[:, n]) for n in eligible)
    assert teaches(mine) == pytest.approx(best, abs=2e-4)


@pytest.fixture
def one(folder):
    """A question of this kind on file; costs are wide enough for some to be in doubt."""
    found = ask(open_dossier(folder), "north", draws=200, count=30, against_no_deal=True)
    put_on_file(folder, found.questions)
    return next(q for q in found.questions if q.against_no_deal)


def test_it_is_asked_only_where_it_is_asked_for_and_the_best_come_first(folder):
    plain = ask(open_dossier(folder), "north", draws=200, count=30).questions
    more = ask(open_dossier(folder), "north", draws=200, count=30, against_no_deal=True).questions

    assert not any(q.against_no_deal for q in plain)
    assert {q.against_no_deal for q in more} == {False, True}
    assert all(not q.differ and DOUBTED[0] <= q.prefers_first.value <= DOUBTED[1]
               for q in more if q.against_no_deal)  # fmt: skip
    assert len({q.id for q in more}) == len(more)


@pytest.mark.parametrize(("reply", "kind"), [("first", "offered"), ("second", "refused")])
def test_the_answer_is_one_the_case_knows_and_narrows_what_is_known(folder, one, reply, kind):
    def accepts(case: Case) -> float:
        ready = study(case, 400, 0)
        row = ready.table.row({str(i): t for i, t in one.first.terms})
        return float(Worths.of(ready, "north", np.array([row])).accepted.mean())

    assert 0.2 < accepts(read_case(folder)) < 0.8
    done = answer(folder, one.id, reply, "mediator-only", "ana")
    (entry,) = read_case(folder).preferences["north"].answers
    claim = open_register(folder).find(done.claim).claim

    assert (entry.kind, entry.because) == (kind, (done.claim,))
    assert set((entry.offered or entry.refused).keys()) == {"guards", "crossing", "toll"}
    words = "the package than no deal" if reply == "first" else "no deal than the package"
    assert claim.quote.text == f"North would rather have {words}."
    assert accepts(read_case(folder)) > 0.9 if reply == "first" else accepts(read_case(folder)) < 0.1
    again = ask(open_dossier(folder), "north", draws=200, count=30, against_no_deal=True)
    assert one.id not in {q.id for q in again.questions}


def test_as_soon_is_no_answer_to_it(folder, one):
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    with pytest.raises(ParleyError, match=r"first \(it could\), second"):
        answer(folder, one.id, "equal", "hint", "ana")
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_it_is_taken_back_kept_apart_from_what_documents_say_and_read_as_written(folder, one):
    answer(folder, one.id, "second", "hint", "ana")
    before = [(f.id, f.state) for f in open_register(folder).filed]
    read_folder(folder, by="ana")
    assert [(f.id, f.state) for f in open_register(folder).filed] == before

    answer(folder, one.id, "first", "hint", "ana", instead=True)
    assert [a.kind for a in read_case(folder).preferences["north"].answers] == ["offered"]
    withdraw(folder, one.id, "ana")
    assert read_case(folder).preferences["north"].answers == ()
    (kept,) = (q for q in questions_on_file(folder) if q.id == one.id)
    assert (kept.against_no_deal, kept.pair, kept.reply) == (True, frozenset([one.first]), None)
    lines = [json.loads(line) for line in (folder / ASKED).read_text().splitlines()]
    assert next(r for r in lines if r["id"] == one.id)["second"] == "no-deal"
