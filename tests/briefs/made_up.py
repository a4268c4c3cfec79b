"""A case with deliverables, an order for them and how long it would hold: written by hand, not computed.

So that words, figures and layouts are tested whatever the search and the simulation find.
"""

from datetime import date

from parley.analysis.settlement import Estimate, Grounds, Share, Spread
from parley.case.dossier import Dossier
from parley.case.model import Case
from parley.case.package import Package
from parley.endurance.asking.values import (
    BaseRate,
    Beside,
    Cause,
    Chance,
    Curve,
    Difference,
    Ending,
    Endurance,
    Influence,
    Lever,
    Prior,
    Reached,
    Setting,
)
from parley.endurance.design import STATES, Stage
from parley.ground.worded import say
from parley.sequencing.schedule import (
    Account,
    Alternative,
    Effect,
    GateAt,
    Needed,
    Schedule,
    Split,
    Step,
)

A, B, C = "arvonia", "belmora", "commission"
DRAWS = 200
PACKAGE = Package.of({"filling": "five-years", "flow": 240.0})
BY = {"by": "analyst", "on": "2026-01-02"}


def case_of(first: str = A, second: str = B) -> Case:
    """The two principals under other names where asked, in the same places."""
    a, b = first, second
    return Case.model_validate(
        {
            "title": "Dam at Kesh",
            "as-of": "2026-01-02",
            "parties": {
                a: {"name": a.title(), "role": "principal"},
                b: {"name": b.title(), "role": "principal"},
                C: {"name": "Lake Commission", "role": "mediator"},
            },
            "issues": {
                "filling": {
                    "name": "Filling of the reservoir",
                    "options": {
                        "three-years": {"label": "In three years"},
                        "five-years": {"label": "In five years"},
                    },
                },
                "flow": {
                    "name": "Flow at the border",
                    "range": {"low": 180, "high": 300, "step": 60, "unit": "cubic metres a second"},
                },
            },
            "preferences": {
                a: {
                    "orders": {"filling": "three-years > five-years", "flow": "less"},
                    "because": {"filling": {"assumed": "a full reservoir earns sooner", **BY}},
                },
                b: {
                    "orders": {"filling": "five-years > three-years", "flow": "more"},
                    "because": {"filling": {"assumed": "its farms need the water", **BY}},
                },
            },
            "phases": {
                "first": {
                    "name": "First stage",
                    "days": "1..42",
                    "gate": {"content": "open", "if-open": "continues"},
                    "because": {"assumed": "six weeks, as in the draft of both sides", **BY},
                },
                "second": {"name": "Second stage", "days": "43..84", "gate": {"content": "agreed"}},
            },
            "deliverables": {
                "tax": {"name": "Tax waived", "from": b, "to": a, "when": {"filling": "three-years"}},
                "engineers": {
                    "name": "Engineers allowed home, held since spring",
                    "from": b,
                    "to": a,
                    "kind": "countable",
                    "amount": 33,
                    "unit": "persons",
                    "phase": "first",
                    "because": {"assumed": "all who are held", **BY},
                },
                "water": {
                    "name": "Barges let through",
                    "from": a,
                    "to": b,
                    "kind": "continuing",
                    "amount": 12,
                    "unit": "barges",
                    "phase": "first",
                },
                "zone": {
                    "name": "Withdrawal from the shore",
                    "from": a,
                    "to": b,
                    "kind": "divisible",
                    "lots": 2,
                    "phase": "second",
                },
                "gauge": {"name": "Gauge opened to inspection", "from": b, "to": a, "phase": "first"},
                "bond": {
                    "name": "Bond for repairs",
                    "from": b,
                    "to": a,
                    "kind": "one-off",
                    "phase": "second",
                },
            },
            "guarantees": {
                "fund": {
                    "name": "Fund held by the commission",
                    "kind": "deposit",
                    "by": C,
                    "binds": {a: "0.1..0.2", b: "0.1..0.2"},
                    "because": {"assumed": "spoken of in both rooms", **BY},
                }
            },
        }
    )


def dossier_of(case: Case) -> Dossier:
    return Dossier(case, {}, ())


