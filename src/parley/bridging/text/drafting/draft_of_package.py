"""What would a text look like that says what a package says?

Room: bridging. Speaks parties and packages. May use `parley.case`, `parley.evidence` and `parley.ground`.
The words come from the library of clauses; where no template says an option in full, the option's own words
stand in the clause. What the case does not say stands in brackets or in a reserved clause: a draft is there
to be edited, and hides nothing that is open.

With `brackets`, an issue on which the principals ask different things shows each of them as an alternative;
one on which all ask the same does not. Who asks what is taken from claims that may be attributed: what a
party told in private stays out of the text. Where that leaves a principal without words, no bracket holds
those of the others alone: it holds every option, or room for another number.
"""

import re
from collections.abc import Mapping

from parley.bridging.text.drafting.asked import Ask, asks_of, told_in_private
from parley.bridging.text.drafting.library import TERMS, ClauseLibrary, Template, clause_library
from parley.bridging.text.written.model import (
    Alternative,
    Bracket,
    Clause,
    Heading,
    NegotiatingText,
    Part,
    Piece,
)
from parley.bridging.text.written.wording import literal, read_wording, tidy
from parley.case.dossier import Dossier
from parley.case.exchange import kind_of, order_of
from parley.case.model import Case, NumericWish, Order
from parley.case.notation import figure
from parley.case.package import Choice, Package
from parley.case.wording import listed, named, short, term_words, upper_first
from parley.evidence.fields import IssueKind
from parley.ground.errors import ParleyError
from parley.ground.worded import bare

_PLACEHOLDER = re.compile(r"\{([a-z]+)(?:([./:])([a-z-]+))?\}")
_HERE = "\ue000"  # where a bracket will stand: a letter that no text has
_SMALL = {"with", "without", "from", "that", "this", "they", "have", "been", "will", "into", "their", "them"}


def draft_of_package(
    talks: Dossier | Case,
    package: Package | Mapping[str, Choice] | None = None,
    *,
    title: str | None = None,
    brackets: bool = False,
) -> NegotiatingText:
    """A first draft of a text.

    Args:
        talks: a case, or what is known of one with its documents; without documents nobody asks anything.
        package: what is agreed; issues it leaves out are open. None: every issue is open.
        title: of the text; made from the names of the parties unless said otherwise.
        brackets: show what principals ask as alternatives, also on issues the package settles.

    Raises:
        ParleyError: the package has an issue, option or number that the case does not have; fewer than two
            parties would sign.
    """
    case = talks if isinstance(talks, Case) else talks.case
    given = package.terms if isinstance(package, Package) else tuple((package or {}).items())
    terms = {str(issue): choice for issue, choice in given}
    settled = {str(i): choice for i, choice in case.package(terms, complete=False).terms}
    known = talks if isinstance(talks, Dossier) else Dossier(case, {}, ())
    return _Draft(known, settled, asks_of(known), brackets or package is None).text(title)


