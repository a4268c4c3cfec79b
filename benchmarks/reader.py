"""How long does the rules reader take for an article, beside a plain reference on the same texts?

`python benchmarks/reader.py [ARTICLES]` prints milliseconds an article and the ratio to the reference, a
bare regular expression that cuts sentences and words. Budget: 50 ms an article, 1,000 articles a minute on
one core.
"""

import re
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from parley.evidence.document import Document
from parley.evidence.glossary import Actor, Glossary, Subject, Topic
from parley.evidence.rules.reader import RulesReader
from parley.ground.digest import digest_bytes
from parley.ground.ids import DocumentId

TEXTS = Path(__file__).parents[1] / "tests" / "evidence" / "development"
SENTENCE, WORD = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])"), re.compile(r"\w+")
TALKS = Glossary(
    (
        Actor("norrail", "Norrail", "principal", "organisation"),
        Actor("urs", "Union of Railway Staff", "principal", "organisation", aliases=("URS",)),
        Actor("conciliator", "Ada Lindqvist", "mediator", "person", aliases=("conciliator",)),
    ),
    (
        Subject("pay", "Pay", ("pay", "rise", "percent"), (), "percent", True),
        Subject("hours", "Hours", ("hours", "week", "working time"), (), "hours", True),
        Subject("nights", "Night shifts", ("night shifts",), (Topic("voluntary", "voluntary night shifts"),)),
    ),
)


def articles(count: int) -> list[Document]:
    """The development texts over and over, each time a document of its own."""
    texts = [p.read_text(encoding="utf-8") for p in sorted(TEXTS.glob("*.txt"))]
    chosen = [texts[k % len(texts)] for k in range(count)]
    return [
        Document(DocumentId(f"d{k}"), t, digest_bytes(t.encode()), f"d{k}.txt", published=date(2025, 6, 1))
        for k, t in enumerate(chosen)
    ]


def seconds(read: Callable[[Document], object], documents: list[Document]) -> float:
    """How long it takes to read all of them."""
    start = time.perf_counter()
    for document in documents:
        read(document)
    return time.perf_counter() - start


def reference(document: Document) -> int:
    """Sentences and words by two regular expressions."""
    return sum(len(WORD.findall(s)) for s in SENTENCE.split(document.text))


def main() -> None:
    documents = articles(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    words = sum(len(WORD.findall(d.text)) for d in documents) / len(documents)
    reader = RulesReader()
    reader.read(documents[0], TALKS)  # the word lists are read once
    plain = seconds(reference, documents)
    told = seconds(lambda d: reader.read(d, TALKS), documents)
    few = documents[: max(1, len(documents) // 10)]
    cold = seconds(reader.read, few) / len(few)
    each = told / len(documents)
    print(f"{len(documents)} articles of {words:.0f} words")
    print(
        f"with a glossary {1000 * each:6.1f} ms an article, {60 / each:,.0f} a minute (budget 50 ms, 1,000)"
    )
    print(f"cold            {1000 * cold:6.1f} ms an article ({len(few)} read)")
    print(f"reference       {1000 * plain / len(documents):6.2f} ms an article; ratio {told / plain:,.0f}")


if __name__ == "__main__":
    main()
