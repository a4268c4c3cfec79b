"""Paragraphs, sentences, tokens and quotations of a text, with their places.

Room: evidence. Plain functions of a text and a lexicon.
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass, field

from parley.evidence.rules.lexicon import Lexicon

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"
    r"|(?:do|does|did|wo|ca|could|would|should|is|are|was|were|has|have|had|must|need)(?=n['’]t\b)"
    r"|n['’]t\b"
    r"|\d[\d,]*\d(?:\.\d+)?|\d+(?:\.\d+)?"
    r"|[^\W\d_]+(?:[-‑][^\W\d_]+)*"
    r"|['’](?:s|re|ve|ll|d|m)\b"
    r"|\S",
    re.IGNORECASE,
)
_END = re.compile(r"[.?!…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9À-Þ]|\s*$)")
_OPEN, _CLOSE = "“«„", "”»“"


@dataclass(slots=True)
class Token:
    """One word, number or mark. `tag` is set by `tagging`, `mention` by `mentions`."""

    start: int
    end: int
    text: str
    low: str
    sentence: int
    quoted: int  # which quotation it stands in, -1 for none
    tag: str = ""
    lemma: str = ""  # of a verb
    form: str = ""  # of a verb
    mention: int = -1  # which mention covers it


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens from `first` up to `last`, exclusive."""

    index: int
    start: int
    end: int
    paragraph: int
    first: int
    last: int


@dataclass(slots=True)
class Text:
    """A text cut up."""

    text: str
    tokens: list[Token]
    sentences: list[Sentence]
    quotations: list[tuple[int, int]]  # of the words between the marks
    low: list[str] = field(default_factory=list)
    matches: dict[Hashable, object] = field(
        default_factory=dict
    )  # what `cues` found, by verb and how it stands

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Places in the text of tokens `first` up to `last`, exclusive."""
        return self.tokens[first].start, self.tokens[last - 1].end


def cut(text: str, body: int, lexicon: Lexicon) -> Text:
    """Paragraphs at blank lines and at line ends that end a sentence or a heading; sentences inside them."""
    paragraphs = _paragraphs(text, body)
    quotations = [q for start, end in paragraphs for q in _quotations(text, start, end)]
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, (p_start, p_end) in enumerate(paragraphs):
        for start, end in _sentences(text, p_start, p_end, lexicon):
            first = len(tokens)
            for m in _TOKEN.finditer(text, start, end):
                word = m.group()
                tokens.append(
                    Token(m.start(), m.end(), word, word.lower().replace("‑", "-"), len(sentences), -1)
                )
            if len(tokens) > first:
                sentences.append(Sentence(len(sentences), start, end, number, first, len(tokens)))
    _mark_quoted(tokens, quotations)
    return Text(text, tokens, sentences, quotations, [t.low for t in tokens])


def _paragraphs(text: str, body: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    start = body
    lines = list(re.finditer(r"[^\n]*(?:\n|$)", text[body:]))
    for k, line in enumerate(lines):
        content = line.group().strip()
        following = lines[k + 1].group().strip() if k + 1 < len(lines) else ""
        ends = (
            not content
            or not following
            or content[-1] in '.?!:”"»)'
            or len(content) < 60
            or following[:1] in "#-*•|>"
            or content[:1] in "#|"
        )
        if ends:
            stop = body + line.end()
            if text[start:stop].strip():
                lead = len(text[start:stop]) - len(text[start:stop].lstrip())
                out.append((start + lead, start + len(text[start:stop].rstrip())))
            start = stop
    return out


def _sentences(text: str, start: int, end: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    out = []
    at = start
    short = lexicon.words["abbreviations"].single
    for m in _END.finditer(text, start, end):
        if text[m.start()] == "." and m.end() - m.start() == 1:
            before = re.search(r"(\S+)$", text[at : m.start()])
            word = before.group(1).lstrip("(“\"'‘").lower() if before else ""
            if word in short or re.fullmatch(r"[a-z]|(?:[a-z]\.)+[a-z]", word):
                continue
        if m.end() < end and _inside_quote(text, at, m.end(), end):
            continue
        out.append((at, m.end()))
        at = m.end()
        while at < end and text[at].isspace():
            at += 1
    if at < end:
        out.append((at, end))
    return [(s, e) for s, e in out if e > s]


def _inside_quote(text: str, start: int, at: int, end: int) -> bool:
    """Whether a short bracket is still open: such a stop ends no sentence."""
    piece = text[start:at]
    return piece.count("(") > piece.count(")") and ")" in text[at : min(end, at + 80)]


def _quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out = []
    opened: int | None = None
    closes = ""
    for i in range(start, end):
        c = text[i]
        if opened is None:
            if c in "“«„":
                opened, closes = i + 1, {"“": "”", "«": "»", "„": "“”"}[c]
            elif c == '"':
                opened, closes = i + 1, '"'
            elif (
                c in "‘'"
                and (i == start or not text[i - 1].isalnum())
                and i + 1 < end
                and text[i + 1].isalpha()
            ):
                stop = re.search(r"[’'](?![A-Za-z])", text[i + 1 : end])
                if stop and (c == "‘" or text[i + 1 + stop.start() - 1] in ".,?!"):
                    opened, closes = i + 1, "’'"
        elif c in closes and not (c in "’'" and i + 1 < end and text[i + 1].isalpha()):
            if i > opened:
                out.append((opened, i))
            opened = None
    if opened is not None and opened < end and closes not in ("’'",):
        out.append((opened, end))
    return out


def _mark_quoted(tokens: list[Token], quotations: list[tuple[int, int]]) -> None:
    k = 0
    for token in tokens:
        while k < len(quotations) and quotations[k][1] <= token.start:
            k += 1
        if k < len(quotations) and quotations[k][0] <= token.start:
            token.quoted = k
