"""Which clauses does an agreement have that was written without Parley's notation?

Room: bridging. Words only: what a Word file, a PDF or a mail holds. Lenient, where the notation is strict:
what cannot be told apart stays words. Square brackets that close are brackets; braces mean nothing.
"""

import re
from collections.abc import Iterator

from parley.bridging.text.written.model import (
    Alternative,
    Bracket,
    Clause,
    Heading,
    NegotiatingText,
    Part,
    Piece,
)
from parley.bridging.text.written.numbering import ARTICLES, headed, numbered
from parley.bridging.text.written.wording import collapsed, tidy

LONGEST_HEADING = 90  # letters; a longer line without a number is a sentence
_MARKED = re.compile(r"#{1,6}\s+(.*)")
_ARTICLE = re.compile(
    rf"((?:{'|'.join(ARTICLES)})\s+(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Z]))\s*[.:–—-]?\s*(.*)", re.IGNORECASE
)
_ROMAN = re.compile(r"([IVXLC]+)\.\s+(\S.*)")
_ITEM = re.compile(r"(\([a-z0-9]{1,4}\)|[a-z]\))\s+")
_GAP = re.compile(r"\s+(?=\S{1,12}\s+[^\W\d_a-z]|\S{1,12}\s+[\[“\"])")
_ENDS = ".;:!?])”؟؛"
_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")


def from_plain(words: str, title: str = "", language: str = "en") -> NegotiatingText:
    """A text from the words of a document: paragraphs apart by empty lines, or one clause a line.

    Numbers stay as they are printed. A number that comes twice is made one of its article ("2" below "Article
    3" becomes "3.2"), or stays words. Where nothing is numbered, paragraphs are counted from 1.

    Args:
        title: where the document states it; else its first line, if that can be one.

    >>> text = from_plain("Truce\\n\\n1. Fire stops [now | at dawn].\\n2. Roads open.")
    >>> text.title, [c.number for c in text.clauses()], text.parts[0].words
    ('Truce', ['1', '2'], 'Fire stops [now | at dawn].')
    """
    blocks = list(_parted(_blocks(_CONTROL.sub("", words.removeprefix("\ufeff")))))
    if blocks and (stated := _title(blocks, title)):
        title = stated
        blocks[0] = collapsed(blocks[0])[len(stated) :].strip() if not _MARKED.match(blocks[0]) else ""
        blocks = list(filter(None, blocks))
    parts = list(_parts(blocks))
    clauses = [part for part in parts if isinstance(part, Clause)]
    if clauses and not any(clause.number for clause in clauses):
        parts = list(_counted(parts))
    return NegotiatingText(collapsed(title), tuple(parts), language)


def pieces_of(words: str) -> tuple[Piece, ...]:
    """Words with their brackets, where a bracket closes, holds words and no bracket.

    >>> pieces_of("stay [here] and [")
    ('stay ', Bracket(alternatives=(Alternative(words='here', by=(), terms=()),)), ' and [')
    """
    found: list[Piece] = []
    end = 0
    for bracket in _BRACKET.finditer(words):
        alternatives = tuple(Alternative(collapsed(part)) for part in bracket[1].split("|"))
        if any(a.words for a in alternatives):
            found += [words[end : bracket.start()], Bracket(alternatives)]
            end = bracket.end()
    return tidy([*found, words[end:]])


def _blocks(words: str) -> Iterator[str]:
    """Paragraphs; a line that goes on counting the clauses begins one, and so does a numbered heading."""
    last: str | None = None
    for paragraph in re.split(r"\n[^\S\n]*\n", words.replace("\r\n", "\n").replace("\r", "\n")):
        block: list[str] = []
        for line in filter(None, map(str.strip, paragraph.split("\n"))):
            found = numbered(line)
            follows = found is not None and (not block or _follows(last, found[0]))
            alone = bool(_MARKED.match(line)) or (bool(_ARTICLE.fullmatch(line)) and _short(line))
            if block and (follows or alone or (_ITEM.match(line) and last is not None)):
                yield " ".join(block)
                block = []
            if found and follows:
                last = found[0]
            block.append(line)
            if alone:
                yield " ".join(block)
                block = []
        if block:
            yield " ".join(block)


