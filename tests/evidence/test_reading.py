"""Files become documents: text and origin taken out faithfully, and everything else refused."""

import importlib.util
import random
import sys
from datetime import date
from pathlib import Path

import pytest

from parley.evidence.document import Disclosure
from parley.evidence.reading import find_documents, read_document, read_documents
from parley.evidence.reading.extract import LARGEST
from parley.evidence.reading.pdf import Line, joined, without_furniture
from parley.ground.errors import DocumentError

_spec = importlib.util.spec_from_file_location("made_files", Path(__file__).with_name("made_files.py"))
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)

HEAD = '---\ntitle: "A: b"\npublisher: Example Wire # ours\npublished: 2024-08-19\ndisclosure: hint\n---\n'


# Plain text and Markdown


def test_plain_text_is_kept_character_for_character(tmp_path):
    text = "\ufeff“North”  refuses.\r\n\r\n\tSouth –\u00a0so far – e\u0301coute. ﬁn\n\n\n"
    (tmp_path / "a.txt").write_bytes(text.encode())

    document = read_document(tmp_path / "a.txt")

    assert document.text == text
    assert document.text[document.body] == "“"
    assert document.published is None


def test_the_head_of_a_text_states_its_origin_and_stays_in_the_text(tmp_path):
    (tmp_path / "a.md").write_text(HEAD + "\nNorth refuses.\n")

    document = read_document(tmp_path / "a.md")

    assert (document.title, document.publisher) == ("A: b", "Example Wire")
    assert (document.published, document.disclosure) == (date(2024, 8, 19), Disclosure.HINT)
    assert document.text == HEAD + "\nNorth refuses.\n"
    assert document.text[document.body :] == "\nNorth refuses.\n"


def test_a_file_beside_it_wins_over_the_head_and_what_is_said_wins_over_both(tmp_path):
    (tmp_path / "a.md").write_text(HEAD + "North refuses.")
    (tmp_path / "a.md.meta.yaml").write_text("publisher: Another Wire\npublished: 2024-08-20\nlanguage: ar\n")

    document = read_document(tmp_path / "a.md", published=date(2024, 8, 21))

    assert (document.title, document.publisher, document.language) == ("A: b", "Another Wire", "ar")
    assert document.published == date(2024, 8, 21)
    assert read_document(tmp_path / "a.md").published == date(2024, 8, 20)


@pytest.mark.parametrize(
    "rule", ["---\n\nNorth refuses.\n", "---\nNorth refuses.\n---\nSouth does not.\n", "---\n"]
)
def test_a_rule_at_the_top_is_no_head(tmp_path, rule):
    (tmp_path / "a.md").write_text(rule)
    assert read_document(tmp_path / "a.md").body == 0


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("---\ntitle: x\npublishd: 2024-08-19\n---\nA", 3, 'Did you mean "published"'),
        ("---\ntitle: x\npublished: 19 August\n---\nA", 3, "not a day"),
        ("---\ntitle: x\ndisclosure: public-ish\n---\nA", 3, 'Did you mean "public"'),
        ("---\ntitle: x\nNorth refuses.\n", 1, "does not end"),
        ("---\ntitle: x\nno field here\n---\nA", 3, "not a field"),
    ],
)
def test_a_head_that_cannot_be_used_is_placed(tmp_path, text, line, said):
    (tmp_path / "a.md").write_text(text)
    with pytest.raises(DocumentError, match=said) as refused:
        read_document(tmp_path / "a.md")
    assert refused.value.line == line


