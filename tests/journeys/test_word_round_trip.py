"""A text goes out to Word, through LibreOffice as a lawyer's office would save it, and comes back whole."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from parley.bridging.text.kept.version import Remark
from parley.bridging.text.returned.imported import imported
from parley.bridging.text.written.in_word import lines_in_word
from parley.bridging.text.written.notation import parse, write
from parley.bridging.text.written.view import for_parties
from parley.briefs.text_docx import mediators_file, parties_file, text_docx
from parley.evidence.reading.tracked import TrackedFile, read_tracked

pytestmark = pytest.mark.slow

TEXTS = {
    "en": (
        """
# Draft agreement on a truce

## Article 1. Duration

1.1. The truce lasts [six weeks {north} | without limit {south}] from the day of signature.

1.2. The forces leave the corridor by day 42. {agreed}

1.3. A joint office hears complaints.

1.4. This clause will go.
""",
        """
# Draft agreement on a lasting truce

## Article 1. Duration

1.1. The truce lasts [eight weeks {north} | without limit {south}] from the day of entry into force.

1.2. A joint office hears complaints [in writing].

1.3. The forces leave the corridor by day 50. {agreed}

1.4. People return on foot.
""",
    ),
    "ar": (
        """
# مسودة اتفاق على هدنة

1.1. تستمر الهدنة [ستة أسابيع {north} | بلا حد {south}] من يوم التوقيع.

1.2. تنسحب القوات من الممر في اليوم 42.

1.3. يعمل مكتب الأمم المتحدة (UN) في معبر Rafah.
""",
        """
# مسودة اتفاق على هدنة دائمة

1.1. تستمر الهدنة [ثمانية أسابيع {north} | بلا حد {south}] من يوم دخولها حيز التنفيذ.

1.2. يعمل مكتب الأمم المتحدة (UN) في معبر Rafah من 10 إلى 30 شخصاً.

1.3. تنسحب القوات من الممر في اليوم 50.
""",
    ),
    "he": (
        """
# טיוטת הסכם הפסקת אש

1.1. הפסקת האש נמשכת [שישה שבועות {north} | ללא הגבלה {south}] מיום החתימה.

1.2. הכוחות עוזבים את המסדרון (Philadelphi) עד יום 42.
""",
        """
# טיוטת הסכם הפסקת אש

1.1. הפסקת האש נמשכת [שמונה שבועות {north} | ללא הגבלה {south}] מיום החתימה.

1.2. הכוחות עוזבים את המסדרון (Philadelphi) עד יום 50, [ברגל | ברכב].

1.3. השמות נמסרים 3 ימים מראש.
""",
    ),
}
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="LIB" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>
""".replace("LIB", "http://openoffice.org/2000/library")
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="SCRIPT" script:name="Module1" script:language="StarBasic">{edits}</script:module>
""".replace("SCRIPT", "http://openoffice.org/2000/script")
EDITS = """
Sub Edit
 Dim hidden(0) As New com.sun.star.beans.PropertyValue
 hidden(0).Name = "Hidden"
 hidden(0).Value = True
 file = StarDesktop.loadComponentFromURL("FROM", "_blank", 0, hidden())
 file.RecordChanges = True
 search = file.createSearchDescriptor()
 other = file.createReplaceDescriptor()
 other.SearchString = "day 42"
 other.ReplaceString = "day 50"
 file.replaceAll(other)
 search.SearchString = "1.2."
 place = file.Text.createTextCursorByRange(file.findFirst(search))
 place.gotoEndOfParagraph(False)
 file.Text.insertControlCharacter(place, 0, False)
 file.Text.insertString(place, "1.2a. Names are handed over first.", False)
 search.SearchString = "1.4."
 place = file.Text.createTextCursorByRange(file.findFirst(search))
 place.gotoStartOfParagraph(False)
 place.gotoEndOfParagraph(True)
 place.String = ""
 search.SearchString = "joint office"
 found = file.findFirst(search)
 found.CharWeight = 150
 remark = file.createInstance("com.sun.star.text.textfield.Annotation")
 remark.Content = "Whose office?"
 remark.Author = "R. Jurist"
 file.Text.insertTextContent(found, remark, True)
 Dim kind(0) As New com.sun.star.beans.PropertyValue
 kind(0).Name = "FilterName"
 kind(0).Value = "MS Word 2007 XML"
 file.storeToURL("TO", kind())
 file.close(True)
