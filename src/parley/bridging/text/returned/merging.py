"""What becomes of a clause that somebody has rewritten: which words are now open, and who wants them?

Room: bridging. One clause at a time. Brackets are never torn: a bracket is one thing among the words. Where
its alternatives were changed, the new ones join the old ones; where somebody wrote one of them in its place,
they want it. What they struck stays, for whoever else may want it, without their name.

    was    The truce lasts [six weeks {south} | without limit].
    now    The truce lasts eight weeks.
    open   The truce lasts [six weeks {south} | without limit | eight weeks {north}].
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from parley.bridging.text.written.model import Alternative, Bracket, Piece
from parley.bridging.text.written.wording import collapsed, tidy

# A number with its points, a word with its marks of vowels, spaces, or another sign.
_TOKEN = re.compile(
    r"\d+(?:[.,:/-]\d+)+|[\w\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]+|\s+|."
)
_LETTERS = re.compile(r"\w")
_APART = 2  # words that must stand between two changes for them to be two
_KEPT = 0.35  # with a smaller share of the words kept, the clause is a new one
_LONG = 3000  # tokens; longer clauses are compared as wholes
_ALIKE = 0.5  # from this share of words on, an alternative is another one rewritten

Token = str | Bracket
Stretch = tuple[bool, int, int, int, int]  # the same in both? from, to among the old tokens, among the new


@dataclass(frozen=True, slots=True)
class Merged:
    """The pieces now, and what was done, in words; not `settled` where a bracket would be torn."""

    pieces: tuple[Piece, ...]
    done: tuple[str, ...]
    settled: bool = True


def opened(was: Sequence[Piece], now: Sequence[Piece], by: str) -> Merged:
    """Both wordings, the new one in brackets beside the old one.

    Args:
        by: the id of the party that wants the new words; empty where it is no party.

    >>> opened(("The truce lasts six weeks.",), ("The truce lasts eight weeks.",), "north").pieces[1]
    Bracket(alternatives=(Alternative(words='six', ...), Alternative(words='eight', by=('north',), ...)))
    """
    old, new = _tokens(was), _tokens(now)
    stretches = list(_stretches(old, new))
    if any(same and not any(map(_tells, olds)) for same, olds, _ in stretches[1:-1]):
        return Merged(tuple(was), (), settled=False)
    found: list[Piece] = []
    done: list[str] = []
    for same, olds, news in stretches:
        if same:
            for one, other in zip(olds, news, strict=True):
                if isinstance(one, Bracket) and isinstance(other, Bracket):
                    same_offer = _offered(one) == _offered(other)
                    bracket, said = (
                        (one, []) if same_offer else _bracket(one.alternatives, other.alternatives, by)
                    )
                    found.append(bracket)
                    done += said
                else:
                    found.append(one)
            continue
        before, olds, news, after = _trimmed(olds, news)
        if not olds and not news:
            found.append(before + after)
            continue
        alternatives, readings = _readings(olds), _readings(news)
        if alternatives is None or readings is None:
            return Merged(tuple(was), (), settled=False)
        if _count(news) and not _count(olds) and {a.words for a in readings} <= {alternatives[0].words}:
            bracket, said = Bracket(alternatives), [f'puts "{alternatives[0].words}" in brackets']
        else:
            bracket, said = _bracket(alternatives, readings, by)
        found += [before, bracket, after]
        done += said
    return Merged(tidy(found), tuple(done))


def accepted(was: Sequence[Piece], now: Sequence[Piece], by: str) -> tuple[Piece, ...]:
    """The new wording, with the braces of the old one where the same words, or nearly, still stand."""
    olds = [alternative for piece in was if isinstance(piece, Bracket) for alternative in piece.alternatives]
    plain = " ".join(piece for piece in was if isinstance(piece, str))
    found: list[Piece] = []
    for piece in now:
        if isinstance(piece, str):
            found.append(piece)
            continue
        alternatives = []
        free = [one for one in olds if one.words not in {a.words for a in piece.alternatives}]
        for alternative in piece.alternatives:
            same = next((one for one in olds if one.words == alternative.words), None)
            near = max(free, key=lambda one: _share(one.words, alternative.words), default=None)
            if same is not None:
                alternatives.append(same)
            elif near is not None and _share(near.words, alternative.words) >= _ALIKE:
                alternatives.append(replace(near, words=alternative.words))
            else:
                mine = by and alternative.words and alternative.words not in plain
                alternatives.append(replace(alternative, by=(by,) if mine else ()))
        found.append(Bracket(tuple(alternatives)))
    return tidy(found)


def same_words(was: Sequence[Piece], now: Sequence[Piece]) -> bool:
    """Do both say the same to a party? The order of alternatives says nothing, nor do braces."""
    return [_seen(piece) for piece in tidy(was)] == [_seen(piece) for piece in tidy(now)]


def _seen(piece: Piece) -> object:
    return piece if isinstance(piece, str) else _offered(piece)


def _offered(bracket: Bracket) -> frozenset[str]:
    """The wordings of a bracket; to take words or nothing is to keep them or drop them."""
    words = {alternative.words for alternative in bracket.alternatives}
    return frozenset(words - {""} if len(words) <= 2 else words)


def _tokens(pieces: Sequence[Piece]) -> list[Token]:
    found: list[Token] = []
    for piece in tidy(pieces):
        found += _TOKEN.findall(piece) if isinstance(piece, str) else [piece]
    return found


def _stretches(old: list[Token], new: list[Token]) -> Iterator[tuple[bool, list[Token], list[Token]]]:
    """Tokens that stand in both, and those between them; changes that nearly touch are one."""
    found: list[Stretch] = []
    for tag, a, b, c, d in _compared(old, new):
        here = (tag == "equal", a, b, c, d)
        if not here[0] and len(found) > 1 and _nearly_touches(found[-2], found[-1], here, old, new):
            here = (False, found[-2][1], b, found[-2][3], d)
            del found[-2:]
        found.append(here)
    for same, a, b, c, d in _with_a_word(found, old, new):
        yield same, old[a:b], new[c:d]


def _nearly_touches(
    first: Stretch, between: Stretch, last: Stretch, old: list[Token], new: list[Token]
) -> bool:
    """Are two changes one? Not where the two together would tear a bracket."""
    if (
        first[0]
        or not between[0]
        or _count(old[first[1] : last[2]]) > 1
        or _count(new[first[3] : last[4]]) > 1
    ):
        return False
    kept = old[between[1] : between[2]]
    return not _count(kept) and sum(map(_is_word, kept)) < _APART


def _compared(old: list[Token], new: list[Token]) -> list[tuple[str, int, int, int, int]]:
    keys_of_old, keys_of_new = _keys(old, new)
    whole = [("replace", 0, len(old), 0, len(new))]
    if max(len(old), len(new)) > _LONG:
        return whole
    matcher = SequenceMatcher(None, keys_of_old, keys_of_new, autojunk=False)
    ops = [(str(tag), a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes()]
    if any(isinstance(token, Bracket) for token in (*old, *new)):
        return ops
    kept = sum(bool(_LETTERS.match(str(t))) for tag, a, b, _, _ in ops if tag == "equal" for t in old[a:b])
    words = max(sum(bool(_LETTERS.match(str(token))) for token in tokens) for tokens in (old, new))
    return ops if words and kept / words >= _KEPT else whole


def _keys(old: list[Token], new: list[Token]) -> tuple[list[str], list[str]]:
    """What is compared: words as they are, and one name for a bracket and its counterpart."""
    olds = [(at, token) for at, token in enumerate(old) if isinstance(token, Bracket)]
    news = [(at, token) for at, token in enumerate(new) if isinstance(token, Bracket)]
    scored = sorted(
        ((-_alike(one, other), abs(a - b), a, b) for a, one in olds for b, other in news),
    )
    names: tuple[dict[int, str], dict[int, str]] = ({}, {})
    for score, _, a, b in scored:
        if score < 0 and a not in names[0] and b not in names[1]:
            names[0][a] = names[1][b] = f"[{a}]"
    return (
        [names[0].get(at, f"[was {at}]") if isinstance(t, Bracket) else t for at, t in enumerate(old)],
        [names[1].get(at, f"[now {at}]") if isinstance(t, Bracket) else t for at, t in enumerate(new)],
    )


def _alike(one: Bracket, other: Bracket) -> float:
    """0 where no alternative of one has anything to do with one of the other."""
    olds, news = _offered(one), _offered(other)
    share = max((_share(a, b) for a in olds for b in news), default=0.0)
    return len(olds & news) + (share if share >= _ALIKE else 0.0)


def _with_a_word(found: list[Stretch], old: list[Token], new: list[Token]) -> list[Stretch]:
    """A change of signs alone takes the word before it along: "[weeks. | weeks;]"."""
    for n in range(1, len(found)):
        same, a, b, c, d = found[n]
        if same or any(isinstance(t, Bracket) or _LETTERS.match(t) for t in (*old[a:b], *new[c:d])):
            continue
        if not any(str(token).strip() for token in (*old[a:b], *new[c:d])):
            continue
        before, a0, b0, c0, d0 = found[n - 1]
        back = next((k for k in range(1, b0 - a0 + 1) if _is_word(old[b0 - k])), 0)
        if before and back:
            found[n - 1] = (True, a0, b0 - back, c0, d0 - back)
            found[n] = (False, a - back, b, c - back, d)
    return found


def _tells(token: Token) -> bool:
    """Whether a token parts the change before it from the one behind it."""
    return isinstance(token, Bracket) or _is_word(token)


def _is_word(token: Token) -> bool:
    return isinstance(token, str) and bool(_LETTERS.match(token))


def _trimmed(olds: list[Token], news: list[Token]) -> tuple[str, list[Token], list[Token], str]:
    """Spaces around a change stand outside its bracket."""
    before = after = ""
    for tokens in (olds, news):
        if tokens and isinstance(tokens[0], str) and tokens[0].isspace():
            before = " "
            tokens.pop(0)
        if tokens and isinstance(tokens[-1], str) and tokens[-1].isspace():
            after = " "
            tokens.pop()
    return before, olds, news, after


def _readings(tokens: Sequence[Token]) -> tuple[Alternative, ...] | None:
    """Every way to read a stretch; None where it has more than one bracket."""
    brackets = [token for token in tokens if isinstance(token, Bracket)]
    if len(brackets) > 1:
        return None
    if not brackets:
        return (Alternative(collapsed("".join(map(str, tokens)))),)
    at = tokens.index(brackets[0])
    before, after = ("".join(map(str, part)) for part in (tokens[:at], tokens[at + 1 :]))
    return tuple(replace(a, words=collapsed(f"{before}{a.words}{after}")) for a in brackets[0].alternatives)


def _count(tokens: Iterable[Token]) -> int:
    return sum(isinstance(token, Bracket) for token in tokens)


def _bracket(olds: Sequence[Alternative], news: Sequence[Alternative], by: str) -> tuple[Bracket, list[str]]:
    """The old ways to read a stretch and the new ones, each once; and what that does, in words."""
    known, asked = [a.words for a in olds], [a.words for a in news]
    added = [words for words in dict.fromkeys(asked) if words not in known]
    if len(asked) == 1 and asked[0] in known:
        kept = [replace(a, by=_also(a.by, by)) if a.words == asked[0] else _left(a, by) for a in olds]
        return _from(kept), [f'asks for "{asked[0]}"' if asked[0] else "asks for none of the wordings"]
    mine = by if len(added) == 1 and (added[0] or len(asked) == 1) else ""
    olds = [a if a.words in asked else _left(a, by) for a in olds]
    bracket = _from([*olds, *(Alternative(words, _also((), mine)) for words in added)])
    if len(known) == 1:
        return bracket, [_instead(known[0], asked)]
    said = [f'adds the wording "{words}"' if words else "strikes all wordings" for words in added]
    if len(asked) > 1:
        said += [f'strikes the wording "{words}"' for words in known if words and words not in asked]
    return bracket, said


def _instead(was: str, asked: Sequence[str]) -> str:
    """What is done to words that stood in no bracket."""
    wanted = " | ".join(words for words in asked if words)
    if not was:
        return f'adds "{wanted}"'
    if not wanted:
        return f'strikes "{was}"'
    return f'puts "{wanted}" for "{was}"'


def _from(alternatives: Sequence[Alternative]) -> Bracket:
    """A bracket; where the choice is words or nothing and nobody asked for nothing, the words alone."""
    found = sorted(alternatives, key=lambda a: not a.words)
    if len(found) == 2 and found[1] == Alternative(""):
        del found[1]
    return Bracket(tuple(found))


def _also(by: tuple[str, ...], one: str) -> tuple[str, ...]:
    return (*by, one) if one and one not in by else by


def _left(alternative: Alternative, by: str) -> Alternative:
    """The wording without the party that struck it."""
    return replace(alternative, by=tuple(one for one in alternative.by if one != by))


def _share(one: str, other: str) -> float:
    bags = [Counter(re.findall(r"\w+", words.casefold())) for words in (one, other)]
    total = bags[0].total() + bags[1].total()
    return 2 * (bags[0] & bags[1]).total() / total if total else 0.0
