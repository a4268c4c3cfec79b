"""`parley ask`: what to ask a party next, and what it answered.

Room: cli.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from parley.cli.options import case_argument, draws_option, json_option, on_option, seed_option
from parley.evidence.document import Disclosure

if TYPE_CHECKING:
    from parley.bridging.questions.answering import Answered
    from parley.bridging.questions.question import Aim

REPLIES = ("first", "second", "equal", "rather-not-say")


@click.command()
@case_argument
@click.option("--party", help="Whom to ask: a principal of the case.")
@click.option(
    "--count", type=click.IntRange(min=1), default=3, show_default=True, help="How many questions to choose."
)
@click.option(
    "--about",
    type=click.Choice(["zone", "package"]),
    help="What the answer is to teach about; what is open unless said.",
)
@click.option(
    "--told-in-private",
    is_flag=True,
    help="Use what others told in private too: for the mediator's eyes, and not put on file.",
)
@click.option(
    "--against-no-deal",
    is_flag=True,
    help="Ask also whether the party could live with one package, rather than have no deal.",
)
@click.option("--answer", metavar="ID=REPLY", help=f"Take an answer down: ID={'|'.join(REPLIES)}.")
@click.option("--correct", metavar="ID=REPLY", help="Take an answer down in place of the one that stands.")
@click.option("--withdraw", metavar="ID", help="Take an answer back; it is kept and no longer counts.")
@click.option(
    "--grade",
    type=click.Choice([grade.value for grade in Disclosure]),
    help="Who may learn of the answer; needed with one.",
)
@click.option("--by", help="Who says so; needed with --answer, --correct and --withdraw.")
@click.option("--why", default="", help="The reason, kept with the change.")
@click.option("--list", "listing", is_flag=True, help="Show what was asked, and what became of it.")
@on_option
@seed_option
@draws_option
@json_option
def ask(
    case: Path,
    party: str | None,
    count: int,
    about: str | None,
    told_in_private: bool,
    against_no_deal: bool,
    answer: str | None,
    correct: str | None,
    withdraw: str | None,
    grade: str | None,
    by: str | None,
    why: str,
    listing: bool,
    on: date | None,
    seed: int,
    draws: int,
    as_json: bool,
) -> None:
    """Ask a party which of two packages it would rather have, and take its answers down.

    The questions chosen are those whose answers would teach most about what is open: whether there is a zone,
    or which package is best. They are put on file with the case, each under its id. An answer becomes a claim
    with a grade of disclosure and an entry in the case file; "rather-not-say" becomes neither.

    \b
    parley ask cases/rail-strike --party union
    parley ask cases/rail-strike --answer q1a2b3c4=first --grade mediator-only --by ana
    """
    given = [name for name, value in (("--answer", answer), ("--correct", correct), ("--withdraw", withdraw),
                                      ("--list", listing)) if value]  # fmt: skip
    if len(given) > 1:
        raise click.UsageError(f"{given[0]} and {given[1]} are two things; do one at a time.")
    if answer or correct:
        _take(case, party, answer or correct or "", grade, by, why, on, as_json, instead=bool(correct))
    elif withdraw:
        _withdraw(case, party, withdraw, by, why, as_json)
    elif listing:
        _list(case, party, as_json)
    elif party is None:
        raise click.UsageError("Whom to ask? Give --party PARTY; what was asked is shown by --list.")
    else:
        what = cast("Aim | None", about)
        _choose(case, party, count, what, told_in_private, against_no_deal, on, seed, draws, as_json)


def _choose(
    case: Path,
    party: str,
    count: int,
    about: "Aim | None",
    told: bool,
    against_no_deal: bool,
    on: date | None,
    seed: int,
    draws: int,
    as_json: bool,
) -> None:
    from parley.analysis.settlement import as_plain
    from parley.bridging.questions.answering import finish
    from parley.bridging.questions.asked import put_on_file
    from parley.bridging.questions.asking import ask as choose
    from parley.bridging.questions.discretion import opened
    from parley.case.dossier import open_dossier
    from parley.case.folder import case_folder
    from parley.cli.ask_tables import print_questions
    from parley.cli.printing import print_json

    folder = case_folder(case)
    _mended(finish(folder))
    dossier = open_dossier(folder, on=on)
    seen = opened(dossier, party)
    found = choose(
        dossier,
        party,
        count=count,
        about=about,
        told=told,
        against_no_deal=against_no_deal,
        seen=seen,
        draws=draws,
        seed=seed,
    )
    if not told and found.questions:
        put_on_file(folder, found.questions)
    if as_json:
        print_json(as_plain(found))
    else:
        print_questions(case, dossier.case if told else seen.case, found, filed=not told)


def _take(
    case: Path,
    party: str | None,
    written: str,
    grade: str | None,
    by: str | None,
    why: str,
    on: date | None,
    as_json: bool,
    *,
    instead: bool,
) -> None:
    from parley.bridging.questions.answering import answer

    id, equals, reply = written.partition("=")
    if not equals or not id.strip():
        raise click.UsageError(f'An answer is written ID=REPLY, such as q1a2b3c4=first, not "{written}".')
    if not by:
        raise click.UsageError("An answer needs --by NAME: who took it down.")
    if grade is None:
        raise click.UsageError("An answer needs --grade GRADE: who may learn of it.")
    _of_party(case, party, id.strip())
    _say(case, answer(case, id.strip(), reply.strip(), grade, by, on=on, why=why, instead=instead), as_json)


def _withdraw(case: Path, party: str | None, id: str, by: str | None, why: str, as_json: bool) -> None:
    from parley.bridging.questions.answering import withdraw

    if not by:
        raise click.UsageError("To take an answer back needs --by NAME: who does so.")
    _of_party(case, party, id)
    _say(case, withdraw(case, id, by, why=why), as_json)


def _of_party(case: Path, party: str | None, id: str) -> None:
    """Refuses an answer of another party than the question was put to."""
    from parley.bridging.questions.asked import questions_on_file
    from parley.case.folder import case_folder
    from parley.ground.errors import ParleyError

    if party is None:
        return
    for question in questions_on_file(case_folder(case)):
        if question.id == id and question.party != party:
            raise ParleyError(
                f'Question {id} was not put to "{party}".\n  Give the id of a question to it:  '
                f"parley ask {case} --party {party} --list"
            )


def _say(case: Path, done: "Answered", as_json: bool) -> None:
    from parley.analysis.settlement import as_plain
    from parley.case.files import read_case
    from parley.cli.ask_tables import print_answered
    from parley.cli.printing import print_json

    if as_json:
        print_json(as_plain(done))
    else:
        print_answered(case, read_case(case), done)


def _list(case: Path, party: str | None, as_json: bool) -> None:
    from parley.analysis.settlement import as_plain
    from parley.bridging.questions.answering import finish
    from parley.bridging.questions.asked import questions_on_file
    from parley.case.dossier import known_one
    from parley.case.files import read_case
    from parley.case.folder import case_folder
    from parley.cli.ask_tables import print_asked
    from parley.cli.printing import print_json

    folder = case_folder(case)
    _mended(finish(folder))
    known = read_case(case)
    known_one("party", party, list(known.parties))
    found = [q for q in questions_on_file(folder) if party in (None, q.party)]
    if as_json:
        print_json({"asked": [as_plain(q) for q in found]})
    else:
        print_asked(known, found)


def _mended(ids: tuple[str, ...]) -> None:
    for id in ids:
        click.echo(f"What was begun about question {id} and interrupted is now done.", err=True)