# HTML

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Talks stall over a crossing | Example Wire</title><meta property="og:site_name" content="Example Wire">
<meta property="article:published_time" content="2024-08-19T08:00:00Z"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World news today</a></li></ul></nav>
<div class="cookie-banner">We use cookies. Accept all cookies to continue.</div>
<article><h1>Talks stall over a crossing</h1>
<p>North demands a complete withdrawal from the crossing, which it calls “essential” for trade.
South, however, insists on keeping its customs post there until a neutral inspector has been agreed.</p>
<p>A spokeswoman for South said on Friday that her government would accept joint inspections if North
<b>stops</b> unannounced patrols.&nbsp;The mediators meet again in two weeks.</p>
<table><tr><th>Party</th><th>Position</th></tr>
<tr><td>North</td><td>North refuses joint patrols.</td></tr></table>
<p>North has rejected the earlier draft. It says the draft leaves out the return of families.</p>
</article><aside class="related"><h3>Related</h3><a href="/x">Ten things to know about rivers</a></aside>
<footer>Copyright 2024 Example Wire. Terms. Privacy.</footer></body></html>"""


def test_a_page_gives_its_article_without_menus_banners_and_links(tmp_path):
    (tmp_path / "a.html").write_text(PAGE)

    document = read_document(tmp_path / "a.html")

    assert document.title == "Talks stall over a crossing"
    assert (document.publisher, document.published) == ("Example Wire", date(2024, 8, 19))
    for words in (
        "North demands a complete withdrawal from the crossing, which it calls “essential” for trade.",
        "if North stops unannounced patrols. The mediators meet again in two weeks.",
        "North\nNorth refuses joint patrols.",
    ):
        assert words in document.text
    for clutter in ("cookies", "Home", "Ten things", "Copyright"):
        assert clutter not in document.text
    assert "\n\nA spokeswoman" in document.text


def test_a_page_in_a_declared_encoding_is_read_in_it(tmp_path):
    (tmp_path / "a.html").write_bytes(PAGE.replace("utf-8", "windows-1252").encode("windows-1252"))
    assert "“essential”" in read_document(tmp_path / "a.html").text


def test_a_page_without_an_article_is_refused(tmp_path):
    (tmp_path / "a.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    with pytest.raises(DocumentError, match="No article"):
        read_document(tmp_path / "a.html")


# Word


def test_tracked_changes_are_read_as_if_accepted_and_counted(tmp_path):
    document = read_document(made.word_file(tmp_path / "draft.docx"))

    assert document.text.split("\n\n") == [
        "North demands a staged withdrawal from the crossing.",
        "South refuses joint patrols.",
        "Party\nPosition",
        "North\nNorth asks for talks.",
        "The mediators ask for a reply.",
    ]
    assert document.notes == ("4 tracked changes; read as if all were accepted",)
    assert (document.title, document.published) == ("Draft of the second round", None)


def test_without_tracked_changes_there_is_nothing_to_note(tmp_path):
    document = read_document(made.word_file(tmp_path / "draft.docx", tracked=False))
    assert document.notes == ()
    assert document.text.startswith("North demands withdrawal from the crossing.")


# PDF

LEFT = [
    "Example Wire                    19 August",
    "North demands a complete withdrawal from the crossing, which it calls es-",
    "sential for long-term trade and for families on both banks of the river, as",
    "it has since the talks began, and it asks for a neutral inspector on the long-",
    "term posts.",
    "",
    "South refuses joint patrols. It says that its customs post stays where it is",
    "until the mediators have heard the border guards and their officers, who",
    "1",
]
RIGHT = [
    "Example Wire                    20 August",
    "were at the crossing in May.",
    "",
    "The mediators meet again in two weeks.",
    "2",
]


def test_lines_are_joined_words_put_together_and_running_heads_left_out(tmp_path):
    document = read_document(made.pdf_file(tmp_path / "a.pdf", [LEFT, RIGHT], about="/Title (Joint note)"))

    assert document.text.split("\n\n") == [
        "North demands a complete withdrawal from the crossing, which it calls essential for long-term "
        "trade and for families on both banks of the river, as it has since the talks began, and it asks "
        "for a neutral inspector on the long-term posts.",
        "South refuses joint patrols. It says that its customs post stays where it is until the "
        "mediators have heard the border guards and their officers, who were at the crossing in May.",
        "The mediators meet again in two weeks.",
    ]
    assert document.title == "Joint note"


def test_words_on_one_page_only_are_never_taken_for_furniture():
    pages = [
        [Line("Head"), Line("North refuses."), Line("1")],
        [Line("Head"), Line("South asks."), Line("2")],
    ]
    assert without_furniture(pages) == [[Line("North refuses.")], [Line("South asks.")]]
    assert without_furniture([[Line("33"), Line("names are asked.")]]) == [
        [Line("33"), Line("names are asked.")]
    ]


def test_a_hyphen_that_belongs_to_a_word_stays():
    lines = [Line("A long-term post is a long-"), Line("term matter of in-"), Line("spection.")]
    assert joined([lines]) == "A long-term post is a long-term matter of inspection."


def test_an_indented_line_after_a_full_stop_begins_a_paragraph():
    lines = [
        Line("North refuses to sign.", 700, 50),
        Line("South asks for an inspector and for", 686, 62),
        Line("  a list of names. It also asks", 672, 50),
        Line("for time.", 658, 50),
    ]
    assert joined([lines]).split("\n\n")[0] == "North refuses to sign."
    assert len(joined([lines]).split("\n\n")) == 2


def test_a_scan_is_recognised(tmp_path):
    made.pdf_file(tmp_path / "scan.pdf", [[], []])
    with pytest.raises(DocumentError, match=r"no text.*scan(?s:.)*OCR"):
        read_document(tmp_path / "scan.pdf")


def test_pages_without_text_among_others_are_noted(tmp_path):
    document = read_document(made.pdf_file(tmp_path / "a.pdf", [LEFT, []]))
    assert any("no text on page 2" in note for note in document.notes)


def test_an_encrypted_pdf_says_so_and_one_without_a_password_opens(tmp_path):
    made.pdf_file(tmp_path / "locked.pdf", [LEFT], password="secret")
    with pytest.raises(DocumentError, match="locked with a password"):
        read_document(tmp_path / "locked.pdf")
    made.pdf_file(tmp_path / "open.pdf", [LEFT], password="")
    assert "South refuses" in read_document(tmp_path / "open.pdf").text


def test_when_a_pdf_was_made_is_a_guess_that_a_stated_day_replaces(tmp_path):
    path = made.pdf_file(tmp_path / "a.pdf", [LEFT], about="/CreationDate (D:20240901120000Z)")

    guessed = read_document(path)
    (stated,) = read_documents([path], published=date(2024, 8, 20))

    assert guessed.published == date(2024, 9, 1)
    assert any("state the day" in note for note in guessed.notes)
    assert stated.published == date(2024, 8, 20)
    assert stated.notes == ()


def test_right_to_left_words_in_a_pdf_are_marked(monkeypatch, tmp_path):
    path = made.pdf_file(tmp_path / "a.pdf", [LEFT])
    monkeypatch.setattr(
        "parley.evidence.reading.pdf.joined",
        lambda pages: "North refuses. \u0627\u0644\u0633\u0644\u0627\u0645",
    )
    assert any(note.startswith("order unverified") for note in read_document(path).notes)


# What cannot be read


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx", "a.pdf"])
def test_an_empty_file_is_called_empty(tmp_path, name):
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(DocumentError, match=f"{name}\n.*is empty"):
        read_document(tmp_path / name)


def test_a_head_without_a_text_is_empty_too(tmp_path):
    (tmp_path / "a.md").write_text(HEAD + " \n")
    with pytest.raises(DocumentError, match="empty"):
        read_document(tmp_path / "a.md")


@pytest.mark.parametrize(
    ("encoding", "text", "byte", "name"),
    [
        ("latin-1", "Le président a refusé.", 5, "ISO-8859-1"),
        ("windows-1252", "The “draft” was refused.", 4, "windows-1252"),
        ("utf-16", "North refuses the draft.", 0, "UTF-16"),
        ("windows-1251", "Север отказывается", 0, "windows-1251"),
    ],
)
def test_another_encoding_is_named_with_the_byte(tmp_path, encoding, text, byte, name):
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    with pytest.raises(DocumentError, match=rf"byte {byte} (?s:.)*{name}(?s:.)*iconv -f {name}"):
        read_document(tmp_path / "a.txt")


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(60_000_000)
    with pytest.raises(DocumentError, match=f"60 MB; the limit is {LARGEST // 1_000_000} MB"):
        read_document(tmp_path / "big.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx", "a.pdf"])
@pytest.mark.parametrize("seed", range(5))
def test_junk_is_refused_whatever_its_ending(tmp_path, name, seed):
    (tmp_path / name).write_bytes(random.Random(seed).randbytes(4000))
    with pytest.raises(DocumentError):
        read_document(tmp_path / name)


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_a_file_cut_off_or_scratched_is_read_or_refused_but_never_breaks(tmp_path, ending):
    if ending == "docx":
        whole = made.word_file(tmp_path / "whole.docx").read_bytes()
    else:
        whole = made.pdf_file(tmp_path / "whole.pdf", [LEFT, RIGHT]).read_bytes()
    chance = random.Random(1)
    outcomes = set()
    for _ in range(60):
        damaged = bytearray(whole[: chance.randrange(1, len(whole))] if chance.random() < 0.5 else whole)
        for _ in range(chance.randrange(1, 20)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path = tmp_path / f"damaged.{ending}"
        path.write_bytes(damaged)
        try:
            outcomes.add(bool(read_document(path).text))
        except DocumentError:
            outcomes.add(False)
    assert False in outcomes


def test_a_word_file_under_another_name_is_told_apart(tmp_path):
    made.word_file(tmp_path / "a.docx").rename(tmp_path / "a.txt")
    with pytest.raises(DocumentError, match="a Word file"):
        read_document(tmp_path / "a.txt")


def test_unknown_endings_missing_files_and_missing_folders_say_what_to_do(tmp_path):
    (tmp_path / "report.txt").write_text("North refuses.")
    (tmp_path / "a.odt").write_text("x")
    with pytest.raises(DocumentError, match=r"\.odt(?s:.)*save it as \.docx"):
        read_document(tmp_path / "a.odt")
    with pytest.raises(DocumentError, match=r'Did you mean "report\.txt"'):
        read_document(tmp_path / "reprot.txt")
    with pytest.raises(DocumentError, match=r'no such file or folder(?s:.)*Did you mean "report\.txt"'):
        find_documents([tmp_path / "report"])
    with pytest.raises(DocumentError, match="There is no folder"):
        read_document(tmp_path / "nowhere" / "a.txt")
    with pytest.raises(DocumentError, match="a folder, not a document"):
        read_document(tmp_path)


# Several documents


def test_a_folder_stands_for_the_documents_in_it(tmp_path):
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden.txt", "~$d.docx", "a.md.meta.yaml", "p_files/x.js"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("title: x\n" if name.endswith("yaml") else "North refuses.")

    found = find_documents([tmp_path])

    assert [str(path.relative_to(tmp_path)) for path in found] == ["a.md", "b.txt", "sub/c.txt"]
    assert [d.id for d in read_documents([tmp_path])] == ["a", "b", "c"]


def test_two_documents_of_one_name_are_refused(tmp_path):
    (tmp_path / "a.txt").write_text("North refuses.")
    (tmp_path / "a.md").write_text("South refuses.")
    with pytest.raises(DocumentError, match=r'"a"(?s:.)*a\.md(?s:.)*Rename'):
        read_documents([tmp_path])


def test_an_empty_folder_says_what_belongs_in_it(tmp_path):
    with pytest.raises(DocumentError, match="no document in this folder"):
        find_documents([tmp_path])


def test_reading_plain_text_imports_no_library_of_another_format(tmp_path):
    import subprocess

    (tmp_path / "a.txt").write_text("North refuses.")
    code = (
        "import sys; from parley.evidence.reading import read_document; read_document(sys.argv[1]);"
        "print(sorted({'trafilatura', 'pypdf', 'docx'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "a.txt"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_no_extractor_reaches_for_the_network(tmp_path, monkeypatch):
    import socket

    def refuse(*args, **kwargs):
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    (tmp_path / "a.html").write_text(PAGE)
    made.word_file(tmp_path / "b.docx")
    made.pdf_file(tmp_path / "c.pdf", [LEFT])

    assert len(read_documents([tmp_path])) == 3
