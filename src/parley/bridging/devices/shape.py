"""What does an issue look like to somebody who wants to bridge it?

Room: bridging. Speaks parties and options. Which options stand against each other, who would rather have
which, what the other side hands over elsewhere, how near each has come in numbers, and what the issue is
about. Only the structure of a case decides, never its names. May use `parley.case` and the rooms below it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from pathlib import Path

from parley.bridging.devices.library import Library, Matter
from parley.bridging.devices.serving import STANDS
from parley.bridging.devices.trading import Ends, Opposed, traded_for
from parley.case.dossier import Dossier
from parley.case.model import Bound, Case, Issue, Member, NumericWish, Order, Party, Text
from parley.case.notation import figure
from parley.case.wording import named
from parley.evidence.document import Disclosure
from parley.evidence.fields import field_kinds, fields

SHORT = 4  # letters: a mark as short begins too many other words


@dataclass(frozen=True, slots=True)
class Shape:
    """An issue as a bridge-builder sees it."""

    issue: str
    opposed: Opposed | None  # None: no two principals want different things, as far as it is written
    matter: Matter | None
    ordered: bool  # two options stand against each other
    reversible: bool  # nothing is handed over for good
    words: dict[str, str] = field(default_factory=dict)  # slot -> words from the case
    texts: tuple[str, ...] = ()  # the earlier text that stands, and the one that asks for something else
    trade: tuple[str, str] | None = None  # an issue and option for which the start could be given up
    undone: bool = True  # what either option does can be undone, as far as its words tell


def opposed_in(case: Case) -> dict[str, Opposed | None]:
    """What stands opposed on each issue of a case."""
    return {issue: opposed_on(case, issue) for issue in case.issues}


def shape_of(dossier: Dossier, issue_id: str, lib: Library, ends: Ends) -> Shape:
    """The shape of one issue of a case, given what stands opposed on all of them."""
    case = dossier.case
    issue = case.issues[issue_id]
    opposed = ends[issue_id]
    words = _people(case)
    texts: tuple[str, ...] = ()
    trade = traded_for(case, issue_id, opposed, ends) if opposed else None
    if trade is not None:
        other, theirs = trade
        words |= {"other": case.issues[other].name}
        words |= {"theirs": phrase(case, case.issues[other].options[theirs].label)}
    if opposed is not None:
        if opposed.by_no_deal:
            words |= {"giver": case.parties[opposed.giver].name, "taker": case.parties[opposed.taker].name}
        if opposed.start is not None and opposed.end is not None:
            words["start"] = phrase(case, issue.options[opposed.start].label)
            words["end"] = phrase(case, issue.options[opposed.end].label)
        if delivery := _delivery(case, issue_id, opposed, ends):
            words["delivery"] = words["return"] = case.issues[delivery].name
        texts = _text_departed_from(dossier, issue_id)
        if texts:
            words["text"] = case.texts[texts[0]].title
            words["says"] = phrase(case, issue.options[str(case.texts[texts[0]].terms[issue_id])].label)
    if issue.range is not None:
        words |= _numbers(dossier, issue_id, opposed)
    return Shape(
        issue_id,
        opposed,
        _matter(issue, lib, case.field),
        opposed is not None and opposed.start is not None,
        issue.kind not in _handed_over(case),
        words,
        texts,
        trade,
        not _for_good(issue, opposed, lib),
    )


def opposed_on(case: Case, issue_id: str) -> Opposed | None:
    """The two principals that are farthest apart on an issue, and what each would rather have."""
    issue = case.issues[issue_id]
    best = {p: b for p in case.principals() if (b := _best(case, p, issue_id)) is not None}
    pairs = [(p, q) for p, q in combinations(best, 2) if best[p] != best[q]]
    if not pairs:
        return None
    p, q = max(pairs, key=lambda pair: abs(best[pair[0]] - best[pair[1]]))  # the first of equals
    low, high = sorted((p, q), key=lambda party: best[party])
    nothing = _no_deal(case, issue_id)
    if nothing is not None and abs(nothing - best[high]) < abs(nothing - best[low]):
        low, high = high, low
    options = tuple(issue.options)
    known = nothing is not None
    if issue.range is not None:
        return Opposed(None, None, low, high, known)
    return Opposed(options[int(best[low])], options[int(best[high])], low, high, known)


def _best(case: Case, party: str, issue_id: str) -> float | None:
    """Where a party's favourite stands: the place of the option, or the end of the range; None if unknown."""
    issue, said = case.issues[issue_id], case.preferences.get(party)
    wish = said.orders.get(issue_id) if said else None
    if isinstance(wish, NumericWish) and issue.range is not None:
        low, high = _ends(issue)
        ends = {"more": high, "less": low, "near": wish.target}
        return ends[wish.direction]
    if isinstance(wish, Order) and issue.range is None:
        barred = _barred(case, issue_id)
        above = {b: {a for a, worse in wish.follows() if worse == b} for b in wish.ids()}
        tops = [o for o in issue.options if o in above and o not in barred and above[o] <= barred]
        return float(tuple(issue.options).index(tops[0])) if tops else None
    return None


