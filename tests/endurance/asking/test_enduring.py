"""The whole question, asked of small cases: neutral, repeatable, told in words that promise nothing."""

import json
import re

import pytest

from parley.analysis.settlement import as_plain
from parley.analysis.study import study
from parley.case.dossier import Dossier
from parley.endurance.asking.base_rates import every_rate
from parley.endurance.asking.enduring import endurance_of, endure
from parley.endurance.asking.priors_told import GROUPS, SEEN, group_of
from parley.endurance.asking.saying import influence_words
from parley.endurance.design import STATES
from parley.endurance.process.priors import PRIORS
from parley.ground.errors import ParleyError

from .cases import CARRIED_OUT, case

AGREED = {"crossing": "on-foot", "guards": "observers"}
FEW = {"package": AGREED, "runs": 300, "days": 120}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return endure(case(tmp_path_factory.mktemp("elm"), more=CARRIED_OUT), 60, **FEW)


def test_everything_that_was_asked_is_answered(found):
    assert found.package_name
    assert (found.runs, found.horizon) == (300, 120)
    assert found.worlds == 12
    assert [e.state for e in found.endings] == list(STATES)
    assert [g.phase for g in found.gates] == ["First stage", "Second stage"]
    assert len(found.monitored) == 7
    assert found.monitored[0].monitoring == found.setting.monitoring == "third-party-mission"
    assert found.levers
    assert found.base_rates
    assert {p.id for p in found.priors} == set(PRIORS)
    assert all(p.source and p.words and p.low <= p.middle <= p.high for p in found.priors if p.id != "never")
    assert found.grounds.seed == 0
    assert found.beside == ()


def test_it_can_be_printed_as_plain_values(found):
    plain = json.loads(json.dumps(as_plain(found), default=str))

    assert plain["curve"]["days"][0] == 0
    assert plain["levers"][0]["days"]["helps"]["of"] == found.worlds
    assert plain["package"] == AGREED


def test_the_five_sentences_stand_beside_every_curve(tmp_path, found):
    ready = study(case(tmp_path, more=CARRIED_OUT), 60, 0)
    light = endurance_of(ready, Dossier(ready.case, {}, ()), found.package, None, runs=100, days=60)

    for said in (found.said, light.said):
        assert len(said) == 5
        for sentence, words in zip(
            said,
            (
                "civil wars",
                "no end that anybody can date",
                "not shown to cause",
                "Comparable cases",
                "second digit",
            ),
            strict=True,
        ):
            assert words in sentence
    assert "29 ceasefires" in found.said[3]


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(tmp_path, found):
    talks = case(tmp_path, more=CARRIED_OUT)

    assert as_plain(endure(talks, 60, **FEW)) == as_plain(found)
    assert as_plain(endure(talks, 60, seed=1, **FEW))["curve"] != as_plain(found)["curve"]


@pytest.mark.slow
def test_one_worker_or_three_give_the_same_bytes(tmp_path):
    talks = case(tmp_path, more=CARRIED_OUT)
    one, three = (
        as_plain(endure(talks, 30, package=AGREED, runs=25_000, days=10, workers=n)) for n in (1, 3)
    )

    assert one == three


def test_exchanged_principals_exchange_the_answer_and_nothing_else(tmp_path, found):
    there = as_plain(endure(case(tmp_path, exchanged=True, more=CARRIED_OUT), 60, **FEW))
    here = as_plain(found)

    below = here["setting"].pop("below"), there["setting"].pop("below")
    assert below[0] == {"north": below[1]["south"], "south": below[1]["north"]}
    for told in (here, there):
        told.pop("grounds")
    assert here == there


def test_the_light_form_is_the_whole_one_without_what_is_compared(tmp_path, found):
    ready = study(case(tmp_path, more=CARRIED_OUT), 60, 0)
    light = endurance_of(
        ready, Dossier(ready.case, {}, ()), found.package, None, name="A", runs=300, days=120
    )

    assert (light.curve, light.endings, light.causes) == (found.curve, found.endings, found.causes)
    assert light.levers == ()
    some = endurance_of(
        ready, Dossier(ready.case, {}, ()), found.package, None, name="A", runs=300, days=120, levers=60
    )
    assert {lever.id for lever in some.levers} == {lever.id for lever in found.levers}
    assert some.curve == found.curve


