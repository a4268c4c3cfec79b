"""What does a case leave open, and how would one answer?

Room: case. Speaks parties and packages. May use `parley.evidence` and `parley.ground`. Nothing in here is an
error: a case with open questions can be used, and what is not known stays wide.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parley.case.exchange import contested, gives_nothing, is_exchange, kind_of, order_of
from parley.case.keeping import breaks
from parley.case.model import Assumed, Because, Case, Importance, Issue, Order, Preferences, RedLine, Terms
from parley.case.reasons import cited, reasons
from parley.evidence.claim import Claim
from parley.evidence.fields import fields, talk_kinds
from parley.ground.near import did_you_mean

Address = tuple[str | int, ...]

DRAFT = "draft"  # who assumed what `parley draft` wrote
DECIDED = ("accepted", "edited")  # states of a claim that a person has looked at
GONE = ("rejected", "stale")
TERMS = ("demand", "prefer", "condition", "red_line", "offer", "concede")  # acts that name terms
ABOUT_TALKS = tuple(kind.id for kind in talk_kinds())
NO_PREFERENCES = "no-preferences"  # the kind of question that keeps a zone from being computed
SHOWN = 4  # how many claims a question quotes


@dataclass(frozen=True, slots=True)
class Question:
    """Something the case leaves open, where, and how to answer it."""

    path: Address
    kind: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of the claims beside a case."""

    claims: tuple[Claim, ...]
    states: Mapping[str, str]  # id -> state, of every claim ever filed

    def on(self, issue: str) -> list[Claim]:
        """The claims on an issue."""
        return [c for c in self.claims if c.issue == issue]


def questions(
    case: Case, claims: Sequence[Claim] | None = None, states: Mapping[str, str] | None = None
) -> tuple[Question, ...]:
    """Everything a case leaves open, in the order of the case format.

    Args:
        claims: the live claims beside the case; None when there is no register: then nothing is asked of it.
        states: the review state of every claim ever filed, by id; None: all of `claims` are proposed.
    """
    said = None
    if claims is not None:
        said = Said(tuple(claims), states if states is not None else {c.id: "proposed" for c in claims})
    return tuple(_all(case, said))


def _all(case: Case, said: Said | None) -> Iterator[Question]:
    yield from _talks(case)
    for i, issue in case.issues.items():
        yield from _issue(case, i, issue, said)
    for party in case.principals():
        yield from _principal(case, party)
    for party, preferences in case.preferences.items():
        yield from _grounds(case, party, preferences)
        yield from _red_lines(case, party, preferences, said)
    for t, text in case.texts.items():
        for n, constraint in enumerate(case.constraints):
            if breaks(case, constraint, text.terms):
                yield Question(
                    ("constraints", n),
                    "unmet-constraint",
                    f'Does this constraint hold? "{text.title}" does not keep to it.',
                    "Widen the constraint, take it out, or correct the terms of the text.",
                )
        if not text.terms and text.because is None:
            yield Question(
                ("texts", t),
                "empty-text",
                f'On which issues does "{text.title}" say something? No term of it is written down.',
                "Add  terms: {issue: option}, silent where the text is silent.",
            )
    if said is not None:
        yield from _claims(case, said)


def _talks(case: Case) -> Iterator[Question]:
    if case.field is not None and case.field not in fields():
        yield Question(
            ("field",),
            "field",
            f'Which kind of talks is this? There is no library for "{case.field}".',
            did_you_mean(case.field, fields()),
        )
    principals = case.principals()
    if len(principals) < 2:
        who = (
            f"Only {case.parties[principals[0]].name} is a principal"
            if principals
            else "No party is a principal"
        )
        yield Question(
            ("parties",),
            "principals",
            f"Who must sign? {who}: documents can be read with this case, packages cannot be compared.",
            "Write  role: principal  for each party whose signature a deal needs.",
        )
    if not case.issues:
        yield Question(
            ("issues",),
            "no-issue",
            "What is to be agreed? The case has no issue.",
            "Add one under issues, with options.",
        )


def _issue(case: Case, i: str, issue: Issue, said: Said | None) -> Iterator[Question]:
    place = ("issues", i)
    ranked = [p for p in case.principals() if order_of(case, p, i) is not None]
    spoken = bool(said.on(i)) if said else bool(ranked) or any(i in t.terms for t in case.texts.values())
    if not spoken and issue.because is None:
        yield Question(
            place,
            "unspoken-issue",
            f'Who raised "{issue.name}"? Nobody has spoken on it.',
            "Take the issue out, or say why it is here:  because: {assumed: ..., by: ...}",
        )
    if issue.range and not issue.range.closed:
        yield Question(
            (*place, "range"),
            "open-range",
            f'Between which numbers does "{issue.name}" lie? Its range is open.',
            "Write low and high, for example  range: {low: 18, high: 40}.",
        )
    if issue.range is None and len(issue.options) < 2:
        yield Question(
            place,
            "one-option",
            f'What else could be agreed on "{issue.name}"? There is nothing to choose.',
            "Add the other options, among them what holds without a deal.",
        )
    yield from _unwanted(case, i, issue, said)
    yield from _costs(case, i, issue)


