"""What a format promises, whoever wrote it. Inherit this and provide `format`, `holds` and `lone`."""

import random
import tempfile
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.case.formats.convert import FORMATS
from parley.case.formats.format import Format, Read, Written
from parley.case.scenario import Numbers, Ordering, Scenario
from parley.case.scenario_worth import utility
from parley.ground.errors import ParleyError

LENIENT = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def put(written: Written, folder: Path) -> list[Path]:
    for name, text in written.files.items():
        (folder / name).write_bytes(text.encode())
    return sorted(folder.iterdir())


def there_and_back(format_: Format, scenario: Scenario) -> tuple[Written, Read]:
    """Written into an empty folder and read again."""
    with tempfile.TemporaryDirectory() as folder:
        written = format_.write(scenario)
        return written, format_.read(put(written, Path(folder)), "folder")


def packages(scenario: Scenario, most: int = 60) -> list[tuple]:
    """Some packages; of a range on which any number may be chosen its ends and middle."""
    choices = [
        (i.of.low, (i.of.low + i.of.high) / 2, i.of.high)
        if isinstance(i.of, Numbers) and i.of.step is None
        else i.of.choices
        for i in scenario.issues
    ]
    every = [tuple(zip(scenario.issue_names, c, strict=True)) for c in product(*choices)]
    return every[:: max(1, len(every) // most)]


def utilities(scenario: Scenario, bids: list[tuple]) -> list[list[Fraction]]:
    """Of every party that has any."""
    return [
        [utility(scenario, p, b) for b in bids]
        for p in scenario.profiles
        if not isinstance(p.utility, Ordering)
    ]


def in_order(scenario: Scenario) -> Scenario:
    """With the parties by name: files have no order but that of their names."""
    return replace(scenario, profiles=tuple(sorted(scenario.profiles, key=lambda p: p.name)))


REMARKS = (  # what is said of a scenario that is held whole: nothing of it is lost to us
    "order of the parties",
    "takes only weights that sum to 1",
)


class FormatContract:
    format: Format
    holds: st.SearchStrategy[Scenario]  # scenarios of which nothing is lost in this format
    others: st.SearchStrategy[Scenario]  # any

    def test_what_it_holds_comes_back(self):
        @LENIENT
        @given(self.holds)
        def check(scenario):
            written, read = there_and_back(self.format, scenario)
            assert [s for s in written.lost if not any(remark in s for remark in REMARKS)] == []
            assert in_order(read.scenario) == in_order(scenario)

        check()

    def test_whatever_is_not_carried_over_is_said(self):
        """Any scenario is refused, or comes back with the same utilities, or something is said to be lost."""

        @LENIENT
        @given(self.others)
        def check(scenario):
            try:
                written, read = there_and_back(self.format, scenario)
            except ParleyError:
                return
            if written.lost:
                return
            bids = packages(scenario)
            if [p.name for p in read.scenario.profiles] != [p.name for p in scenario.profiles]:
                raise AssertionError("the order of the parties changed without a word")
            before, after = (
                utilities(scenario, bids),
                utilities(read.scenario, self.translated(read.scenario, bids)),
            )
            for ours, theirs in zip(before, after, strict=True):
                assert all(abs(a - b) < 1e-12 for a, b in zip(ours, theirs, strict=True))

        check()

    def translated(self, scenario: Scenario, bids: list[tuple]) -> list[tuple]:
        """The same packages with the values as the scenario has them."""
        return [
            tuple(
                (
                    i.name,
                    Decimal(c) if isinstance(i.of, Numbers) else next(v for v in i.of.choices if v == str(c)),
                )
                for i, (_, c) in zip(scenario.issues, bid, strict=True)
            )
            for bid in bids
        ]

    def test_the_same_scenario_gives_the_same_files(self):
        @LENIENT
        @given(self.holds)
        def check(scenario):
            assert self.format.write(scenario) == self.format.write(scenario)

        check()

    def test_it_recognises_its_files_and_no_other_format_does(self, tmp_path):
        written = self.format.write(self.example())

        for path in put(written, tmp_path):
            assert [f.name for f in FORMATS if f.recognises(path)] == [self.format.name]

    def example(self) -> Scenario:
        """One scenario it holds: the most telling of a hundred."""
        found: list[Scenario] = []

        @settings(max_examples=30, database=None)
        @given(self.holds)
        def collect(scenario):
            found.append(scenario)

        collect()
        return max(found, key=lambda s: len(str(s)))

    def test_a_damaged_file_is_refused_with_its_place_or_read(self, tmp_path):
        """Bytes changed, cut, doubled, put elsewhere: an error of ours or a scenario, nothing else."""
        files = {name: text.encode() for name, text in self.format.write(self.example()).files.items()}
        rng = random.Random(0)
        for _ in range(60):
            name = rng.choice(sorted(files))
            for other, data in files.items():
                (tmp_path / other).write_bytes(damaged(data, rng) if other == name else data)
            ours = [p for p in sorted(tmp_path.iterdir()) if p.name in files]
            said = refusal(self.format, ours)
            assert said == "" or said.count("\n") >= 2, "an error says where, what, and how to mend it"

    @pytest.mark.parametrize("data", [b"", b"\0", b"\xff\xfe\xfa", b"{", b"[]", b"<a/>", b"a: [", b"null"])
    def test_a_file_of_something_else_is_refused(self, tmp_path, data):
        path = tmp_path / f"file{self.format.endings[0]}"
        path.write_bytes(data)

        with pytest.raises(ParleyError, match=path.name):
            self.format.read([path], "folder")

    def test_a_huge_file_is_refused_before_it_is_read(self, tmp_path):
        path = tmp_path / f"file{self.format.endings[0]}"
        with path.open("wb") as file:
            file.truncate(100_000_000)

        with pytest.raises(ParleyError, match=r"100\.0 MB; at most"):
            self.format.read([path], "folder")


def refusal(format_: Format, files: list[Path]) -> str:
    """What is said against some files; nothing where they can be read."""
    try:
        format_.read(files, "folder")
    except ParleyError as error:
        return str(error)
    return ""


def damaged(data: bytes, rng: random.Random) -> bytes:
    """One change to a file."""
    at, to = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    kind = rng.randrange(6)
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + data[to:]
    if kind == 2:
        return data[:at] + data[at:to] + data[at:]
    if kind == 3:
        return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]
    if kind == 4:
        words = [
            b"NaN",
            b"1e999",
            b"-1",
            b"null",
            b"true",
            b'"',
            b"'",
            b"<",
            b"&x;",
            b"[",
            b"{",
            b": ",
            b"\n",
            b"9" * 5000,
        ]
        return data[:at] + rng.choice(words) + data[at:]
    digits = [n for n, byte in enumerate(data) if chr(byte).isdigit()] or [0]
    place = rng.choice(digits)
    return data[:place] + rng.choice([b"NaN", b"-7", b"1e400", b"x", b"", b"0.0000001"]) + data[place + 1 :]
