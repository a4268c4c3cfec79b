"""A brief as one HTML file that needs nothing else: no network, no script; prints on A4.

Room: briefs. Lays out `parley.briefs.content`, and says nothing of its own.
"""

from collections.abc import Iterator
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from parley.briefs.content import Block, Brief, Figure, Items, Passage, Said
from parley.briefs.phrases.catalogue import END, ISOLATE, LEFT, Phrases
from parley.briefs.phrases.words import STRENGTH_WORDS


def to_html(brief: Brief) -> str:
    """The whole file as text; the same brief gives the same bytes."""
    phrases = Phrases(brief.language)
    here = files("parley.briefs") / "templates"
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["own"] = own_marked
    template = environment.from_string((here / "brief.html.j2").read_text("utf-8"))
    sheets = ["brief.css", *["papers.css"] * (brief.kind != "brief"), *["rtl.css"] * phrases.rtl]
    css = "".join((here / sheet).read_text("utf-8") for sheet in sheets)
    if brief.landscape:
        css += "@page { size: A4 landscape; } @media screen { body { max-width: 80rem; } }\n"
    places = {
        d.id: phrases("{first}, {second}", first=f"S{k}", second=d.day)
        for k, d in enumerate(brief.sources, 1)
    }
    words = {n.number: f"“{n.quote.text}” {n.source}" for n in brief.notes if n.quote is not None}
    shared = {
        "phrases": phrases,
        "comma": phrases(", "),
        "strengths": [phrases.put(word) for word in STRENGTH_WORDS],
        "pieces": _pieces,
        "words": words,
        "places": places,
        "printed": _printed(brief),
    }
    return template.render(b=brief, css=css, **shared) + "\n"


def own_marked(text: str) -> Markup:
    """Isolates as elements: words of the case in `bdi`, English of ours in another language marked so.

    >>> print(own_marked("\u2068A & B\u2069 \u2066sums\u2069"))
    <bdi>A &amp; B</bdi> <bdi lang="en" dir="ltr">sums</bdi>
    """
    marked = str(escape(text)).replace(ISOLATE, "<bdi>").replace(LEFT, '<bdi lang="en" dir="ltr">')
    return Markup(marked.replace(END, "</bdi>"))


def _printed(brief: Brief) -> frozenset[int]:
    """Notes that belong on paper: cited where paper shows it, and not spelled out among the assumptions."""
    cited: set[int] = set()
    assumed: set[int] = set()
    for section in brief.sections:
        here = {n for block in section.blocks for said in _shown(block) for n in said.notes}
        (assumed if section.id == "assumed" else cited).update(here)
    spelled = {n.number for n in brief.notes if n.kind == "assumption"} & assumed
    return frozenset((cited | assumed) - spelled)


def _shown(block: Block) -> Iterator[Said]:
    """What is said in a block without unfolding anything."""
    if isinstance(block, Said):
        yield block
    elif isinstance(block, Items):
        yield from block.items
    elif isinstance(block, Figure):
        yield block.caption
    elif not block.folded:
        yield from (said for row in block.rows for cell in row for said in cell.said)


def _pieces(passage: Passage) -> Iterator[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """A passage cut at its marks: words, the notes that quote them, and the notes that begin there."""
    at = 0
    begun: set[int] = set()
    for start, end, numbers in passage.marks:
        if start > at:
            yield passage.text[at:start], (), ()
        fresh = tuple(n for n in numbers if n not in begun)
        begun.update(fresh)
        yield passage.text[start:end], numbers, fresh
        at = end
    if at < len(passage.text):
        yield passage.text[at:], (), ()
