"""The permanent page of the sixteen targets, as text.

Room: endurance. For whoever weighs the process; a brief says none of it.
"""

from collections.abc import Mapping

from parley.endurance.checked.measured import figures, simulated
from parley.endurance.checked.populations import AMBIGUITIES
from parley.endurance.checked.targets import Target, judged
from parley.endurance.process.priors import PRIORS

SEED, RUNS = 0, 5000
_WHEN = ("30 days", "90 days", "182 days", "1 year", "2 years", "5 years")
_JUDGED = {True: "met", False: "**not met**", None: "not judged"}
_KINDS = {"hard": ", must be", "sign": ", must be", "band": "", "structure": "", "report": ""}

_PAGE = """\
# Targets of the endurance process

What the [process](../why/endurance.md) says of made-up groups of deals, beside what has been published of
real ones. Measured with the default priors on {runs:,} deals in each group (four times as many
ceasefires), seed {seed}; `parley endure --validate` measures the same. `benchmarks/endurance_targets.py`
writes this page, and a test fails when it is out of date.

**{of_must} of the {must} rows that must be met are met.** {missed}

*Fitted* means that priors were adjusted until the figure came near. That it is met says that the process
can tell such a story; it foretells nothing. *Put in* means that a prior or the way the process is written
says so outright: it could hardly come out otherwise. *By itself* means neither.

| | what is measured | published | found | met from | to | | |
|---|---|---:|---:|---:|---:|---|---|
{rows}

Where a row is close to an end, another seed may fall on the other side of it; under seeds 0 to 3 none does.

## The curves behind V3 and V4

Share of deals that hold, published (Kaplan and Meier, 45 truces and 29 settlements) and found.

| | 30 days | 90 days | 182 days | 1 year | 2 years | 5 years |
|---|---:|---:|---:|---:|---:|---:|
| truce, published | 0.96 | 0.76 | 0.60 | 0.51 | 0.40 | 0.27 |
| truce, found | {truce} |
| settlement, published | 1.00 | 0.93 | 0.86 | 0.79 | 0.72 | 0.59 |
| settlement, found | {settlement} |

The process still lets {first_month} in 100 truces fail in the first month, the data 4, and too few after the
second year.

## What counts as a failure

A failure in Fortna's data is a return to war. Here a truce or settlement *fails* when it collapses or quietly
decays, and {decayed} in 100 of the failures behind V1 to V4 are decay. With collapse alone as failure
(decayed deals are lost from sight) {alone:.2f} of the truces hold for a year, published {published:.2f}:
V3 and V4 stand or fall with calling decay a failure, which is an assumption.

## Who watches: open, and meant to be

Nothing published says whether a truce lasts longer with national presence, sensors, or sensors and raids
than with nobody watching, and parties differ on just that. So the ranges of what each sees, mistakes and sets
right overlap widely, and what helps and what harms are both in the process: what is seen may be blamed on the
wrong side and answered; what nobody saw comes out later and costs trust then; a side leaves breaches that
would be seen. The rows above say in what share of the worlds each lasts longer: between 4 and 7 in 10 means
that the process takes no side. That sensors with automatic answers do not protect much is the one sign that
is wanted.

## Ambiguity: an assumption, and what hangs on it

No size has been published for V15. The priors *vague gate* and *vague* say how much easier it is to agree
where terms can be read two ways, and how often such terms are disputed. Three phases, what comes next
open at the first two gates:

| share of terms open to two readings | agreed at the first gate | disputes a year |
|---:|---:|---:|
{ambiguity}

## Beside the targets

Hazard ratios for which the literature has a range, and what the process makes of the same change to a
bare truce.

| change | published | found |
|---|---:|---:|
| a third party's mission | 0.50 (0.27 to 0.92), of peacekeepers of any kind | {mission:.2f} |
| arms given up and the matter settled | 0.4 (0.15 to 0.9) | {definitive:.2f} |
| spoilers with money from elsewhere | 3.0 (0.9 to 9.7), of contraband | {financed:.2f} |
| mediation, of cases equally hard | none | {mediated:.2f} |

## Priors that were adjusted

{fitted} of {priors} priors were adjusted to targets. The others are assumptions left alone, or ranges
taken from the literature. Each says so in `parley.endurance.process.priors`; the search is
`benchmarks/endurance_fit.py`.
"""


def page(seed: int = SEED, runs: int = RUNS) -> str:
    """docs/reference/endurance-targets.md, measured anew."""
    return told(figures(simulated(runs, seed)), seed, runs)


def told(found: Mapping[str, float], seed: int, runs: int) -> str:
    """The same of figures that have been measured."""
    targets = judged(found)
    must = [t for t in targets if t.kind in ("hard", "sign")]
    missed = [f"{t.id}, {t.words}" for t in targets if t.met is False]
    return _PAGE.format(
        runs=runs,
        seed=seed,
        of_must=sum(t.met is True for t in must),
        must=len(must),
        missed=f"Not met: {'; '.join(missed)}." if missed else "So are all others that are judged.",
        rows="\n".join(map(_row, targets)),
        truce=_curve("V3", found),
        settlement=_curve("V4", found),
        first_month=round(100 * (1 - found["V3: 30 days"])),
        decayed=round(100 * found["V3: decayed"]),
        alone=found["V3: collapse alone, 1 year"],
        published=0.51,
        ambiguity="\n".join(
            f"| {s:g} | {found[f'V15: accepted at {s:g}']:.2f} | {found[f'V15: disputes at {s:g}']:.1f} |"
            for s in AMBIGUITIES
        ),
        mission=found["V5: mission"],
        definitive=found["definitive"],
        financed=found["financed"],
        mediated=found["V13: same cases"],
        fitted=sum(bool(prior.fitted) for prior in PRIORS.values()),
        priors=len(PRIORS),
    )


def _row(t: Target) -> str:
    report = t.kind == "report"
    cells = (
        t.id,
        t.words,
        "" if t.wanted is None else f"{t.wanted:g}",
        _number(t.found),
        "" if report or t.low < -1e9 else _number(t.low),
        "" if report or t.high > 1e9 else _number(t.high),
        _JUDGED[t.met] + _KINDS[t.kind],
        t.how,
    )
    return f"| {' | '.join(cells)} |"


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 10 else f"{value:.2f}"


def _curve(id: str, found: Mapping[str, float]) -> str:
    return " | ".join(f"{found[f'{id}: {when}']:.2f}" for when in _WHEN)