def _ends(issue: Issue) -> tuple[float, float]:
    assert issue.range is not None
    low, high = issue.range.low, issue.range.high
    if low is None or high is None:
        return (0.0, 1.0) if low is None and high is None else (low or 0.0, high or (low or 0.0) + 1)
    return low, high


def _barred(case: Case, issue_id: str) -> set[str]:
    """Options that nothing that is signed can have."""
    return {str(term) for c in case.constraints if not c.if_ for i, term in c.never.items() if i == issue_id}


def _no_deal(case: Case, issue_id: str) -> float | None:
    """Where no deal leaves an issue, if all principals that say so say the same."""
    issue = case.issues[issue_id]
    no_deals = [wishes.no_deal for p in case.principals() if (wishes := case.preferences.get(p))]
    said = {no_deal.leads_to.get(issue_id) for no_deal in no_deals if no_deal} - {None}
    if len(said) != 1:
        return None
    (term,) = said
    if isinstance(term, Bound):
        return term.number
    return float(tuple(issue.options).index(str(term))) if term in issue.options else None


def _delivery(case: Case, issue_id: str, opposed: Opposed, ends: Ends) -> str | None:
    """An issue on which the taker hands something over; the first in the order of the file."""
    if not opposed.by_no_deal:
        return None
    handed = _handed_over(case)
    for other in case.issues:
        if other == issue_id or case.issues[other].kind not in handed:
            continue
        there = ends[other]
        if there is not None and there.by_no_deal and there.giver == opposed.taker:
            return other
    return None


def _handed_over(case: Case) -> set[str]:
    """The kinds of the field on which one side hands something over."""
    if case.field not in fields():
        return set()
    return {kind.id for kind in field_kinds(case.field) if kind.exchange}


def _for_good(issue: Issue, opposed: Opposed | None, lib: Library) -> bool:
    """Does one of the two options, by its words, do what cannot be undone?"""
    if opposed is None or opposed.start is None or opposed.end is None:
        return False
    labels = [issue.options[o].label for o in (opposed.start, opposed.end)]
    return any(shown(lib.for_good, [label]) for label in labels if not shown(["not", "no"], [label[:3]]))


def _people(case: Case) -> dict[str, str]:
    mediators = [party for party in case.parties.values() if party.role == "mediator"]
    if not mediators:
        return {"chooser": "both sides together"}
    if len(mediators) > 1:
        return {"chooser": "the mediators", "mediators": "the mediators", "undertake": "undertake"}
    (one,) = mediators
    name = str(named(one.name))
    return {"chooser": name, "mediators": name, "undertake": "undertakes"}


def _text_departed_from(dossier: Dossier, issue_id: str) -> tuple[str, ...]:
    """The last text after which a principal's own text asked for more on an issue, and that text.

    Both may be named to anybody, or they are not looked at.
    """
    case = dossier.case
    issue = case.issues[issue_id]
    if issue.range is not None:
        return ()
    named = _texts_open_to(dossier, Disclosure.ATTRIBUTED)
    saying = sorted((t for t in named.items() if issue_id in t[1].terms), key=lambda t: t[1].date)
    for (earlier, then), (later, now) in reversed(list(pairwise(saying))):
        said = case.preferences.get(now.by or "")
        order = said.orders.get(issue_id) if said else None
        wanted = (str(now.terms[issue_id]), str(then.terms[issue_id]))
        if now.by in case.principals() and isinstance(order, Order) and wanted in order.follows():
            return earlier, later
    return ()


