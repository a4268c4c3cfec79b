"""What a format promises: to read and write scenarios, and to say what it cannot hold.

Room: case. Speaks parties and packages. May use `parley.ground`. The contract is in
tests/case/formats/contract.py.

A format reads the files of one folder (or some of them) and writes the texts of new ones, which
`parley.case.formats.convert` puts on disk, all or none. Whatever is not carried over is a plain sentence.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from parley.case.scenario import Reading, Scenario
from parley.ground.errors import ParleyError, PlacedError

Lost = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A scenario, and plain sentences on what its files say that it does not hold, or holds otherwise."""

    scenario: Scenario
    notes: Lost = ()


@dataclass(frozen=True, slots=True)
class Written:
    """The texts of new files by their names, and what of the scenario they do not hold."""

    files: Mapping[str, str]
    lost: Lost = ()


class Format(Protocol):
    """One way of writing scenarios down."""

    @property
    def name(self) -> str:
        """What it is called: "genius"."""
        ...

    @property
    def endings(self) -> tuple[str, ...]:
        """Of its files, the usual one first."""
        ...

    @property
    def holds(self) -> str:
        """What its files are, in a few words, for messages."""
        ...

    def recognises(self, path: Path) -> bool:
        """Is this file one of its own? Looks at the ending, and at the words in it."""
        ...

    def read(self, files: Sequence[Path], name: str, reading: Reading | None = None) -> Read:
        """The scenario of some files.

        Args:
            files: that it recognises, in the order of their names.
            name: what the scenario is called where the files do not say.
            reading: of numbers; None for the usual one of the format.

        Raises:
            PlacedError: a file cannot be used; where, what and how to mend it.
        """
        ...

    def write(self, scenario: Scenario) -> Written:
        """The files of a scenario.

        Raises:
            ParleyError: what the scenario is about cannot be written in this format at all.
        """
        ...


@contextmanager
def placed(path: Path) -> Iterator[None]:
    """What a scenario refuses about itself becomes an error of the file it was read from."""
    try:
        yield
    except PlacedError:
        raise
    except ParleyError as error:
        problem, _, mend = str(error).partition("\n")
        raise PlacedError(path, problem=problem, mend=mend.strip()) from None


class Losses:
    """Collects sentences, each once, in the order in which they come up."""

    def __init__(self) -> None:
        self._said: dict[str, list[str]] = {}

    def say(self, sentence: str, about: str = "") -> None:
        """One sentence; `about` is collected for sentences that hold of many, and replaces {}."""
        self._said.setdefault(sentence, [])
        if about and about not in self._said[sentence]:
            self._said[sentence].append(about)

    @property
    def all(self) -> Lost:
        """The sentences, with what they are about filled in."""
        return tuple(s.replace("{}", listed(names)) for s, names in self._said.items())


def listed(names: Sequence[str], most: int = 6) -> str:
    """Names in a row, a few of many.

    >>> listed(["a", "b"]), listed(["a", "b", "c"], most=2)
    ('a, b', 'a, b and 1 more')
    """
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