def test_a_package_that_a_side_would_never_sign_lasts_less(tmp_path):
    """Werner and Yuen (2005): imposed terms are less durable."""
    talks = case(tmp_path)
    imposed = endure(
        talks,
        60,
        package={"crossing": "all", "guards": "south"},
        against=[{"crossing": "on-foot", "guards": "observers"}],
        runs=2000,
        days=365,
    )
    _, other = imposed.beside

    assert imposed.setting.below["north"] > 0.9
    assert other.difference.value > 2 * other.difference.error > 0


def test_a_package_held_against_itself_differs_in_nothing(tmp_path):
    one = endure(case(tmp_path, more=CARRIED_OUT), 60, against=[AGREED], **FEW)

    assert one.beside[1].difference.value == one.beside[1].difference.error == 0
    assert one.beside[0].days == one.beside[1].days


def test_where_nobody_watches_there_is_an_answer(tmp_path):
    bare = case(tmp_path, more="\nimplementation: {monitoring: [{design: none}]}\n")
    found = endure(bare, 60, **FEW)

    assert found.setting.monitoring == "none"
    assert not any("Who watches" in said for said in found.assumed)
    assert 0 < found.curve.value[-1] < 1


@pytest.mark.parametrize(("runs", "days"), [(1, 1), (1, 120), (2, 1), (60, 1), (300, 2)])
def test_few_runs_and_few_days_are_answered_and_said_to_be_few(tmp_path, runs, days):
    found = endure(case(tmp_path, more=CARRIED_OUT), 30, package=AGREED, runs=runs, days=days)

    assert found.horizon == days == found.curve.days[-1]
    assert sum(e.share.value for e in found.endings) == pytest.approx(1)
    assert any("no fan" in said for said in found.warnings) == (runs < 50)
    json.dumps(as_plain(found), allow_nan=False)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"runs": 0}, "runs: 0"),
        ({"runs": 2.5}, "runs: 2.5"),
        ({"days": 0}, "days: 0"),
        ({"workers": 0}, "workers: 0"),
        ({"runs": True}, "runs: True"),
        ({"package": "crosing=all"}, 'Did you mean "crossing"'),
        ({"against": ["june"]}, "june"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_mend(tmp_path, asked, problem):
    with pytest.raises(ParleyError, match=re.escape(problem)) as error:
        endure(case(tmp_path), 30, **({"package": AGREED, "runs": 10, "days": 5} | asked))

    assert len(str(error.value).splitlines()) >= 2


def test_another_field_is_told_first_and_has_no_base_rates(tmp_path):
    talks = case(tmp_path).model_copy(update={"field": "labour"})
    found = endure(talks, 30, **FEW)

    assert found.base_rates == ()
    assert found.setting.spoilers == "none"
    assert "spoilers-contained" not in {lever.id for lever in found.levers}
    assert {b.monitoring for b in found.monitored} == {"none", "joint-commission", "third-party-mission"}
    assert not {"answers to spoilers", "answers to a raid"} & {cause.id for cause in found.causes}
    assert "no estimate" in found.warnings[0]
    assert "none are at hand" in found.said[3]


def test_a_case_that_does_not_say_its_field_is_told_so(tmp_path):
    found = endure(case(tmp_path).model_copy(update={"field": None}), 30, **FEW)

    assert "does not say its field" in found.warnings[0]


def test_no_sentence_says_what_is_going_to_happen(tmp_path, found):
    labour = endure(case(tmp_path).model_copy(update={"field": "labour"}), 30, **FEW)
    said = texts([as_plain(found), as_plain(labour), as_plain(every_rate())])

    assert len(said) > 200
    assert [s for s in said if re.search(r"\b(?:(?<!the )will|won't|shall|going to)\b", s, re.I)] == []


def test_every_prior_is_in_a_group_that_has_words(found):
    groups = {group_of(name) for name in PRIORS}

    assert groups == {*GROUPS, SEEN}
    assert all(influence_words(group, "prior") != group for group in groups)
    assert all(name in PRIORS for names in GROUPS.values() for name in names)


def texts(value):
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [t for v in value.values() for t in texts(v)]
    return [t for v in value for t in texts(v)] if isinstance(value, list | tuple) else []