def _parted(blocks: Iterator[str]) -> Iterator[str]:
    """Paragraphs that a PDF ran together, parted before the next number behind a sentence or a heading."""
    last: str | None = None
    for block in blocks:
        start = 0
        article = _ARTICLE.match(block)
        if found := numbered(block):
            last = found[0]
        for gap in _GAP.finditer(block):
            found = numbered(block[gap.end() :])
            if found is None or gap.start() == 0 or not _follows(last, found[0]):
                continue
            behind_heading = (
                article is not None and gap.start() >= article.end(1) and _first_of(article, found[0])
            )
            if behind_heading or block[gap.start() - 1] in _ENDS:
                yield block[start : gap.start()]
                start, last, article = gap.end(), found[0], None
        yield block[start:]


def _first_of(article: re.Match[str], number: str) -> bool:
    """Whether a clause could be the first of an article: 1, or 2.1 of Article 2."""
    return number == "1" or number == f"{article[1].split()[-1]}.1"


def _follows(last: str | None, number: str) -> bool:
    """Whether one counts so: to the next, to the first below it, or to the next of a level above."""
    if last is None:
        return re.fullmatch(r"1(?:\.1)*", number) is not None
    before, now = re.findall(r"[a-z0-9]+", last), re.findall(r"[a-z0-9]+", number)
    if now == [*before, "1"] or now in ([*before, "a"], ["1"]):
        return True
    step = now[-1:] and len(now) <= len(before) and now[:-1] == before[: len(now) - 1]
    if step and _next(before[len(now) - 1]) == now[-1]:
        return True
    return len(now) > 1 and now[-1] == "1" and len(before) > 1 and _next(before[0]) == now[0]


def _next(count: str) -> str:
    if count.isdigit():
        return str(int(count) + 1)
    return chr(ord(count) + 1) if len(count) == 1 else ""


def _title(blocks: list[str], stated: str) -> str:
    """The title, where the first paragraph is it."""
    first = blocks[0]
    if marked := _MARKED.match(first):
        return marked[1] if re.match(r"#\s", first) else ""
    wanted = collapsed(stated)
    if wanted and f"{collapsed(first)} ".casefold().startswith(f"{wanted} ".casefold()):
        return wanted
    plain = not (numbered(first) or _ARTICLE.match(first) or _ROMAN.match(first) or "[" in first)
    return first if not stated and plain and _short(first) else ""


def _short(line: str) -> bool:
    return len(line) <= LONGEST_HEADING and not line.rstrip().endswith((".", ";", ",", ":", "؛", "،"))


def _parts(blocks: list[str]) -> Iterator[Part]:
    taken: set[str] = set()
    article, last = "", ""
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else ""
        if heading := _heading(block, following):
            found = re.search(r"(\d+(?:\.\d+)*)$", heading.number)
            article, last = found[1] if found else "", ""
            yield heading
            continue
        number, words = "", block
        if found_number := numbered(block):
            number, begins = found_number
            if number in taken and article:
                number = f"{article}.{number}"
            if number in taken:
                number = ""
            else:
                words, last = block[begins:], number
        elif (item := _ITEM.match(block)) and last:
            below = f"{last}({item[1].strip('()')})"
            if below not in taken and re.fullmatch(r"[a-z0-9]{1,4}", item[1].strip("()")):
                number, words = below, block[item.end() :]
        taken.add(number)
        yield Clause(number, pieces_of(words))


def _heading(block: str, following: str) -> Heading | None:
    if marked := _MARKED.match(block):
        return Heading(*_named(collapsed(marked[1])), level=max(1, block.index(" ") - 1))
    if (article := _ARTICLE.fullmatch(block)) and _short(block) and not article[2][:1].islower():
        return Heading(collapsed(article[2]), collapsed(article[1]))
    if (roman := _ROMAN.fullmatch(block)) and _short(block):
        return Heading(collapsed(roman[2]), roman[1])
    found = numbered(block)
    if found and _short(block) and not block[found[1] :].lstrip()[:1].islower():
        below = numbered(following)
        if below and below[0].startswith(f"{found[0]}."):
            return Heading(collapsed(block[found[1] :]), found[0])
    if not found and _short(block) and "[" not in block and any(c.isalpha() for c in block):
        loud = block.upper() == block and block.lower() != block
        if loud or (numbered(following) and len(block.split()) <= 8):
            return Heading(collapsed(block))
    return None


def _named(words: str) -> tuple[str, str]:
    """Words and number of a heading."""
    found = headed(words)
    return (found[1], found[0]) if found else (words, "")


def _counted(parts: list[Part]) -> Iterator[Part]:
    count = 0
    for part in parts:
        if isinstance(part, Clause):
            count += 1
            yield Clause(str(count), part.pieces)
        else:
            yield part
