"""How `parley ask` prints questions and answers.

Room: cli.
"""

from collections.abc import Sequence
from pathlib import Path

import click

from parley.bridging.questions.answering import Answered
from parley.bridging.questions.asked import OnFile, questions_on_file
from parley.bridging.questions.question import Question, Questions
from parley.briefs.package_words import issues_of
from parley.briefs.wording import tenths, tenths_short
from parley.case.entries import Terms
from parley.case.folder import case_folder
from parley.case.model import Answer, Case
from parley.case.package import Package
from parley.case.wording import listed, short, term_words
from parley.cli.package_tables import grounds_line, print_notes
from parley.cli.printing import print_table

_LITTLE = 0.005  # of the product of gains: less is no reason to ask


def print_questions(path: Path, case: Case, found: Questions, *, filed: bool) -> None:
    """What to ask, what it would teach, and how to take the answer down."""
    name = case.parties[found.party].name
    click.echo(f"What is open: {found.open}\n")
    common = _common(case, found.questions)
    if len(found.questions) == 1 and found.questions[0].against_no_deal:
        common = ()
    for question in found.questions:
        _question(case, question, name, common)
    if common:
        click.echo("In every one of these packages" if len(found.questions) > 1 else "In both packages")
        for issue in common:
            click.echo(f"- {_line(case, issue, found.questions[0].first)}")
        click.echo("")
    for note in found.notes:
        click.echo(note)
    if not found.questions:
        click.echo(
            f"Ask {name} whether its red lines are real (parley check {path} lists them), or look for new\n"
            f"options (parley devices {path})."
        )
    if found.questions and filed:
        click.echo(
            f"Take an answer down:  parley ask {path} --answer "
            f"{found.questions[0].id}=first|second|equal|rather-not-say --grade mediator-only --by YOU"
        )
    click.echo(grounds_line(case, found.grounds))
    print_notes(found.grounds)


def _question(case: Case, question: Question, name: str, common: Sequence[str]) -> None:
    if question.against_no_deal:
        _one(case, question, name, common)
        return
    rows = [
        [short(case.issues[i].name), *(_term(case, i, p) for p in (question.first, question.second))]
        for i in question.differ
    ]
    title = f"{name}: which of the two would you rather have? They differ on nothing else"
    print_table([question.id, "First", "Second"], rows, title)
    both = [i for i in issues_of(case, [question.first]) if i not in (*common, *question.differ)]
    if both:
        click.echo("In both" if not common else "In both, with what stands at the end")
        for issue in both:
            click.echo(f"- {_line(case, issue, question.first)}")
        click.echo("")
    click.echo(f"{name} would rather have the first in {tenths(question.prefers_first)}.")
    click.echo(f"{teaches_words(question, name)}\n")


def _one(case: Case, question: Question, name: str, common: Sequence[str]) -> None:
    """A package against no deal."""
    issues = [i for i in issues_of(case, [question.first]) if i not in common]
    rows = [[short(case.issues[i].name), _term(case, i, question.first)] for i in issues]
    title = f"{name}: could you live with this, rather than go on without a deal?"
    print_table([question.id, "The package"], rows, title)
    if common:
        click.echo("With what stands at the end.")
    click.echo("Reply first: it could; second: it would rather have no deal. Not a request to accept it.")
    click.echo(f"{name} could live with it in {tenths(question.prefers_first)}.")
    click.echo(f"{teaches_words(question, name)}\n")


def teaches_words(question: Question, name: str) -> str:
    """What an answer would teach, in a sentence."""
    if question.zones is not None:
        what = "could live with it" if question.against_no_deal else "would rather have the first"
        of = f"{tenths_short(question.zones[0])} draws if {name} {what}"
        return f"There is a zone in {of}, in {tenths_short(question.zones[1])} if not."
    changes = question.changes
    if changes is None or not changes.count or question.teaches.value < _LITTLE:
        return "Its answer alone would hardly change what can be recommended; with others it may."
    return f"Its answer would change which package comes out best in {tenths(changes)}."


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
    _clashes(path, case, done)
    if done.words:
        mistakes = f"{case.preferences[question.party].mistakes:g}"
        click.echo(
            f"Ask again, take one back (parley ask {path} --withdraw ID --by YOU), or allow for more\n"
            "mistakes (mistakes: 0.1). Until then each answer is taken to be mistaken with a chance of "
            f"{mistakes}."
        )


def _clashes(path: Path, case: Case, done: Answered) -> None:
    """Which answers cannot all be true, one a line, each by its question and by what it turns on."""
    asked = {q.claim: q.id for q in questions_on_file(case_folder(path)) if q.claim}
    name = case.parties[done.question.party].name
    for found in done.contradictions:
        many = "This answer" if len(found.answers) == 1 else f"These {len(found.answers)} answers"
        all_ = "cannot" if len(found.answers) == 1 else "cannot all"
        click.echo(f"\n{many} of {name} {all_} be true, given what else is written of its wishes:")
        for number in found.answers:
            said = case.preferences[found.party].answers[number - 1]
            ids = said.because if isinstance(said.because, tuple) else ()
            where = next((asked[c] for c in ids if c in asked), f"answer {number} in the case file")
            claims = f" ({', '.join(ids)})" if ids else ""
            click.echo(f"- {where}: {_answer_words(case, said)}{claims}")


def _answer_words(case: Case, said: Answer) -> str:
    """What was answered, by the terms it turns on."""
    one, other = (_terms_of(case, p) for p in (said.prefers or said.equal, said.to))
    if said.prefers is None and said.equal is None:
        package = said.offered or said.refused or said.terms
        return f"{said.kind}: {_listed(case, _terms_of(case, package))}"
    differ = [i for i in case.issues if one.get(i) != other.get(i)]
    first, second = (_listed(case, {i: p[i] for i in differ if i in p}) for p in (one, other))
    return f"{first} {'as good as' if said.equal is not None else 'rather than'} {second}"


def _terms_of(case: Case, package: str | Terms | None) -> Terms:
    return case.texts[package].terms if isinstance(package, str) else package or {}


def _listed(case: Case, terms: Terms) -> str:
    return listed([f"‘{term_words(case.issues.get(i), term)}’" for i, term in terms.items()])


def print_asked(case: Case, asked: Sequence[OnFile]) -> None:
    """What was asked, and what became of it."""
    if not asked:
        click.echo("Nothing was asked yet.")
        return
    rows = []
    for q in asked:
        differ = ", ".join(short(case.issues[i].name) if i in case.issues else i
                           for i in q.first.changes_from(q.second))  # fmt: skip
        if q.against_no_deal:
            differ = "one package against no deal"
        name = case.parties[q.party].name if q.party in case.parties else q.party
        taken = q.taken[-1] if q.reply is not None else None
        became = f"{taken.reply} ({taken.grade.value}, by {taken.by}, {taken.on})" if taken else "open"
        rows.append([q.id, name, differ, became, q.claim or ""])
    print_table(["Question", "To", "Differ on", "Answer", "Claim"], rows)


def _common(case: Case, questions: Sequence[Question]) -> tuple[str, ...]:
    packages = [package for q in questions for package in (q.first, q.second) if package.terms]
    if not packages:
        return ()
    return tuple(i for i in issues_of(case, packages) if len({package[i] for package in packages}) == 1)


def _line(case: Case, issue: str, package: Package) -> str:
    return f"{short(case.issues[issue].name)}: {_term(case, issue, package)}"


def _term(case: Case, issue: str, package: Package) -> str:
    return term_words(case.issues[issue], package[issue])