def schedule_of(*, first: str = A, second: str = B, safe: bool = True) -> Schedule:
    """Engineers in four lots, water throughout, a gauge, a withdrawal in halves, a bond in escrow."""
    a, b = first, second
    up = 0.0 if safe else 0.25

    def spread(middle: float) -> Spread:
        return Spread(round(middle - 0.1, 3), round(middle, 3), round(middle + 0.1, 3))

    def share(count: int) -> Share:
        return Share(count if safe else count // 2, DRAWS)

    given = [
        # day, deliverable, giver, receiver, amount, so far, of, phase, extra
        (1, "water", a, b, 12, 12, 12, "first", {"until": 84}),
        (1, "engineers", b, a, 3, 3, 33, "first", {}),
        (7, "gauge", b, a, 1, 1, 1, "first", {}),
        (14, "engineers", b, a, 10, 13, 33, "first", {}),
        (28, "engineers", b, a, 10, 23, 33, "first", {}),
        (42, "engineers", b, a, 10, 33, 33, "first", {}),
        (43, "bond", b, a, 1, 1, 1, "second", {"held_by": C}),
        (50, "zone", a, b, 0.5, 0.5, 1, "second", {}),
        (70, "zone", a, b, 0.5, 1, 1, "second", {}),
        (84, "bond", b, a, 1, 1, 1, "second", {"released": True}),
    ]
    steps = []
    accounts = []
    for n, (day, id, giver, receiver, amount, so_far, of, phase, extra) in enumerate(given, 1):
        low = {a: spread(-0.4 + 0.03 * n + (up if day == 42 else 0)), b: spread(-0.3 + 0.02 * n)}
        steps.append(
            Step(
                n,
                day,
                id,
                giver,
                receiver,
                amount,
                so_far,
                of,
                phase,
                low,
                {a: share(190 - n), b: share(195 - n)},
                share(180 - n),
                **extra,
            )
        )
        if n == len(given) or given[n][0] != day:
            for party in (a, b):
                accounts.append(
                    Account(
                        party,
                        day,
                        {},
                        {},
                        {},
                        {},
                        low[party],
                        spread(0.02 * n),
                        phase,
                        day in (42, 84),
                    )
                )
    gates = (
        GateAt("first", "First stage", 42, False, True, dict(steps[5].temptation)),
        GateAt("second", "Second stage", 84, True, False, dict(steps[9].temptation)),
    )
    peak = max(accounts, key=lambda one: one.temptation.middle)
    effects = (Effect("fund", "deposit", {a: spread(0.15), b: spread(0.15)}, share(60), True),)
    needed = (
        ()
        if safe
        else (Needed({a: 0.08}, {a: 3}, ("water", "engineers", "zone")), Needed({b: 0.2}, {b: 2}, ()))
    )
    splits = () if safe else (Split("zone", 4, 2), Split("engineers", None, 4))
    frontier = (
        Alternative(
            {"temptation": -0.1, "total": 0.0, "days": 84, "humanitarian": 21.0},
            ((1, "water", 240.0),),
            ("temptation", "total"),
        ),
        Alternative(
            {"temptation": 0.05, "total": 0.1, "days": 60, "humanitarian": 14.0},
            ((1, "water", 240.0),),
            ("days", "humanitarian"),
        ),
    )
    made = Schedule(
        PACKAGE,
        "A",
        date(2026, 2, 1),
        tuple(steps),
        tuple(accounts),
        gates,
        "exact",
        0.0,
        peak.temptation.middle,
        safe,
        share(150),
        peak,
        effects,
        needed,
        splits,
        frontier,
        left_out=(("tax", say("the package says nothing on {issue}", issue="Tax")),),
        grounds=Grounds("digest", 0, DRAWS, "exact", 6, 6),
        notes=(say("All orders of these handovers were looked at."),),
        worths={"engineers": (spread(0.3), spread(0.5)), "water": (spread(0.3), spread(0.4))},
        horizon=84,
    )
    return made


def endurance_of(*, first: str = A, second: str = B) -> Endurance:
    """A curve that falls and flattens, two gates, three levers and three base rates."""
    days = tuple(sorted({*range(0, 731, 10), 42, 84, 90, 365}))

    def still(day: int, k: float) -> float:
        return round(float(2.718 ** (-k * (day / 730) ** 0.5)), 4)

    lines = {
        k: tuple(still(d, v) for d in days) for k, v in zip("abcde", (2.4, 1.6, 1.0, 0.7, 0.4), strict=True)
    }
    curve = Curve(
        days,
        lines["c"],
        tuple(0.01 for _ in days),
        lines["a"],
        lines["b"],
        lines["c"],
        lines["d"],
        lines["e"],
    )

    def chance(low: float, middle: float, high: float) -> Chance:
        return Chance(low, middle, high, middle, 0.01)

    def more(low: float, middle: float, high: float, helps: int) -> Difference:
        return Difference(low, middle, high, middle, 2.0, Share(helps, 80), Share(80 - helps, 80))

    gates = (
        Reached(
            "First stage",
            42,
            False,
            True,
            chance(0.55, 0.72, 0.86),
            chance(0.1, 0.2, 0.4),
            chance(0.3, 0.5, 0.7),
        ),
        Reached(
            "Second stage",
            84,
            True,
            False,
            chance(0.3, 0.45, 0.6),
            chance(0.25, 0.4, 0.55),
            chance(0.25, 0.4, 0.55),
        ),
    )
    levers = (
        Lever("ladder", False, more(5, 60, 130, 70), (("First stage", more(0.0, 0.05, 0.1, 70)),)),
        Lever("mission", True, more(-10, 40, 90, 62), (("First stage", more(-0.01, 0.02, 0.05, 60)),), True),
        Lever("restraint", False, more(-120, -60, -5, 6), (("First stage", more(-0.1, -0.05, 0.0, 6)),)),
    )
    rates = (
        BaseRate(
            "truces",
            "truces after civil wars that settle nothing",
            45,
            33,
            "war between the same parties again",
            "Kaplan-Meier",
            "Fortna (2008), Does Peacekeeping Work?",
            ((90, 0.65, 0.76, 0.85), (365, 0.39, 0.51, 0.63), (730, 0.29, 0.4, 0.52)),
        ),
        BaseRate(
            "first-terms",
            "ceasefires of two sides in civil wars, agreed for 30 to 120 days, the first of their series",
            29,
            2,
            "a collapse that can be dated",
            "counted: 2 collapsed, 12 ran nine tenths of the term or more, 3 were replaced before, 2 were in "
            "force still, 10 have no clear end",
            "ETH/PRIO Civil Conflict Ceasefire data",
            term=(0.48, 0.75, 0.89),
            names=("29 June 2003, planned for 90 days and lasted 53",),
        ),
    )
    setting = Setting(
        "truce",
        (Stage("First stage", 1, 42, False, True), Stage("Second stage", 43, 84)),
        "joint-commission",
        "proportional",
        None,
        False,
        "some",
        False,
        False,
        False,
        True,
        0.5,
        {first: 0.2, second: 0.3},
        True,
    )
    days_in_force = chance(200.0, 330.0, 480.0)
    return Endurance(
        PACKAGE,
        "A",
        setting,
        730,
        curve,
        gates,
        tuple(Ending(state, chance(0.05, 0.14, 0.3)) for state in STATES),
        (
            Cause("dispute", chance(0.3, 0.4, 0.6)),
            Cause("gate", chance(0.2, 0.3, 0.4), (42, 43, 60), (("First stage", "open", 0.9),)),
        ),
        (9, 44, 120),
        900,
        days_in_force,
        2000,
        80,
        levers,
        (
            Influence("ladder", "lever", Estimate(0.3, 0.02), Estimate(0.4, 0.02)),
            Influence("seen", "prior", Estimate(0.1, 0.02), Estimate(0.2, 0.02), True),
        ),
        (Beside("A", "package", days_in_force, chance(0.2, 0.4, 0.6), None, package=PACKAGE),),
        (
            Beside(
                "joint",
                "monitoring",
                days_in_force,
                chance(0.2, 0.4, 0.6),
                None,
                monitoring="joint-commission",
            ),
            Beside(
                "none",
                "monitoring",
                chance(150.0, 260.0, 400.0),
                chance(0.1, 0.3, 0.5),
                more(-90, -50, -10, 5),
                monitoring="none",
            ),
        ),
        rates,
        (Prior("detection", "how surely an incident is seen", 0.1, 0.4, 0.7, "wide on purpose"),),
        assumed=("nothing is said of spoilers: some",),
        said=("Data are of civil wars, mostly smaller ones.",),
        grounds=Grounds("digest", 0, 2000, "sampled", 1, 1),
    )
