"""What may a party see of a text?

Room: bridging. Decided here and nowhere else: whatever shows a text to a party, on a screen, in Word or in a
brief, shows what `for_parties` leaves of it. The text, its brackets and their alternatives stay. Gone are who
wants which words, which option a wording stands for, the status of clauses, what the mediator marked as vague
or left out on purpose, notes, and where a clause stood in a file.

Alternatives stand in alphabetical order, so that their place does not say who asked first, or who has the
mediator's ear; the same words asked by two parties stand there once.
"""

from parley.bridging.text.written.model import (
    Alternative,
    Bracket,
    Clause,
    Heading,
    NegotiatingText,
    Part,
    Piece,
)


def for_parties(text: NegotiatingText) -> NegotiatingText:
    """The text as every party may see it: the same for all, whoever moved what.

    >>> from parley.bridging.text.written.notation import parse, write
    >>> seen = parse("1. Forces [stay {north} | leave {south, corridor: withdrawal}]. {reserved}")
    >>> print(write(for_parties(seen)).split("---")[-1].strip())
    1. Forces [leave | stay].
    """
    return NegotiatingText(
        title=text.title,
        parts=tuple(_part(part) for part in text.parts),
        language=text.language,
        date=text.date,
    )


def _part(part: Part) -> Part:
    if isinstance(part, Heading):
        return Heading(part.words, part.number, part.level)
    return Clause(part.number, tuple(_piece(piece) for piece in part.pieces))


def _piece(piece: Piece) -> Piece:
    if isinstance(piece, str):
        return piece
    words = sorted({a.words for a in piece.alternatives}, key=lambda w: (not w, w.casefold(), w))
    if len(words) == 2 and not words[1]:
        del words[1]  # to take the words or nothing is to keep them or drop them
    return Bracket(tuple(Alternative(w) for w in words))