def _unwanted(case: Case, i: str, issue: Issue, said: Said | None) -> Iterator[Question]:
    orders = [o for p in case.principals() if isinstance(o := order_of(case, p, i), Order)]
    if not orders:
        return
    above_some = {better for order in orders for better, _ in order.follows()}
    in_texts = {text.terms.get(i) for text in case.texts.values()}
    asked = {c.option for c in said.on(i) if c.polarity == "+"} if said else set()
    unknown = {o for order in orders for o in issue.options if o not in order.ids()}
    kept = {said_of.no_deal.leads_to.get(i) for said_of in case.preferences.values() if said_of.no_deal}
    for name, option in issue.options.items():
        if not any(name in wanted for wanted in (above_some, in_texts, asked, kept)):
            ranked = "nobody has ranked it" if name in unknown else "every principal ranks it last"
            yield Question(
                ("issues", i, "options", name),
                "unwanted-option",
                f'Does anybody want "{option.label}"? As written, {ranked}.',
                "Take the option out, or put it where it belongs in the orders of the parties.",
            )


def _costs(case: Case, i: str, issue: Issue) -> Iterator[Question]:
    """Giving costs: what is handed over must be worth something to somebody."""
    kind = kind_of(case, i)
    if kind is None or not is_exchange(case, i) or len(case.principals()) < 2:
        return
    if not contested(case, i):
        silent = [case.parties[p].name for p in case.principals() if order_of(case, p, i) is None]
        whose = f"of {_either(silent)} " if silent else ""
        yield Question(
            ("issues", i),
            "giving-costs",
            f'What does giving way on "{issue.name}" cost? No two principals rank it in opposite ways; '
            f"is a cost {whose}missing?",
            "Order it for the party that hands something over too, as an assumption if nobody said it.",
        )
    if kind.nothing and not issue.numeric and not _has_nothing(issue, kind.nothing):
        yield Question(
            ("issues", i, "options"),
            "no-nothing",
            f'What holds on "{issue.name}" if nothing is handed over? No option says so.',
            "Add one, for example  none: Nothing is handed over.",
        )


def _has_nothing(issue: Issue, nothing: str) -> bool:
    return any(
        nothing in (o, option.means) or o in ("none", "nothing") for o, option in issue.options.items()
    )


def _principal(case: Case, party: str) -> Iterator[Question]:
    name, said = case.parties[party].name, case.preferences.get(party)
    if said is None:
        yield Question(
            ("parties", party),
            NO_PREFERENCES,
            f"What does {name} want? It is a principal without preferences.",
            "Positions can be shown without it; zone and packages cannot be computed. Write  preferences: "
            f"{{{party}: {{orders: ...}}}}  (`parley draft` makes a first version from documents), or  "
            f"{party}: {{}}  where it is unknown on purpose: then anything is possible.",
        )
        return
    place = ("preferences", party)
    unranked = [i for i in case.issues if i not in said.orders]
    if unranked:
        yield Question(
            (*place, "orders"),
            "unranked",
            f"Where does {name} stand on {_listed(case, unranked)}?",
            "Order the options, better to worse; leave out what is not known.",
        )
    yield from _importance(case, place, name, said)
    yield from _no_deal(case, place, name, said)
    if gives_nothing(case, party):
        yield Question(
            place,
            "giving-costs",
            f"What does {name} give? On no issue does it stand against another principal, so in every "
            "package it gives nothing it is not already giving; is a cost missing?",
            f"Put what {name} hands over among the issues, with an option for none of it.",
        )


def _importance(case: Case, place: Address, name: str, said: Preferences) -> Iterator[Question]:
    if len(case.issues) < 2:
        return
    weight = said.importance
    if weight is None or not _says_something(weight, len(case.issues)):
        saying = "nothing is written" if weight is None else "what is written says nothing"
        yield Question(
            (*place, "importance"),
            "importance",
            f"Which issues matter more to {name}? On that {saying}, so every weighting counts alike.",
            "Write  importance: one-issue > another,  or ranges:  {one-issue: 0.2..0.4}.",
        )


def _says_something(weight: Importance, issues: int) -> bool:
    order = weight.order
    ordered = order is not None and (bool(order.pairs()) or len(order.ids()) >= issues)
    return ordered or bool(weight.ratios) or any(w.low > 0 or w.high < 1 for w in weight.ranges.values())


def _no_deal(case: Case, place: Address, name: str, said: Preferences) -> Iterator[Question]:
    leads_to = said.no_deal.leads_to if said.no_deal else {}
    valued = said.minimum is not None or (said.no_deal is not None and said.no_deal.worth is not None)
    unknown = [i for i in case.issues if i not in leads_to]
    if unknown and not (valued and not leads_to):
        everything = "" if leads_to else " Nothing of it is written yet."
        yield Question(
            (*place, "no-deal"),
            "no-deal",
            f"What would {_listed(case, unknown)} look like to {name} without a deal?{everything}",
            "Write  no-deal: {leads-to: {issue: option}},  or how much any deal must be worth to it, from 0 "
            "(worst) to 1 (best):  minimum: 0.3..0.5.",
        )
    if said.no_deal is None or said.no_deal.costs is None:
        yield Question(
            (*place, "no-deal"),
            "no-deal-costs",
            f"What does carrying on cost {name} without a deal, from 0 (nothing) to 1 (all at stake)?",
            "Write  no-deal: {costs: 0.0..0.3}.",
        )


