"""On what does each entry of a case rest?

Room: case. Speaks parties and packages.
"""

from collections.abc import Iterator

from parley.case.model import Assumed, Because, Case

Address = tuple[str | int, ...]


def reasons(case: Case) -> Iterator[tuple[Address, Because]]:
    """Every `because` of a case with its place."""
    for i, issue in case.issues.items():
        if issue.because is not None:
            yield ("issues", i, "because"), issue.because
        for o, option in issue.options.items():
            if option.because is not None:
                yield ("issues", i, "options", o, "because"), option.because
    for n, constraint in enumerate(case.constraints):
        if constraint.because is not None:
            yield ("constraints", n, "because"), constraint.because
    for party, said in case.preferences.items():
        for part, because in said.because.items():
            yield ("preferences", party, "because", part), because
        for n, line in enumerate(said.red_lines):
            if line.because is not None:
                yield ("preferences", party, "red-lines", n, "because"), line.because
        for n, together in enumerate(said.together):
            if together.because is not None:
                yield ("preferences", party, "together", n, "because"), together.because
        for n, answer in enumerate(said.answers):
            if answer.because is not None:
                yield ("preferences", party, "answers", n, "because"), answer.because
        if said.no_deal is not None and said.no_deal.because is not None:
            yield ("preferences", party, "no-deal", "because"), said.no_deal.because
    for t, text in case.texts.items():
        if text.because is not None:
            yield ("texts", t, "because"), text.because
    for n, meeting in enumerate(case.rounds):
        if meeting.because is not None:
            yield ("rounds", n, "because"), meeting.because
    yield from _of_carrying_out(case)


def _of_carrying_out(case: Case) -> Iterator[tuple[Address, Because]]:
    entries: list[tuple[Address, Because | None]] = []
    entries += [(("phases", p), phase.because) for p, phase in case.phases.items()]
    for d, deliverable in case.deliverables.items():
        place: Address = ("deliverables", d)
        entries.append((place, deliverable.because))
        entries += [((*place, "composition", n), c.because) for n, c in enumerate(deliverable.composition)]
        entries += [((*place, "names", n), s.because) for n, s in enumerate(deliverable.names)]
    entries += [(("guarantees", g), guarantee.because) for g, guarantee in case.guarantees.items()]
    if (done := case.implementation) is not None:
        entries.append((("implementation",), done.because))
        entries += [(("implementation", "monitoring", n), m.because) for n, m in enumerate(done.monitoring)]
        if done.disputes is not None:
            entries.append((("implementation", "disputes"), done.disputes.because))
        entries += [(("implementation", "remedies", n), r.because) for n, r in enumerate(done.remedies)]
    for path, because in entries:
        if because is not None:
            yield (*path, "because"), because


def cited(because: Because) -> tuple[str, ...]:
    """The claims that a reason names."""
    return because.claims if isinstance(because, Assumed) else because
