"""What may be used when a question to a party is chosen, so that the choice tells it nothing told in private?

Room: bridging. Speaks parties and packages. May use `parley.case` and `parley.evidence`.

A question that was chosen by what another party said in private gives that away, to whoever knows how
questions are chosen. So a question to a party is chosen from a case without it: left out is every entry that
rests on a claim graded below public, unless this party itself told it; every answer of another party that
does not rest on public claims or on an assumption; every text that rests on such a claim or document; and
issues, options and numbers (see `issues_heard`). A case that is still as it was drafted is drafted anew
(`drafted_anew`). A claim that is not on file is taken to be private, but for what is written of the party
itself.
"""

from typing import Any

from parley.bridging.questions.drafted_anew import drafted_anew
from parley.bridging.questions.hearing import Hearing
from parley.bridging.questions.issues_heard import Shown, shown
from parley.case.dossier import Dossier
from parley.case.entries import Assumed, Because, Terms
from parley.case.model import Case
from parley.case.preferences import MISTAKES, Answer, Preferences, RedLine
from parley.evidence.document import Disclosure


def open_to(dossier: Dossier, party: str) -> Case:
    """The case as far as it may decide what one party is asked; the same case where nothing is private."""
    return opened(dossier, party).case


def opened(dossier: Dossier, party: str) -> Shown:
    """The same, with a note where one cannot tell what stands in the case for what others told in private."""
    case, room = dossier.case, Hearing.of(dossier, party)
    anew = drafted_anew(dossier, room)
    if anew is not None:
        return Shown(anew.model_copy(update={"preferences": _with_answers(room, anew)}))
    preferences = {p: _wishes(room, case, p, said) for p, said in case.preferences.items()}
    constraints = tuple(c for c in case.constraints if not room.closed(c.because))
    rounds = tuple(r for r in case.rounds if not room.closed(r.because))
    shut = {d.file for d in dossier.documents.values() if d.disclosure is not Disclosure.PUBLIC}
    shut |= {str(i) for i, d in dossier.documents.items() if d.disclosure is not Disclosure.PUBLIC}
    texts = {t: text for t, text in case.texts.items()
             if not room.closed(text.because) and not (text.document and text.document in shut)}  # fmt: skip
    changes: dict[str, Any] = {
        "preferences": preferences, "constraints": constraints, "rounds": rounds, "texts": texts,
    }  # fmt: skip
    same = all(getattr(case, name) == value for name, value in changes.items())
    return shown(case if same else case.model_copy(update=changes), room)


def _with_answers(room: Hearing, case: Case) -> dict[str, Preferences]:
    """Of a case whose other entries are open, the preferences with those answers that are."""
    out = {}
    for party, said in case.preferences.items():
        own = party == room.party
        answers = _answers(room, case, said, said.red_lines, own=own)
        mistakes = said.mistakes if answers or own else MISTAKES
        out[party] = said.model_copy(update={"answers": answers, "mistakes": mistakes})
    return out


def _wishes(room: Hearing, case: Case, party: str, said: Preferences) -> Preferences:
    """What a party wants, without what is private to others than the one that is asked."""
    own = party == room.party
    out = {part for part, because in said.because.items() if room.closed(because, own=own)}

    def kept(because: Because | None) -> bool:
        return not room.closed(because, own=own)

    lines = tuple(r for r in said.red_lines if "red-lines" not in out and kept(r.because))
    no_deal = said.no_deal
    if "no-deal" in out or (no_deal is not None and not kept(no_deal.because)):
        no_deal = None
    answers = () if "answers" in out else _answers(room, case, said, lines, own=own)
    changes: dict[str, Any] = {
        "importance": None if "importance" in out else said.importance,
        "orders": {} if "orders" in out else {i: o for i, o in said.orders.items() if i not in out},
        "values": {} if "values" in out else {i: v for i, v in said.values.items() if i not in out},
        "together": tuple(t for t in said.together if "together" not in out and kept(t.because)),
        "red_lines": lines,
        "no_deal": no_deal,
        "minimum": None if "minimum" in out else said.minimum,
        "answers": answers,
        "mistakes": said.mistakes if answers or own else MISTAKES,
        "because": {part: because for part, because in said.because.items() if part not in out},
    }
    if all(getattr(said, name) == value for name, value in changes.items()):
        return said
    return said.model_copy(update=changes)


def _answers(
    room: Hearing, case: Case, said: Preferences, lines: tuple[RedLine, ...], *, own: bool
) -> tuple[Answer, ...]:
    """Those that may be used, with what they say of texts written out."""
    out = []
    for answer in said.answers:
        because = answer.because
        grounded = own or isinstance(because, Assumed) or bool(because)
        meant = answer.kind not in ("confirmed", "denied") or answer.terms in [r.terms for r in lines]
        if grounded and meant and not room.closed(because, own=own):
            out.append(_written_out(case, answer))
    return tuple(out)


def _written_out(case: Case, answer: Answer) -> Answer:
    """An answer about a text, as one about its terms: the text itself may be left out."""
    terms: dict[str, Terms] = {}
    for field in ("prefers", "to", "offered", "refused", "equal"):
        package = getattr(answer, field)
        if isinstance(package, str) and package in case.texts:
            terms[field] = case.texts[package].terms
    return answer.model_copy(update=terms) if terms else answer
