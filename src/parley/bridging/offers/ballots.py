"""Ballots from a file that a person can write: one ballot a line, best to worse.

Room: bridging. Reads text; may use `parley.case` and `parley.ground`.

    # lines like this one are left out
    drafts: first, second, third          all that are ranked, if some ballots leave some out
    adviser-north: first > second = third
    adviser-south: third > first
    5: second > third > first             five voters
"""

import re
from collections.abc import Sequence
from pathlib import Path

from parley.bridging.offers.offer import Ballot, Ranking
from parley.bridging.offers.schulze import MOST_VOTERS, schulze
from parley.case.notation import ID, NotationError, Order
from parley.ground.errors import PlacedError
from parley.ground.near import did_you_mean

LARGEST = 2_000_000  # bytes
_DRAFTS = "drafts"
_EXAMPLE = "Write one ballot a line, such as  adviser: first > second = third"


def rank(ballots: Path | str | Sequence[Ballot], *, seed: int | None = None) -> Ranking:
    """Drafts or packages ranked by several ballots together, from a file or as they are.

    Args:
        seed: breaks ties; they stand where not given.

    Raises:
        ParleyError: see `read_ballots` and `parley.bridging.offers.schulze.schulze`.
    """
    if isinstance(ballots, Path | str):
        return schulze(*read_ballots(ballots), seed=seed)
    return schulze(ballots, seed=seed)


def read_ballots(path: Path | str) -> tuple[tuple[Ballot, ...], tuple[str, ...]]:
    """The ballots of a file, and the names of all that is ranked, where the file says them.

    Raises:
        PlacedError: the file is not there, too large or no text; or a line is no ballot.
    """
    path = Path(path)
    if not path.is_file():
        raise PlacedError(path, problem="There is no file of ballots here.", mend=_EXAMPLE)
    if path.stat().st_size > LARGEST:
        raise PlacedError(
            path,
            problem=f"The file has {path.stat().st_size / 1e6:,.0f} MB; ballots have at most "
            f"{LARGEST / 1e6:.0f} MB.",
            mend="Check that it is the right file; equal ballots go on one line with their number before it.",
        )
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise PlacedError(
            path, line, problem="The file is not UTF-8 text.", mend="Save it again as UTF-8."
        ) from None
    return parse_ballots(text, path)


def parse_ballots(text: str, path: Path | str = "ballots") -> tuple[tuple[Ballot, ...], tuple[str, ...]]:
    """Ballots from text; see `read_ballots`.

    >>> parse_ballots("north: a > b = c")[0][0].tiers
    (('a',), ('b', 'c'))
    """
    ballots: list[Ballot] = []
    names: tuple[str, ...] = ()
    seen: dict[str, int] = {}
    for number, written in enumerate(text.splitlines(), start=1):
        line = re.sub(r"(^|\s)#.*", "", written).strip()
        if not line:
            continue
        who, colon, said = (part.strip() for part in line.partition(":"))
        if not (who and colon and said):
            raise PlacedError(path, number, problem=f'"{_cut(line)}" is no ballot.', mend=_EXAMPLE)
        if who in seen and not who.isdigit():
            raise PlacedError(
                path,
                number,
                problem=f'"{_cut(who)}" has a ballot already, on line {seen[who]}.',
                mend="Take one of the two out, or give one another name.",
            )
        seen[who] = number
        if who == _DRAFTS:
            names = _names(path, number, said)
        else:
            ballots.append(_ballot(path, number, who, said))
            _known(path, number, ballots[-1], names)
    if not ballots:
        raise PlacedError(path, problem="The file holds no ballots.", mend=_EXAMPLE)
    return tuple(ballots), names


def _names(path: Path | str, line: int, said: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in said.strip("[]").split(","))
    for name in names:
        if not ID.fullmatch(name):
            raise PlacedError(
                path,
                line,
                problem=f'"{_cut(name)}" is not a name.',
                mend="Write names of letters, digits and hyphens, with commas between: first, second",
            )
        if names.count(name) > 1:
            raise PlacedError(
                path, line, problem=f'"{name}" is named twice.', mend="Take one of the two out."
            )
    return names


def _ballot(path: Path | str, line: int, who: str, said: str) -> Ballot:
    try:
        (tiers,) = Order.parse(said).chains
    except NotationError as error:
        raise PlacedError(path, line, problem=_cut(error.problem, 200), mend=_cut(error.mend, 200)) from None
    if re.fullmatch(r"[-+]?[\d.,]+", who) is None:
        return Ballot(tiers, by=who)
    if not who.isdecimal() or len(who) > len(str(MOST_VOTERS)) or not 1 <= int(who) <= MOST_VOTERS:
        raise PlacedError(
            path,
            line,
            problem=f"{_cut(who)} voters cannot be.",
            mend="Write how many cast this ballot, 1 or more.",
        )
    return Ballot(tiers, int(who))


def _known(path: Path | str, line: int, ballot: Ballot, names: tuple[str, ...]) -> None:
    for name in (n for tier in ballot.tiers for n in tier):
        if names and name not in names:
            raise PlacedError(
                path, line, problem=f'"{name}" is not among the drafts.', mend=did_you_mean(name, names)
            )


def _cut(words: str, most: int = 60) -> str:
    return words if len(words) <= most else f"{words[:most]} …"
