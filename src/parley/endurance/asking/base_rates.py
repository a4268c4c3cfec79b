"""Which published counts stand beside a curve, and of how many cases?

Room: endurance. Reads `base_rates.toml`; speaks parties and designs. They are printed beside what is
simulated and never mixed into it. All of them are of civil wars: for a case of another field there are none.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt
from typing import Any

from parley.case.model import Case
from parley.endurance.asking.values import BaseRate
from parley.endurance.design import Design

WAR = "armed-conflict"  # the field whose cases the counts are of
GUARDED = ("third-party-mission", "third-party-force")
_Z = 1.645  # nine of ten
_Points = tuple[tuple[int, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class _Fits:
    """For which designs a count is a base rate."""

    agreements: tuple[str, ...]
    phases: bool | None
    guarded: bool | None
    first_days: tuple[int, int] | None
    between: tuple[str, ...]

    def design(self, design: Design) -> bool:
        first = design.stages[0].last - design.stages[0].first + 1 if design.stages else None
        return (
            (not self.agreements or design.agreement in self.agreements)
            and (self.phases is None or self.phases == bool(design.stages))
            and (self.guarded is None or self.guarded == (design.monitoring in GUARDED))
            and (
                self.first_days is None
                or (first is not None and self.first_days[0] <= first <= self.first_days[1])
            )
        )

    def parties(self, case: Case) -> bool:
        known = {
            word.casefold()
            for p in case.principals()
            for word in (case.parties[p].name, *case.parties[p].aliases)
        }
        return all(name.casefold() in known for name in self.between)


def meant_for(case: Case) -> bool:
    """Is the process meant for a case of this field? Where the field is not said it is taken to be."""
    return case.field in (None, WAR)


def base_rates_of(case: Case, design: Design) -> tuple[BaseRate, ...]:
    """Counts of comparable cases, in the order of the file; none where the case is not of an armed conflict.

    Chosen by the kind of agreement, by phases and the length of the first, by who watches, and by who the
    principals are.
    """
    if case.field != WAR:
        return ()
    return tuple(rate for rate, fits in _all() if fits.design(design) and fits.parties(case))


def comparable(rates: tuple[BaseRate, ...]) -> BaseRate | None:
    """The one that is nearest: of a first term where there is one, else the first of them."""
    return next((rate for rate in rates if rate.term is not None), rates[0] if rates else None)


def nearest(rates: tuple[BaseRate, ...], count: int) -> tuple[BaseRate, ...]:
    """The most comparable: of a first term, of the same two sides, then in the order of the file."""
    order = sorted(rates, key=lambda rate: (rate.term is None, not rate.names))
    return tuple(order[:count])


def every_rate() -> tuple[BaseRate, ...]:
    """All counts there are, whatever the case."""
    return tuple(rate for rate, _ in _all())


@cache
def _all() -> tuple[tuple[BaseRate, _Fits], ...]:
    text = files("parley.endurance.asking").joinpath("base_rates.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return tuple((_rate(id, entry, data["source"]), _fits(entry)) for id, entry in data["rate"].items())


def _rate(id: str, entry: Mapping[str, Any], sources: Mapping[str, str]) -> BaseRate:
    n = int(entry["n"])
    term, quartiles = entry.get("term"), entry.get("quartiles")
    return BaseRate(
        id,
        entry["what"],
        n,
        entry.get("failed"),
        entry["ends"],
        entry["how"],
        sources[entry["source"]],
        tuple(_point(int(day), share, n) for day, share in entry.get("points", {}).items()),
        None if term is None else (term[0], term[1], term[2]),
        tuple(entry.get("shares", {}).items()),
        None if quartiles is None else (quartiles[0], quartiles[1], quartiles[2]),
        tuple(entry.get("names", ())),
        entry.get("note", ""),
    )


def _point(day: int, share: float | list[float], n: int) -> tuple[int, float, float, float]:
    """With what so few cases leave open (Wilson 1927, 90 of 100), where nothing else is said."""
    if isinstance(share, list):
        low, likely, high = share
        return day, low, likely, high
    centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n * n)) / (1 + _Z**2 / n)
    return day, min(share, max(0.0, centre - half)), share, max(share, min(1.0, centre + half))


def _fits(entry: Mapping[str, Any]) -> _Fits:
    days = entry.get("first_days")
    return _Fits(
        tuple(entry.get("agreements", ())),
        entry.get("phases"),
        entry.get("guarded"),
        None if days is None else (days[0], days[1]),
        tuple(entry.get("between", ())),
    )
