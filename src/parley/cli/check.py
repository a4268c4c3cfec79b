"""`parley check`: is a case fit for use, and what does it leave open?

Room: cli.
"""

from pathlib import Path

import click

from parley.analysis import checking
from parley.case.check import CheckResult
from parley.case.questions import NO_PREFERENCES
from parley.cli.options import case_argument, json_option
from parley.cli.printing import print_json

_NO_PACKAGE = "no-package"  # kinds that `parley.analysis.checking` asks
_CONTRADICTORY = "contradictory-answers"


@click.command()
@case_argument
@json_option
@click.pass_context
def check(ctx: click.Context, case: Path, as_json: bool) -> None:
    """List the errors of a case, then the questions it leaves open.

    CASE is a case file, or a folder with a case.yaml and its claims. Errors keep the case from being used and
    make the exit status 1. Questions do not: what is not known stays wide.
    """
    result = checking.check(case)
    if as_json:
        print_json(result.as_dict())
    else:
        for entry in (*result.errors, *result.questions):
            click.echo(f"{entry}\n")
        click.echo(_summary(result))
    ctx.exit(0 if result.usable else 1)


def _summary(result: CheckResult) -> str:
    if result.errors:
        return f"{_count(len(result.errors), 'error')}. With these the case cannot be used."
    if not result.questions:
        return "No errors, no questions."
    told = f"No errors. {_count(len(result.questions), 'question')}; "
    unknown = sum(question.kind == NO_PREFERENCES for question in result.questions)
    if unknown:
        who = _count(unknown, "principal")
        return f"{told}positions can be shown. Zone and packages need the preferences of {who} first."
    if any(question.kind == _NO_PACKAGE for question in result.questions):
        return f"{told}positions can be shown. Zone and packages need constraints that leave a package first."
    if _ruled_out(result):
        return f"{told}positions can be shown. Zone and packages need answers that can all be true first."
    return f"{told}the case can be used as it is."


def _ruled_out(result: CheckResult) -> bool:
    """Do answers contradict each other where no mistake is allowed for?"""
    parties = {} if result.case is None else result.case.preferences
    return any(
        question.kind == _CONTRADICTORY and question.field.startswith(f"preferences.{party}.")
        for question in result.questions
        for party, said in parties.items()
        if said.mistakes == 0
    )


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"
