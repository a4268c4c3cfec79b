"""Which new options do the devices give on the issues of a case?

Room: bridging. Speaks parties and options. Nothing is drawn: the same case and claims give the same
candidates. What comes out are proposals for an analyst to take, edit or leave; what they are worth to
anybody nobody has said. May use `parley.case` and the rooms below it.

Source of the five first families: Pruitt (1981), Negotiation Behavior; of the others see the library.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from parley.bridging.devices.device import Candidate, Serves
from parley.bridging.devices.filling import Filled, filled
from parley.bridging.devices.library import OF_THE_CASE, Library, Pattern, Wording, library
from parley.bridging.devices.serving import serves
from parley.bridging.devices.shape import Shape, opposed_in, shape_of, shown
from parley.case.dossier import Dossier, known_one, open_talks
from parley.case.model import Issue

COUNT = 5  # candidates an issue: a handful
OF_A_FAMILY = 2  # among them
LONGEST = 240  # letters of a label; a longer one is no option but a clause


def devices(
    talks: Dossier | Path | str | Sequence[Path | str],
    *,
    issue: str | None = None,
    on: date | str | None = None,
    count: int = COUNT,
) -> tuple[Candidate, ...]:
    """New options that bridging devices give on a case, for an analyst to take, edit or leave.

    Args:
        talks: a dossier, a case folder, or bare documents.
        issue: only on this issue.
        on: as known on this day.
        count: how many an issue at most.
    """
    return candidates(open_talks(talks, on=on), issue, count=count)


def candidates(
    dossier: Dossier, issue: str | None = None, *, count: int = COUNT, language: str = "en"
) -> tuple[Candidate, ...]:
    """New options on each issue on which two principals want different things, those to look at first on top.

    An issue gets none where nothing stands opposed, and none that is on the table already. An option that
    speaks of the matter of the issue comes before one that fits anything.

    Args:
        issue: only on this issue.
        count: how many an issue at most.

    Raises:
        ParleyError: there is no such issue; names the near miss.
    """
    known_one("issue", issue, list(dossier.case.issues))
    lib, ends = library(language), opposed_in(dossier.case)
    found: list[Candidate] = []
    for id in dossier.case.issues if issue is None else [issue]:
        if ends[id] is not None:
            found += _on(dossier, shape_of(dossier, id, lib, ends), lib, count)
    return tuple(found)


def _on(dossier: Dossier, shape: Shape, lib: Library, count: int) -> list[Candidate]:
    issues = dossier.case.issues
    issue = issues[shape.issue]
    interests = serves(dossier, shape.issue)
    made: list[tuple[tuple[int, int], Candidate]] = []
    for rank, pattern in enumerate(lib.patterns.values()):
        special = shape.matter.gives.get(pattern.device.id, ()) if shape.matter else ()
        anywhere = shape.matter is None or set(OF_THE_CASE) & set(pattern.needs)
        plain = pattern.plain if anywhere else ()
        taken_in = pattern.device.id in issue.options or f"{shape.issue}-{pattern.device.id}" in issues
        if taken_in or not _fits(pattern, shape, bool(special)):
            continue
        for wording in (*special, *plain):
            label = filled(wording.words, shape, lib)
            if label is None or len(label.words) > LONGEST:
                continue
            if not _on_the_table(wording, issue, label.words):
                candidate = _candidate(dossier, shape, pattern, wording, label, interests)
                made.append(((pattern.first, rank), candidate))
            break
    taken: list[Candidate] = []
    families: Counter[str] = Counter()
    for _, candidate in sorted(made, key=lambda one: one[0]):
        family = lib.patterns[candidate.device].device.family
        if families[family] < OF_A_FAMILY and len(taken) < count:
            families[family] += 1
            taken.append(candidate)
    return taken


def _fits(pattern: Pattern, shape: Shape, special: bool) -> bool:
    """Is the issue such that the device can be used? A wording for its matter asks for what the case has."""
    there = {
        "ordered": shape.ordered,
        "reversible": shape.reversible,
        "undone": shape.undone,
        "texts": bool(shape.texts),
        "trade": shape.trade is not None,
    }
    return all(there[need] for need in pattern.needs if need in OF_THE_CASE or not special)


def _on_the_table(wording: Wording, issue: Issue, label: str) -> bool:
    """Does an option of the issue show the device already, or say the same?"""
    labels = [option.label for option in issue.options.values()]
    return bool(shown(wording.marks, labels)) or label.casefold() in {said.casefold() for said in labels}


def _candidate(
    dossier: Dossier,
    shape: Shape,
    pattern: Pattern,
    wording: Wording,
    label: Filled,
    interests: tuple[Serves, ...],
) -> Candidate:
    device, opposed = pattern.device, shape.opposed
    assert opposed is not None
    ends = (opposed.start, opposed.end) if opposed.start and opposed.end else None
    mixed = ends if wording.mixes else None
    elements = tuple(dict.fromkeys((pattern.element, *label.elements)))
    return Candidate(
        device.id,
        shape.issue,
        device.id,
        label.words,
        _neighbours(tuple(dossier.case.issues[shape.issue].options), ends, pattern.lies),
        interests,
        _why(dossier, shape, pattern),
        device.price,
        tuple(dict.fromkeys(s.claim for s in interests if s.claim)),
        elements,
        mixed,
        shape.trade if "trade" in pattern.needs else None,
    )


def _neighbours(options: tuple[str, ...], ends: tuple[str, str] | None, lies: str) -> tuple[str, str] | None:
    """The two options next to each other between which it stands, in the order of the file."""
    if ends is None:
        return None
    start, end = (options.index(o) for o in ends)
    low, high = sorted((start, end))
    gap = low + (high - low - 1) // 2
    if lies == "near the end":
        gap = high - 1 if end == high else low
    return options[gap], options[gap + 1]


def _why(dossier: Dossier, shape: Shape, pattern: Pattern) -> str:
    """One sentence: which device, and what it lies between."""
    case, opposed = dossier.case, shape.opposed
    assert opposed is not None
    giver, taker = case.parties[opposed.giver].name, case.parties[opposed.taker].name
    name = pattern.device.name
    if opposed.start and opposed.end:
        start, end = (case.issues[shape.issue].options[o].label for o in (opposed.start, opposed.end))
        return f"{name}: {giver} would rather have “{start}”, {taker} “{end}”."
    if "low" in shape.words:
        unit = shape.words.get("unit", "")
        low, high = (f"{shape.words[w]} {unit}".strip() for w in ("low", "high"))
        return f"{name}: of the numbers each side has named, the nearest are {low} and {high}."
    return f"{name}: {giver} and {taker} want different numbers."