def _numbers(dossier: Dossier, issue_id: str, opposed: Opposed | None) -> dict[str, str]:
    """How near each side has come, the unit, and the number that every text says."""
    case = dossier.case
    numbers = case.issues[issue_id].range
    words = {"unit": numbers.unit} if numbers and numbers.unit else {}
    terms = [text.terms.get(issue_id) for text in _texts_open_to(dossier, Disclosure.OWN_IDEA).values()]
    written = {term.number for term in terms if isinstance(term, Bound)}
    if len(written) == 1:
        words["number"] = figure(written.pop())
    if opposed is None:
        return words
    best = {party: _best(case, party, issue_id) or 0.0 for party in (opposed.giver, opposed.taker)}
    less, more = sorted(best, key=lambda party: best[party])
    low, high = named_by(dossier, less, issue_id), named_by(dossier, more, issue_id)
    if low and high and max(low) < min(high):
        words |= {"low": figure(max(low)), "high": figure(min(high))}
    return words


def named_by(dossier: Dossier, party: str, issue_id: str) -> tuple[float, ...]:
    """The numbers a party asked for, offered or drew a line at, and has not taken back.

    A number stands in the label of an option that others will see: what may not at least be conveyed as the
    mediator's own idea is left out.
    """
    side = {party, *dossier.case.parties[party].members}
    return tuple(
        claim.value.number
        for claim in dossier.at_least(Disclosure.OWN_IDEA).claims
        if claim.issue == issue_id
        and claim.value is not None
        and claim.value.number is not None
        and claim.polarity == "+"
        and claim.scope == "all"
        and claim.status in STANDS
        and {"ask", "give"} & set(claim.family())
        and set(claim.actors) <= side
    )


def _texts_open_to(dossier: Dossier, grade: Disclosure) -> dict[str, Text]:
    """The dated texts whose document is open enough; those without one are in the case for all to see."""
    files = {name for d in dossier.documents.values() for name in (d.id, d.file, Path(d.file).name)}
    shown = dossier.at_least(grade).documents.values()
    open_files = {name for d in shown for name in (d.id, d.file, Path(d.file).name)}
    return {
        id: text
        for id, text in dossier.case.texts.items()
        if text.document is None or text.document in open_files or text.document not in files
    }


def _matter(issue: Issue, lib: Library, field: str | None) -> Matter | None:
    """What the issue is about: its kind counts three words, a word in its name two; the first of equals.

    Words count only for matters of the field of the case, and for those of every field: crews may be on
    trains or in custody. Where the case names no field, only the kind of an issue tells.
    """
    known = {kind.id for kind in field_kinds(field)} if field is not None and field in fields() else set()
    told = [*issue.keywords, *(w for o in issue.options.values() for w in (o.label, *o.keywords))]

    def count(matter: Matter) -> int:
        if not known or (matter.kinds and not known & set(matter.kinds)):
            return 3 * (issue.kind in matter.kinds)
        in_name, all_told = shown(matter.words, [issue.name]), shown(matter.words, told)
        return 3 * (issue.kind in matter.kinds) + 2 * in_name + all_told

    counts = {id: count(matter) for id, matter in lib.matters.items()}
    best = max(counts, key=lambda id: counts[id])
    return lib.matters[best] if counts[best] >= 2 else None


def shown(marks: Iterable[str], texts: Iterable[str]) -> int:
    """How many of the marks begin a word in one of the texts; a short one must be the word, or its plural.

    >>> shown(["withdraw", "troops", "war"], ["Withdrawal from the north", "A warranty"])
    1
    """
    lower = [text.casefold() for text in texts]
    return sum(any(_begins(mark.casefold(), text) for text in lower) for mark in marks)


def _begins(mark: str, text: str) -> bool:
    end = r"s?\b" if len(mark) <= SHORT else ""
    return re.search(rf"\b{re.escape(mark)}{end}", text) is not None


def phrase(case: Case, label: str) -> str:
    """A label as it reads in the middle of a sentence: small first letter, unless it opens with a name."""
    label = label.strip().rstrip(".")
    first = re.split(r"[\s,;:'’-]", label, maxsplit=1)[0]
    people: list[Party | Member] = []
    for party in case.parties.values():
        people += [party, *party.members.values()]
    said = [words for one in people for words in (one.name, *one.aliases, *one.metonyms)]
    names = {w for words in said for w in re.split(r"[\s'’]", words) if w[:1].isupper()} - {"The"}
    keep = first in names or (len(first) > 1 and first.isupper())
    return label if keep else label[:1].lower() + label[1:]
