"""A text goes out to Word, through LibreOffice as a lawyer's office would save it, and comes back whole."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from parley.bridging.text.imported import imported
from parley.bridging.text.in_word import lines_in_word
from parley.bridging.text.notation import parse
from parley.bridging.text.version import Remark
from parley.bridging.text.view import for_parties
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
HEADS = {language: f"---\nlanguage: {language}\n---\n" for language in TEXTS}


@pytest.fixture(scope="module")
def through(tmp_path_factory):
    """What LibreOffice saves of a file that it has opened, with a profile of its own."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed here")
    home = tmp_path_factory.mktemp("office")

    def save(content: bytes, name: str) -> bytes:
        (home / f"{name}.docx").write_bytes(content)
        out = home / "out"
        command = [office, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", "docx", "--outdir", str(out), str(home / f"{name}.docx")]
        said = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if not (out / f"{name}.docx").is_file():
            pytest.skip(f"LibreOffice does not convert here: {said.stderr.strip()[:200]}")
        return (out / f"{name}.docx").read_bytes()

    return save


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


def test_the_parties_file_still_names_nobody_after_libreoffice(through):
    was, now = (parse(HEADS["en"] + words) for words in TEXTS["en"])
    content = through(text_docx(parties_file(now, was)), "names")

    back = read_tracked(Path("back.docx"), content)

    assert {run.by for p in back.paragraphs for run in p.runs if run.by} == {"Mediator"}