End Sub
"""
HEADS = {language: f"---\nlanguage: {language}\n---\n" for language in TEXTS}


class Office:
    """LibreOffice with a profile of its own."""

    def __init__(self, program: str, home: Path) -> None:
        self.program, self.home = program, home

    def __call__(self, content: bytes, name: str) -> bytes:
        """What LibreOffice saves of a file that it has opened."""
        out = self.home / "out"
        file = self.home / f"{name}.docx"
        file.write_bytes(content)
        said = self.run("--convert-to", "docx", "--outdir", str(out), str(file))
        if not (out / file.name).is_file():
            pytest.skip(f"LibreOffice does not convert here: {said[:200]}")
        return (out / file.name).read_bytes()

    def edited(self, content: bytes, name: str) -> bytes:
        """What it saves after somebody has worked on the file there, with tracking on (`EDITS`)."""
        self(content, name)  # which makes the profile
        file, out = self.home / f"{name}.docx", self.home / f"{name}-edited.docx"
        basic = self.home / "profile" / "user" / "basic" / "Standard"
        basic.mkdir(parents=True, exist_ok=True)
        edits = EDITS.replace("FROM", file.as_uri()).replace("TO", out.as_uri())
        (basic / "Module1.xba").write_text(MODULE.format(edits=edits))
        (basic / "script.xlb").write_text(LIBRARY)
        said = self.run("macro:///Standard.Module1.Edit")
        if not out.is_file():
            pytest.skip(f"LibreOffice runs no macro here: {said[:200]}")
        return out.read_bytes()

    def run(self, *words: str) -> str:
        command = [self.program, f"-env:UserInstallation={(self.home / 'profile').as_uri()}", "--headless"]
        try:
            ran = subprocess.run([*command, *words], capture_output=True, text=True, timeout=60, check=False)
        except subprocess.TimeoutExpired:
            return "no answer within a minute"
        return ran.stderr.strip()


@pytest.fixture(scope="module")
def through(tmp_path_factory):
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed here")
    return Office(program, tmp_path_factory.mktemp("office"))


def said(file: TrackedFile, side: str) -> tuple[str, ...]:
    lines = (" ".join(line.words.split()) for line in file.lines(side) if line.style != "Note on the text")
    return tuple(line for line in lines if line)


def changes(file: TrackedFile) -> list[tuple[str, str, bool]]:
    return [(r.kind, r.words, bool(r.move)) for p in file.paragraphs for r in p.runs if r.kind != "kept"]


@pytest.mark.parametrize("language", TEXTS)
def test_changes_moves_and_both_texts_come_back(through, language):
    was, now = (parse(HEADS[language] + words) for words in TEXTS[language])
    sent = text_docx(parties_file(now, was))

    back = read_tracked(Path("back.docx"), through(sent, language))

    assert said(back, "before") == lines_in_word(for_parties(was))
    assert said(back, "after") == lines_in_word(for_parties(now))
    assert changes(back) == changes(read_tracked(Path("sent.docx"), sent))
    taken = imported(was, back, Path("back.docx"), by="north", way="accept")
    assert for_parties(taken.text).parts == for_parties(now).parts


def test_remarks_come_back_with_the_words_they_are_about(through):
    was, now = (parse(HEADS["en"] + words) for words in TEXTS["en"])
    remarks = (
        Remark("1.1", "entry into force", "Which day? أي يوم؟", "South"),
        Remark("1.4", "", "Too late.", "North"),
    )
    sent = text_docx(mediators_file(now, was, remarks=remarks))

    back = read_tracked(Path("back.docx"), through(sent, "remarks"))

    def of(file: TrackedFile) -> list[tuple[str, str, str]]:
        return sorted((comment.said, comment.by, comment.words) for comment in file.comments)

    assert of(back) == of(read_tracked(Path("sent.docx"), sent))
    taken = imported(was, back, Path("back.docx"), by="R. Jurist", way="accept")
    assert {(r.clause, r.words, r.said, r.by) for r in taken.remarks} == {
        ("1.1", "entry into force", "Which day? أي يوم؟", "South"),
        ("1.4", "", "Too late.", "North"),
    }


@pytest.mark.parametrize("language", TEXTS)
def test_highlights_and_directions_come_back(through, language):
    now = parse(HEADS[language] + TEXTS[language][1])
    sent = text_docx(parties_file(now))

    def marks(content: bytes) -> tuple[set[str], bool, bool]:
        with zipfile.ZipFile(io.BytesIO(content)) as whole:
            text = whole.read("word/document.xml").decode()
        yellow = re.findall(r'<w:highlight w:val="yellow"/>(?:(?!</w:r>).)*<w:t[^>]*>([^<]*)', text)
        paragraphs = re.search(r'<w:bidi(?: w:val="(?:1|true)")?/>', text)
        runs = re.search(r"<w:rtl(?: w:val=\"(?:1|true)\")?/>", text)
        return set("".join(yellow).split()), paragraphs is not None, runs is not None

    before, after = marks(sent), marks(through(sent, f"looks-{language}"))

    assert before == after
    assert before[1:] == ((True, True) if language != "en" else (False, False))


def test_what_somebody_does_in_libreoffice_with_tracking_on_is_found(through):
    was = parse(HEADS["en"] + TEXTS["en"][0])
    content = through.edited(text_docx(parties_file(was)), "worked-on")

    back = read_tracked(Path("back.docx"), content)
    taken = imported(was, back, Path("back.docx"), by="South's lawyers", party="south")

    assert said(back, "before") == lines_in_word(for_parties(was))
    assert (back.is_tracked, taken.notes[1:]) == (True, ())  # the first is on looks: a few words are bold
    assert [line for line in write(taken.text).splitlines() if line[:2] == "1."] == [
        "1.1. The truce lasts [six weeks {north} | without limit {south}] from the day of signature.",
        "1.2. The forces leave the corridor by day [42 | 50 {south}].",
        "1.2a. [Names are handed over first. {south}]",
        "1.3. A joint office hears complaints.",
        "1.4. [This clause will go. | {south}]",
    ]
    assert [(r.clause, r.words, r.said, r.by) for r in taken.remarks] == [
        ("1.3", "joint office", "Whose office?", "R. Jurist")
    ]


def test_the_parties_file_still_names_nobody_after_libreoffice(through):
    was, now = (parse(HEADS["en"] + words) for words in TEXTS["en"])
    content = through(text_docx(parties_file(now, was)), "names")

    back = read_tracked(Path("back.docx"), content)

    assert {run.by for p in back.paragraphs for run in p.runs if run.by} == {"Mediator"}