def _grounds(case: Case, party: str, said: Preferences) -> Iterator[Question]:
    """Preferences without source or assumption."""
    because = said.because
    bare = [f"the order on {i}" for i in said.orders if not because.get(i) and not because.get("orders")]
    bare += [f"the values on {i}" for i in said.values if not because.get(i) and not because.get("values")]
    if said.importance is not None and not because.get("importance"):
        bare.append("importance")
    if said.no_deal is not None and not said.no_deal.because and not because.get("no-deal"):
        bare.append("no-deal")
    if not because.get("red-lines"):
        bare += [f"red line {n}" for n, line in enumerate(said.red_lines, start=1) if not line.because]
    if not because.get("together"):
        bare += [f"interaction {n}" for n, pair in enumerate(said.together, start=1) if not pair.because]
    if said.minimum is not None and not because.get("minimum"):
        bare.append("minimum")
    if not because.get("answers"):
        bare += [f"answer {n}" for n, answer in enumerate(said.answers, start=1) if not answer.because]
    if bare and party in case.parties:
        yield Question(
            ("preferences", party),
            "no-source",
            f"How is this known of {case.parties[party].name}: {'; '.join(bare)}? "
            "No claim and no assumption is given.",
            "Add  because: {issue: [c12]}  or  because: {issue: {assumed: ..., by: analyst}}.",
        )


def _red_lines(case: Case, party: str, said: Preferences, known: Said | None) -> Iterator[Question]:
    for n, line in enumerate(said.red_lines):
        answered = any(answer.terms == line.terms for answer in said.answers)
        if answered or _confirmed(line.because or said.because.get("red-lines"), known):
            continue
        yield Question(
            ("preferences", party, "red-lines", n),
            "red-line",
            f"Is it a real red line of {case.parties[party].name} to refuse {_line(case, line)}? "
            f"Nobody has confirmed it; it counts as real with a probability of {line.firm}.",
            "Accept the claim it rests on, or set firm to certain, likely, even or tactical and say why: "
            " because: {assumed: ..., by: analyst}.",
        )


def _confirmed(because: Because | None, known: Said | None) -> bool:
    if isinstance(because, Assumed):
        return because.by != DRAFT
    if because is None or known is None:  # then `_grounds` asks, or nobody can know
        return True
    return any(known.states.get(c) in DECIDED for c in because)


def _claims(case: Case, said: Said) -> Iterator[Question]:
    for path, because in reasons(case):
        for c in cited(because):
            if c not in said.states:
                yield Question(
                    path,
                    "no-such-claim",
                    f"What is this based on? There is no claim {c}.",
                    did_you_mean(c, said.states),
                )
            elif said.states[c] in GONE:
                yield Question(
                    path,
                    "claim-gone",
                    f"Does this still hold? Claim {c}, on which it rests, is {said.states[c]}.",
                    "Rest it on another claim, or on an assumption.",
                )
    answers = {c for p in case.preferences.values() for a in p.answers if a.because for c in cited(a.because)}
    outside = [c for c in said.claims if c.issue not in case.issues and _asks(c) and c.id not in answers]
    if outside:
        quoted = "; ".join(f"{c.id} “{_short(c.quote.text)}”" for c in outside[:SHOWN])
        more = f"; and {len(outside) - SHOWN} more" if len(outside) > SHOWN else ""
        many = f"these {len(outside)} claims" if len(outside) > 1 else "this claim"
        yield Question(
            ("issues",),
            "outside-claims",
            f"To which issue {'do' if len(outside) > 1 else 'does'} {many} belong? {quoted}{more}.",
            "Add keywords to an issue, add an issue, or give the claim its issue by hand.",
        )


def _asks(claim: Claim) -> bool:
    """Is a term of a deal asked, offered or given up? Blame and process need no issue, nor does a text."""
    return claim.act in TERMS and claim.issue not in ABOUT_TALKS


def _short(words: str, longest: int = 100) -> str:
    words = " ".join(words.split())
    return words if len(words) <= longest else f"{words[:longest].rsplit(' ', 1)[0]} …"


def _line(case: Case, line: RedLine) -> str:
    unless = f", unless it comes with {_terms(case, line.unless)}" if line.unless else ""
    return f"{_terms(case, line.terms)}{unless}"


def _terms(case: Case, terms: Terms) -> str:
    said = []
    for i, term in terms.items():
        issue = case.issues[i]
        label = issue.options[term].label if isinstance(term, str) and term in issue.options else str(term)
        said.append(f'"{label}" on {issue.name}')
    return " together with ".join(said)


def _listed(case: Case, issues: Sequence[str]) -> str:
    names = [f'"{case.issues[i].name}"' for i in issues]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _either(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
