"""Word and PDF files made for tests, and a reader simple enough to foresee. Loaded by path."""

import io
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from pypdf import PdfReader, PdfWriter

from parley.evidence.claim import Attribution, Claim, Event, Fact, Value, When
from parley.evidence.document import Document
from parley.evidence.glossary import Actor, Glossary, Subject, Topic
from parley.evidence.reader import Reading
from parley.ground.ids import ClaimId

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BY = 'w:author="A" w:date="2024-08-19T10:00:00Z"'


def run(words: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def word_file(path: Path, *, tracked: bool = True) -> Path:
    """Two paragraphs with changes, a table with a deleted row, a footnote, a comment."""
    file = docx.Document()
    file.core_properties.title = "Draft of the second round"
    first = file.add_paragraph("North demands ")
    if tracked:
        first._p.append(parse_xml(f'<w:ins {_W} w:id="1" {_BY}>{run("a staged ")}</w:ins>'))
        first._p.append(parse_xml(f'<w:del {_W} w:id="2" {_BY}>{run("a complete ", "delText")}</w:del>'))
    first.add_run("withdrawal from the ").bold = True
    first.add_run("crossing.")
    second = file.add_paragraph("South refuses")
    if tracked:
        second._p.get_or_add_pPr().append(parse_xml(f'<w:rPr {_W}><w:del w:id="3" {_BY}/></w:rPr>'))
    file.add_paragraph(" joint patrols.")
    table = file.add_table(rows=2, cols=2)
    for row, column, words in (
        (0, 0, "Party"),
        (0, 1, "Position"),
        (1, 0, "North"),
        (1, 1, "North asks for talks."),
    ):
        table.cell(row, column).text = words
    if tracked:
        gone = f"<w:trPr><w:del w:id='4' {_BY}/></w:trPr><w:tc><w:p>{run('gone')}</w:p></w:tc>"
        table._tbl.append(parse_xml(f"<w:tr {_W}>{gone}</w:tr>"))
    notes = (
        f'<w:footnotes {_W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="2"><w:p>{run("The mediators ask for a reply.")}</w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), file.part.package)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    file.part.relate_to(part, relation)
    file.save(str(path))
    return path


def pdf_file(
    path: Path, pages: Sequence[Sequence[str]], *, password: str | None = None, about: str = ""
) -> Path:
    """One line of text a line; an empty one leaves a gap. Laid out here and by nothing else."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown, y = [], 760
        for line in lines:
            escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            if line:
                shown.append(f"BT /F1 11 Tf 1 0 0 1 60 {y} Tm ({escaped}) Tj ET")
            y -= 14
        stream = "\n".join(shown).encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % content
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(kids),
        b" ".join(b"%d 0 R" % k for k in kids),
    )
    objects.append(b"<< " + about.encode() + b" >>")
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content_bytes in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content_bytes + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    out += b"startxref\n%d\n%%%%EOF\n" % start
    if password is not None:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(bytes(out))))
        writer.encrypt(password, algorithm="RC4-128")
        writer.write(str(path))
    else:
        path.write_bytes(bytes(out))
    return path


ACTS = {
    "demands": "demand",
    "wants": "prefer",
    "refuses": "reject",
    "accepts": "accept",
    "denies": "deny",
    "accuses": "accuse",
    "proposes": "propose",
}
GLOSSARY = Glossary(
    actors=(
        Actor("north", "North", "principal", "state"),
        Actor("north-army", "Generals", "principal", "group", member_of="north"),
        Actor("south", "South", "principal", "state"),
        Actor("envoy", "Envoy", "mediator", "person"),
    ),
    subjects=(
        Subject(
            "corridor",
            "Corridor",
            ("corridor",),
            (
                Topic("withdrawal", "Complete withdrawal", ("withdrawal",)),
                Topic("patrols", "Joint patrols", ("patrols",)),
            ),
        ),
        Subject("lists", "Names on the lists", ("names",), unit="names", numeric=True),
    ),
)


class PlainReader:
    """Reads "North demands complete withdrawal from the corridor." and the like, and nothing else."""

    name = "plain 1"

    def discover(self, documents: Sequence[Document], field: str | None = None) -> Glossary:
        return GLOSSARY

    def read(self, document: Document, glossary: Glossary | None = None) -> Reading:
        known = glossary or GLOSSARY
        names = {actor.name: actor.id for actor in known.actors}
        pattern = re.compile(rf"\b({'|'.join(names)}) ({'|'.join(ACTS)}) ([^.]+)\.")
        claims = []
        for found in pattern.finditer(document.text, document.body):
            who, cue, what = found.groups()
            subject, topic = _about(what, known)
            number = re.search(r"\d+", what)
            claims.append(
                Claim(
                    ClaimId(f"r{len(claims) + 1}"),
                    (names[who],),
                    ACTS[cue],
                    document.quote(*found.span()),
                    document.quote(*found.span(3)),
                    polarity="-" if cue == "refuses" else "+",
                    scope="some" if who == "Generals" else "all",
                    strength="firm" if "absolutely" in what else "stated",
                    status="conditional" if " if " in what else "current",
                    issue=subject,
                    option=topic,
                    option_fit="explicit" if topic else "none",
                    value=_number(number[0], known, subject) if number else None,
                    cue=document.quote(*found.span(2)),
                    actor_mention=document.quote(*found.span(1)),
                    attribution=Attribution("document", None, "unattributed"),
                    supports=claims[-1].id if cue == "denies" and claims else None,
                    published=document.published,
                    disclosure=document.disclosure,
                    confidence=0.9 if topic else 0.4,
                    rule="plain",
                )
            )
        facts = [
            Fact(f"f{n}", "hostages", document.quote(*m.span()), float(m[1]), published=document.published)
            for n, m in enumerate(re.finditer(r"(\d+) hostages", document.text), start=1)
        ]
        events = [
            Event(f"e{n}", "round", document.quote(*m.span()), m[1], published=document.published)
            for n, m in enumerate(re.finditer(r"talks in (\w+)", document.text), start=1)
        ]
        return Reading(document, self.name, tuple(claims), tuple(facts), tuple(events), known)


def _number(written: str, glossary: Glossary, subject: str | None) -> Value:

    unit = next((s.unit for s in glossary.subjects if s.id == subject), None)
    return Value(float(written), unit)


def _about(what: str, glossary: Glossary) -> tuple[str | None, str | None]:
    for subject in glossary.subjects:
        if any(word in what for word in subject.keywords):
            for topic in subject.options:
                if any(word in what for word in topic.keywords):
                    return subject.id, topic.id
            return subject.id, None
    return None, None


def when(document: Document, words: str, start: date, end: date) -> When:
    return When(document.find(words), start, end)
