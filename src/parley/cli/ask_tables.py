"""How `parley ask` prints questions and answers.

Room: cli.
"""

from collections.abc import Sequence
from pathlib import Path

import click

from parley.analysis.settlement import Estimate
from parley.bridging.questions.answering import Answered
from parley.bridging.questions.asked import OnFile
from parley.bridging.questions.question import Aim, Question, Questions
from parley.briefs.package_words import issues_of
from parley.briefs.wording import tenths
from parley.case.model import Case
from parley.case.package import Package
from parley.case.wording import short, term_words
from parley.cli.package_tables import grounds_line, print_notes
from parley.cli.printing import print_table

_SURE = 1.96  # standard errors
_LEAST, _SHARP = 0.005, 0.03
_HARDLY = "hardly anything"


def print_questions(path: Path, case: Case, found: Questions, *, filed: bool) -> None:
    """What to ask, what it would teach, and how to take the answer down."""
    name = case.parties[found.party].name
    click.echo(f"What is open: {found.open}\n")
    common = _common(case, found.questions)
    for question in found.questions:
        _question(case, question, name, common)
    if common:
        click.echo("In every one of these packages" if len(found.questions) > 1 else "In both packages")
        for issue in common:
            click.echo(f"- {_line(case, issue, found.questions[0].first)}")
        click.echo("")
    for note in found.notes:
        click.echo(note)
    if found.questions and filed:
        click.echo(
            f"Take an answer down:  parley ask {path} --answer "
            f"{found.questions[0].id}=first|second|equal|rather-not-say --grade mediator-only --by YOU"
        )
    click.echo(grounds_line(case, found.grounds))
    print_notes(found.grounds)


def _question(case: Case, question: Question, name: str, common: Sequence[str]) -> None:
    rows = [
        [short(case.issues[i].name), *(_term(case, i, p) for p in (question.first, question.second))]
        for i in question.differ
    ]
    title = f"{name}: which of the two would you rather have? They differ on nothing else"
    print_table([question.id, "First", "Second"], rows, title)
    both = [i for i in issues_of(case, [question.first]) if i not in (*common, *question.differ)]
    if both:
        click.echo("In both, besides what stands below")
        for issue in both:
            click.echo(f"- {_line(case, issue, question.first)}")
        click.echo("")
    click.echo(f"{name} would rather have the first in {tenths(question.prefers_first)}.")
    click.echo(f"{teaches_words(question.teaches, question.aim)}\n")


def teaches_words(teaches: Estimate, aim: Aim) -> str:
    """What an answer is expected to teach, with what chance leaves open.

    >>> teaches_words(Estimate(0.058, 0.003), "package")
    'With its answer the package then best is expected to be worth about 6 in 100 more, all gains multiplied.'
    >>> teaches_words(Estimate(0.004, 0.004), "zone")
    'Its answer is expected to lessen the doubt about the zone by hardly anything.'
    >>> teaches_words(Estimate(0.023, 0.004), "zone")
    'Its answer is expected to lessen the doubt about the zone by about 0.02 bits.'
    """
    low, high = (max(0.0, teaches.value + way * _SURE * teaches.error) for way in (-1, 1))
    hardly = low < _LEAST and teaches.value < 2 * _LEAST
    sharp = high - low < _SHARP
    if aim == "zone":
        much = f"about {teaches.value:.1g} bits" if sharp else f"{low:.1g} to {high:.1g} bits"
        return f"Its answer is expected to lessen the doubt about the zone by {_HARDLY if hardly else much}."
    ends = f"{round(100 * low)} to {round(100 * high)}"
    much = f"{f'about {round(100 * teaches.value)}' if sharp else ends} in 100"
    more = f"{_HARDLY if hardly else much} more"
    return f"With its answer the package then best is expected to be worth {more}, all gains multiplied."


def print_answered(path: Path, case: Case, done: Answered) -> None:
    """What an answer came to, and which answers cannot all be true."""
    question = done.question
    name = case.parties[question.party].name
    if question.reply is None:
        click.echo(f"{question.id}: the answer of {name} is taken back. It is kept, and no longer counts.")
    elif question.reply == "rather-not-say":
        click.echo(f"{question.id}: {name} would rather not say. That is kept, and carries no meaning.")
    else:
        taken = question.taken[-1]
        click.echo(f"{question.id}: {name} answered {taken.reply}. It counts in the case file from now on.")
        click.echo(f"Claim {done.claim}, {taken.grade.value}, by {taken.by}; recorded in {taken.document}.")
    for sentence in done.words:
        click.echo(f"\n{sentence}")
    if done.words:
        mistakes = f"{case.preferences[question.party].mistakes:g}"
        click.echo(
            f"Ask again, take one back (parley ask {path} --withdraw ID --by YOU), or allow for more\n"
            "mistakes (mistakes: 0.1). Until then each answer is taken to be mistaken with a chance of "
            f"{mistakes}."
        )


def print_asked(case: Case, asked: Sequence[OnFile]) -> None:
    """What was asked, and what became of it."""
    if not asked:
        click.echo("Nothing was asked yet.")
        return
    rows = []
    for q in asked:
        differ = ", ".join(short(case.issues[i].name) if i in case.issues else i
                           for i in q.first.changes_from(q.second))  # fmt: skip
        name = case.parties[q.party].name if q.party in case.parties else q.party
        taken = q.taken[-1] if q.reply is not None else None
        became = f"{taken.reply} ({taken.grade.value}, by {taken.by}, {taken.on})" if taken else "open"
        rows.append([q.id, name, differ, became, q.claim or ""])
    print_table(["Question", "To", "Differ on", "Answer", "Claim"], rows)


def _common(case: Case, questions: Sequence[Question]) -> tuple[str, ...]:
    packages = [package for q in questions for package in (q.first, q.second)]
    if not packages:
        return ()
    return tuple(i for i in issues_of(case, packages) if len({package[i] for package in packages}) == 1)


def _line(case: Case, issue: str, package: Package) -> str:
    return f"{short(case.issues[issue].name)}: {_term(case, issue, package)}"


def _term(case: Case, issue: str, package: Package) -> str:
    return term_words(case.issues[issue], package[issue])
