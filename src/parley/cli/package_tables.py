"""How commands print packages: what all have in common as a sentence, the rest side by side, by label.

Room: cli.
"""

from collections.abc import Sequence

import click

from parley.analysis.settlement import Grounds, Standing
from parley.briefs.package_words import in_common, issues_of
from parley.briefs.wording import counted, gain, number_words, tenths_short, term_words
from parley.case.model import Case
from parley.case.package import Choice, Package
from parley.case.wording import short
from parley.cli.printing import print_table, print_wrapped

_HOW = {"exact": "exact", "bounded": "not exact, as told below", "sampled": "figures from a sample"}
_COUNTED = 10**9  # packages up to which their number is written out


def print_packages(
    case: Case,
    shown: Sequence[Standing],
    heads: Sequence[str],
    title: str = "",
    *,
    common: Sequence[str] | None = None,
    answers: bool = True,
) -> None:
    """One column a package.

    Args:
        common: issues that are left out, because they were told before; all these packages have in common
            where not given.
        answers: print also who accepts each, and what it gains whom.
    """
    packages = [s.package for s in shown]
    common = in_common(case, packages) if common is None else common
    rows = []
    for issue in issues_of(case, packages):
        if issue not in common:
            rows.append([_head(case, issue), *(_cell(case, issue, s.package[issue]) for s in shown)])
    if answers:
        rows.append(["All accept", *(tenths_short(s.all_accept) for s in shown)])
        for party in shown[0].accepts:
            name = case.parties[party].name
            rows.append([f"{name} accepts", *(tenths_short(s.accepts[party]) for s in shown)])
            rows.append([f"{name} gains", *(gain(s.gains[party]) for s in shown)])
    print_table(["Package", *heads], rows, title)


def print_common(case: Case, shown: Sequence[Standing]) -> None:
    """What all packages have; nothing where they have nothing in common."""
    common = in_common(case, [s.package for s in shown])
    if common:
        click.echo("All of them have")
        for issue in common:
            words = term_words(case.issues[issue], shown[0].package[issue])
            click.echo(f"- {short(case.issues[issue].name)}: {words}")
        click.echo("")


def print_terms(case: Case, package: Package) -> None:
    """What a package says, in a few lines: all that is carried out rests on it."""
    terms = {str(issue): term for issue, term in package.terms}
    said = [
        f"{short(entry.name)}: {term_words(entry, terms[issue])}"
        for issue, entry in case.issues.items()
        if issue in terms
    ]
    print_wrapped(" | ".join(said))
    click.echo("")


def grounds_line(case: Case, grounds: Grounds, *, by: str = "") -> str:
    """What was looked at, and what it takes to have the same again."""
    between = [i.name for i in case.issues.values() if i.range is not None and i.range.between]
    if between:
        looked = f"Packages are beyond counting, as any number may be agreed on {' and '.join(between)}"
    elif grounds.packages < grounds.of_packages:
        looked = f"Constraints leave {_many(grounds.packages)} of {_count(grounds.of_packages)}"
    else:
        looked = f"There are {_many(grounds.packages)}" if grounds.packages > 1 else "There is one package"
    how = f"; {_HOW[grounds.how]}{by}" if grounds.how != "exact" or by else ""
    draws = counted(grounds.draws, "draw") if grounds.draws < 2 else f"{grounds.draws:,} draws"
    return f"{looked}{how}. {draws}, seed {grounds.seed}, case {grounds.case_digest[:12]}."


def print_notes(grounds: Grounds) -> None:
    """What was not done, and what was done instead."""
    if grounds.note:
        click.echo(grounds.note)


def _head(case: Case, issue: str) -> str:
    """An issue, with the unit its numbers are in."""
    entry = case.issues[issue]
    unit = f" ({entry.range.unit})" if entry.range and entry.range.unit else ""
    return f"{short(entry.name)}{unit}"


def _cell(case: Case, issue: str, term: Choice) -> str:
    return term_words(case.issues[issue], term) if isinstance(term, str) else number_words(term)


def _many(n: int) -> str:
    return "one package" if n == 1 else f"{_count(n)} packages"


def _count(n: int) -> str:
    """
    >>> _count(69_120), _count(3**1000)
    ('69,120', 'about 10^477')
    """
    return f"{n:,}" if n < _COUNTED else f"about 10^{len(str(n)) - 1}"