class _Draft:
    """One draft while it is written."""

    def __init__(
        self,
        talks: Dossier,
        settled: Mapping[str, Choice],
        asked: Mapping[str, tuple[Ask, ...]],
        brackets: bool,
    ) -> None:
        self.talks, self.settled, self.asked, self.brackets = talks, settled, asked, brackets
        self.case = case = talks.case
        self.library: ClauseLibrary = clause_library(case.field)
        self.principals = principals = case.principals() or tuple(case.parties)
        if len(principals) < 2:
            raise _nobody_to_sign_with(case)
        self.open_case = _without_private_orders(talks)
        if brackets:
            self.settled = self._common(principals) | dict(settled)
        mediators = [p.name for p in case.parties.values() if p.role == "mediator"]
        self.many = len(mediators) > 1
        self.words = {
            "parties": bare(listed([named(case.parties[p].name) for p in principals])),
            "mediators": bare(listed([named(m) for m in mediators]))
            if mediators
            else self._filled("a mediator of {both:all} Parties"),
        }
        self.kinds = {i: kind_of(case, i) for i in case.issues}
        done = {i for i in case.issues if i in self.settled and not self._alternatives(i)}
        self.done = done | {kind.id for i, kind in self.kinds.items() if kind and i in done}
        self.articles = self._numbered()

    def text(self, title: str | None) -> NegotiatingText:
        parts: list[Part] = [Clause("", self._pieces(words)) for words in self.library.preamble]
        for article in self.library.articles:
            if article.id == TERMS:
                for issue in self.case.issues:
                    parts += self._issue(issue)
                continue
            clauses = [c for c in article.clauses if not set(c.unless) & self.done]
            if not clauses:
                continue
            number = article.annex or str(self.articles[article.id])
            parts.append(Heading(article.heading, f"{'Annex' if article.annex else 'Article'} {number}"))
            for n, clause in enumerate(clauses, start=1):
                parts.append(Clause(f"{number}.{n}", self._pieces(clause.words), clause.status))
        return NegotiatingText(
            title=title or self._filled(self.library.title),
            parts=tuple(parts),
            field=self.case.field,
            date=self.case.as_of.isoformat() if self.case.as_of else "",
        )

    def _common(self, principals: tuple[str, ...]) -> dict[str, Choice]:
        """What all principals ask alike."""
        found: dict[str, Choice] = {}
        for issue, asked in self.asked.items():
            if len(asked) == 1 and len(asked[0].by) == len(principals):
                numeric = self.case.issues[issue].numeric
                if not numeric:
                    found[issue] = asked[0].term
                elif not asked[0].term.startswith((">", "<")):
                    found[issue] = float(asked[0].term)
        return found

    def _numbered(self) -> dict[str, int]:
        """Article or issue -> its number in the draft."""
        found: dict[str, int] = {}
        for article in self.library.articles:
            if article.id == TERMS:
                for issue in self.case.issues:
                    found[f"issue {issue}"] = len(found) + 1
            elif not article.annex and any(not set(c.unless) & self.done for c in article.clauses):
                found[article.id] = len(found) + 1
        return found

    def _issue(self, issue: str) -> list[Part]:
        number = self.articles[f"issue {issue}"]
        alternatives = self._alternatives(issue)
        if alternatives:
            first = self._open(issue, number, alternatives)
            further: tuple[str, ...] = ()
        elif issue in self.settled:
            first, further = self._agreed(issue, number)
        else:
            first, further = Clause(f"{number}.1", self._pieces(self.library.silent), "reserved"), ()
        parts: list[Part] = [Heading(self.case.issues[issue].name, f"Article {number}"), first]
        for n, words in enumerate(further, start=2):
            parts.append(Clause(f"{number}.{n}", self._pieces(words, issue), "reserved"))
        return parts

    def _agreed(self, issue: str, number: int) -> tuple[Clause, tuple[str, ...]]:
        """The clause for what the package says, and those that make it work."""
        choice = self.settled[issue]
        template = self._template(issue, choice)
        words = bare(term_words(self.case.issues[issue], choice))
        if isinstance(choice, str):
            says_it = template is not None and self._says(template, issue, choice)
            clause = template.words if template and says_it else self.library.lead
        else:
            clause = template.words if template else self.library.number
        pieces = self._pieces(clause, issue, words.rstrip("."))
        term = choice if isinstance(choice, str) else figure(choice)
        return Clause(f"{number}.1", pieces, terms=((issue, term),)), self._further(issue, choice, template)

    def _further(self, issue: str, choice: Choice, template: Template | None) -> tuple[str, ...]:
        """The clauses that make an option work; none for an option that leaves things as they are."""
        if template is not None:
            return template.further
        kind = self.kinds[issue]
        return self.library.usual.get(kind.id, ()) if kind and choice not in (kind.nothing, "none") else ()

    def _open(self, issue: str, number: int, alternatives: tuple[Alternative, ...]) -> Clause:
        """The clause with every alternative where the term would stand."""
        entry = self.case.issues[issue]
        template = self._template(issue, 0.0) if entry.numeric else None
        clause = self.library.lead if not entry.numeric else (template or Template(self.library.number)).words
        pieces: list[Piece] = []
        for piece in self._pieces(clause, issue, _HERE):
            before, here, after = piece.partition(_HERE) if isinstance(piece, str) else (piece, "", "")
            pieces += [before, Bracket(alternatives), after] if here else [piece]
        return Clause(f"{number}.1", tidy(pieces))

    def _alternatives(self, issue: str) -> tuple[Alternative, ...]:
        """What stands in brackets on an issue; nothing where it is settled."""
        if not self.brackets:
            return ()
        entry, asked = self.case.issues[issue], self.asked.get(issue, ())
        found = {ask.term: Alternative(ask.words, ask.by, ((issue, ask.term),)) for ask in asked}
        if issue in self.settled:
            choice = self.settled[issue]
            term = choice if isinstance(choice, str) else figure(choice)
            if set(found) <= {term}:
                return ()
            found.setdefault(term, Alternative(bare(term_words(entry, choice)), (), ((issue, term),)))
        elif not found and not entry.options:
            low = entry.range.low if entry.range else None
            unit = entry.range.unit if entry.range and entry.range.unit else ""
            terms = ((issue, f">= {figure(low)}"),) if low is not None else ()
            return (Alternative(f"how many {unit}" if unit else "which number", (), terms),)
        elif {party for ask in asked for party in ask.by} < set(self.principals):
            if not entry.options:
                found["another"] = Alternative("another number")
            for o, option in entry.options.items():
                if not told_in_private(self.talks, option.because):
                    found.setdefault(o, Alternative(option.label, (), ((issue, o),)))
        order = {term: n for n, term in enumerate(entry.options)}
        ranked = sorted(found, key=lambda term: (order.get(term, len(order)), _size(term), term))
        return tuple(found[term] for term in ranked)

    def _template(self, issue: str, choice: Choice) -> Template | None:
        kind = self.kinds[issue]
        if kind is None:
            return None
        if not isinstance(choice, str):
            return self.library.template(kind.id, "number")
        means = self.case.issues[issue].options[choice].means
        return self.library.template(kind.id, means or choice)

    def _says(self, template: Template, issue: str, choice: str) -> bool:
        """Whether a template says all that the option's own words say, and no other option is written so."""
        options, kind = self.case.issues[issue].options, self.kinds[issue]
        means = options[choice].means or choice
        if sum((o.means or id) == means for id, o in options.items()) > 1:
            return False
        usual = next((o.label for o in kind.options if o.id == means), "") if kind else ""
        return _stems(options[choice].label) <= _stems(f"{template.words} {usual}")

    def _pieces(self, words: str, issue: str = "", term: str = "") -> tuple[Piece, ...]:
        return read_wording(self._filled(words, issue, term)).pieces

    def _filled(self, words: str, issue: str = "", term: str = "") -> str:
        """A template with its placeholders filled; a sentence begins with a capital letter."""

        def fill(found: re.Match[str]) -> str:
            name, sign, other = found.groups()
            if sign == "/":
                return name if self.many else str(other)
            if sign == ".":
                return f"Article {self.articles[str(other)]}" if other in self.articles else "this agreement"
            if sign == ":":
                value = name if len(self.principals) == 2 else str(other)
            elif name in ("giver", "receiver"):
                value = self._side(issue, name)
            elif name == "issue":
                value = bare(short(self.case.issues[issue].name))
            else:
                value = term if name in ("option", "number") else self.words[name]
            before = words[: found.start()]
            starts = not before.strip("[ ") or before.endswith(". ")
            return literal(upper_first(value) if starts else value)

        return _PLACEHOLDER.sub(fill, words)

    def _side(self, issue: str, which: str) -> str:
        """Who hands something over on an issue, as far as the rankings of the principals tell."""
        giver = giver_of(self.open_case, issue, self.kinds.get(issue))
        if giver is None:
            return "the Party concerned" if which == "giver" else "the other Party"
        if which == "giver":
            return bare(named(self.case.parties[giver].name))
        return bare(listed([named(self.case.parties[p].name) for p in self.principals if p != giver]))


def giver_of(case: Case, issue: str, kind: IssueKind | None) -> str | None:
    """The one principal that likes best what an issue looks like where nothing is given, if there is one.

    >>> from parley.case.model import Case
    >>> pay = {"name": "Pay", "range": {"low": 0, "high": 9}}
    >>> orders = {"u": {"orders": {"pay": "more"}}, "e": {"orders": {"pay": "less"}}}
    >>> sides = {"u": {"name": "Union", "role": "principal"}, "e": {"name": "Firm", "role": "principal"}}
    >>> giver_of(Case(title="", parties=sides, issues={"pay": pay}, preferences=orders), "pay", None)
    'e'
    """
    entry = case.issues[issue]
    least = None if kind is None or entry.numeric else kind.nothing
    nothing = {o for o, option in entry.options.items() if (option.means or o) == least}
    found = []
    for party in case.principals():
        order = order_of(case, party, issue)
        if isinstance(order, NumericWish) and order.direction == "less":
            found.append(party)
        if isinstance(order, Order) and nothing & set(order.best()):
            found.append(party)
    return found[0] if len(found) == 1 else None


def _without_private_orders(talks: Dossier) -> Case:
    """The case without the rankings that rest on what a text may not show."""
    said = {}
    for party, wishes in talks.case.preferences.items():
        kept = {i: o for i, o in wishes.orders.items() if not told_in_private(talks, wishes.because.get(i))}
        said[party] = wishes.model_copy(update={"orders": kept})
    return talks.case.model_copy(update={"preferences": said})


def _nobody_to_sign_with(case: Case) -> ParleyError:
    return ParleyError(
        f'the case "{case.title}", parties\n  A text is between at least two, and no other party is known.\n'
        "  Write the others into the case, with  role: principal  at each whose signature a deal needs."
    )


def _stems(words: str) -> set[str]:
    """The beginnings of the longer words, and numbers."""
    found = re.findall(r"\w+", words.casefold())
    return {w[:5] for w in found if (len(w) > 3 and w not in _SMALL) or w.isdigit()}


def _size(term: str) -> float:
    """The number of a term, for putting alternatives in their order."""
    found = re.search(r"-?\d+(?:\.\d+)?", term)
    return float(found[0]) if found else 0.0
