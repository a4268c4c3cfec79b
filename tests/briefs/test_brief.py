"""A brief can be defended line by line: each number has its note, each note its words, each link a place."""

import re
import shutil
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from parley.briefs.brief import compose
from parley.briefs.content import Cell, Figure, Items, Said, Table
from parley.briefs.html import to_html
from parley.briefs.plain import as_plain
from parley.case.dossier import open_talks
from parley.ground.errors import ParleyError

from .conftest import ROOT, brief_of

ORDER = [
    *("situation", "who", "moved", "blame", "apart", "packages", "steps", "holding", "change"),
    *("ask", "text", "assumed"),
]


def sentences(block: Any) -> list[Said]:
    """Every sentence in a block, tables behind figures included."""
    if isinstance(block, Said):
        return [block]
    if isinstance(block, Items):
        return list(block.items)
    if isinstance(block, Cell):
        return list(block.said)
    if isinstance(block, Table):
        return [s for row in block.rows for cell in row for s in cell.said]
    if isinstance(block, Figure):
        return [block.caption, *sentences(block.data)]
    raise TypeError(block)


def test_sections_come_in_the_order_of_the_questions(made):
    found = [s.id for s in made.sections]
    assert found == [s for s in ORDER if s in found]
    assert {"situation", "who", "moved", "apart", "packages", "change", "ask", "assumed"} <= set(found)
    assert {"steps", "holding"} <= set(found)  # all worked cases say what is handed over


def test_the_situation_takes_five_sentences(made):
    (situation,) = [s for s in made.sections if s.id == "situation"]
    (items,) = situation.blocks
    assert len(items.items) == 5
    assert all(item.text.endswith(".") for item in items.items)


SHARE = re.compile(r"\d of 10|\d in 20|none of the|all [\d,]+ draws")


def test_every_share_of_draws_carries_a_note_in_its_sentence_or_its_row(made):
    blocks = [block for section in made.sections for block in section.blocks]
    lines = [[s] for b in blocks if not isinstance(b, Table | Figure) for s in sentences(b)]
    lines += [
        [s for cell in row for s in cell.said] for b in blocks if isinstance(b, Table) for row in b.rows
    ]
    lines += [[b.caption] for b in blocks if isinstance(b, Figure)]
    shares = [line for line in lines if any(SHARE.search(s.text) for s in line)]
    assert len(shares) >= 8
    assert [line for line in shares if not any(s.notes for s in line)] == []


def test_every_note_cited_exists_and_every_note_is_cited(made):
    cited = {
        n for section in made.sections for block in section.blocks for s in sentences(block) for n in s.notes
    }
    assert cited == {note.number for note in made.notes}
    assert [note.number for note in made.notes] == list(range(1, len(made.notes) + 1))


def test_every_quotation_stands_marked_in_its_paragraph(made):
    quoted = {n.number: n.quote for n in made.notes if n.quote is not None}
    assert quoted
    found: dict[int, str] = {}
    for source in made.sources:
        for passage in source.passages:
            for start, end, numbers in passage.marks:
                for n in numbers:
                    found[n] = found.get(n, "") + passage.text[start:end]
    assert found == {n: quote.text for n, quote in quoted.items()}


def test_three_to_five_packages_side_by_side_and_no_two_alike(made):
    (packages,) = [s for s in made.sections if s.id == "packages"]
    (table,) = [b for b in packages.blocks if isinstance(b, Table) and "Package A" in b.heads]
    columns = list(zip(*[row[1:] for row in table.rows], strict=True))
    terms = [tuple(cell.said[0].text for cell in column if cell.marks) for column in columns]
    assert 3 <= len(terms) <= 5
    assert len(set(terms)) == len(terms)


def test_every_figure_says_how_to_read_it_and_has_its_numbers_as_a_table(made):
    figures = [b for s in made.sections for b in s.blocks if isinstance(b, Figure)]
    assert {"acceptability", "cost"} <= {f.id for f in figures}
    for figure in figures:
        assert figure.caption.text.startswith("How to read it")
        assert figure.alternative
        assert figure.data.rows
        assert all(panel.startswith("<svg") for panel in figure.panels)


def test_under_the_packages_one_sentence_a_principal_says_what_would_turn_its_answer(made):
    (packages,) = [s for s in made.sections if s.id == "packages"]
    turned = [i for b in packages.blocks if isinstance(b, Items) for i in b.items if " would " in i.text]
    turned = [i for i in turned if not re.match("[A-H]: ", i.text)]  # those are the reasons
    assert turned
    assert all(i.notes for i in turned)
    assert all(re.match(r".* would (refuse|accept) package|Of [A-H] and [A-H], ", i.text) for i in turned)


def test_each_package_says_in_how_many_draws_it_is_whose_best(made):
    (packages,) = [s for s in made.sections if s.id == "packages"]
    (table,) = [b for b in packages.blocks if isinstance(b, Table) and "Package A" in b.heads]
    (best,) = [row for row in table.rows if row[0].said[0].text == "The best of these for"]
    assert len(best) == len(table.heads)
    assert all(cell.said[0].notes for cell in best[1:])


def test_each_package_has_its_reason_in_at_most_sixty_words(made):
    (packages,) = [s for s in made.sections if s.id == "packages"]
    (table,) = [b for b in packages.blocks if isinstance(b, Table) and "Package A" in b.heads]
    said = [i for b in packages.blocks if isinstance(b, Items) for i in b.items]
    reasons = [i for i in said if re.match("[A-H]: ", i.text)]
    assert [i.text[0] for i in reasons] == list("ABCDEFGH")[: len(table.heads) - 1]
    assert all(i.notes for i in reasons)
    assert all(len(i.text.split()) <= 61 for i in reasons)


def test_each_principal_is_asked_about_two_packages_that_differ(made):
    (ask,) = [s for s in made.sections if s.id == "ask"]
    (table,) = [b for b in ask.blocks if isinstance(b, Table)]
    asked = [[cell.said[0].text for cell in row] for row in table.rows]
    assert len({row[0] for row in asked}) >= 2
    assert max([row[0] for row in asked].count(party) for party in {row[0] for row in asked}) <= 3
    assert all(row[1] != row[2] for row in asked)
    assert len({row[4] for row in asked}) == len(asked)


def test_paper_leaves_out_notes_of_what_only_the_file_shows_and_of_assumptions_it_lists(made):
    text = to_html(made)
    left_out = {int(n) for n in re.findall(r'<li id="n(\d+)" value="\d+" class="screen">', text)}
    assumptions = {n.number for n in made.notes if n.kind == "assumption"}
    shown = {
        n
        for section in made.sections
        if section.id != "assumed"
        for block in section.blocks
        if not (isinstance(block, Table) and block.folded)
        for s in ([block.caption] if isinstance(block, Figure) else sentences(block))
        for n in s.notes
    }
    (assumed,) = [s for s in made.sections if s.id == "assumed"]
    listed = {n for block in assumed.blocks for s in sentences(block) for n in s.notes}
    assert left_out
    assert left_out & shown <= assumptions & listed
    assert {n.number for n in made.notes} - left_out >= shown - (assumptions & listed)


class Page(HTMLParser):
    """What a browser, a keyboard and a screen reader find on a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []
        self.heads: list[int] = []
        self.scripts = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {k: v or "" for k, v in attrs}
        if "id" in a:
            self.ids.append(a["id"])
        if tag == "a" and "href" in a:
            self.links.append(a["href"])
        self.outside += [
            v for k, v in a.items() if k in ("src", "href", "xlink:href", "action") and "//" in v
        ]
        if re.fullmatch(r"h[1-6]", tag):
            self.heads.append(int(tag[1]))
        self.scripts += tag == "script"


def test_the_page_stands_alone(made):
    text = to_html(made)
    page = Page(text)
    assert page.outside == []
    assert page.scripts == 0
    assert not re.search(r"url\(\s*['\"]?(?!data:|#)", text.split("</style>")[0])


def test_every_link_leads_somewhere_on_the_page(made):
    page = Page(to_html(made))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert all(link.startswith("#") for link in page.links)


def test_headings_go_down_one_step_at_a_time(made):
    heads = Page(to_html(made)).heads
    assert heads[0] == 1
    assert heads.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(heads))


def test_the_same_brief_gives_the_same_bytes(made):
    assert to_html(made) == to_html(made)


def test_json_leaves_nothing_out_but_the_pictures(made):
    plain = as_plain(made)
    assert [s["id"] for s in plain["sections"]] == [s.id for s in made.sections]
    assert len(plain["notes"]) == len(made.notes)
    assert "<svg" not in str(plain)


def test_what_only_the_mediator_may_know_says_so_in_its_note(tmp_path):
    file = tmp_path / "note.md"
    file.write_text(
        "---\npublished: 2026-03-01\ndisclosure: mediator-only\n---\n"
        "Harbour United demands a rise of 9 percent. Norvik Terminals refuses a rise of 9 percent and offers "
        "4 percent.\n",
        encoding="utf-8",
    )
    made = compose(open_talks([file]), draws=50, seed=0)
    graded = [note for note in made.notes if "mediator only" in note.origin]
    assert graded
    assert "For the mediator alone" in made.subtitle


def test_on_an_earlier_day_bare_documents_of_later_days_make_no_case(tmp_path):
    for day, rise in (("2026-03-01", 9), ("2026-04-01", 12)):
        (tmp_path / f"{day}.md").write_text(
            f"---\npublished: {day}\n---\nHarbour United demands a rise of {rise} percent. Norvik Terminals "
            "offers 4 percent.\n",
            encoding="utf-8",
        )
    seen = to_html(compose(open_talks([tmp_path], on="2026-03-15"), draws=50, seed=0))
    assert "9 percent" in seen
    assert "12 percent" not in seen
    with pytest.raises(ParleyError, match="No document was published by 2026-01-01"):
        open_talks([tmp_path], on="2026-01-01")


def test_where_no_package_suits_all_it_is_told_what_would_have_to_move(tmp_path):
    folder = shutil.copytree(ROOT / "cases" / "rail-strike", tmp_path / "case")
    written = (folder / "case.yaml").read_text(encoding="utf-8")
    firmer = written.replace('{pay: "> 5", firm: likely', '{pay: "> 3.5", firm: certain')
    firmer = firmer.replace('- pay: "< 4.5"\n        firm: likely', '- pay: "< 4.5"\n        firm: certain')
    (folder / "case.yaml").write_text(firmer, encoding="utf-8")
    made = compose(open_talks([folder]), draws=60, seed=0)
    (packages,) = [s for s in made.sections if s.id == "packages"]
    said = [i for b in packages.blocks if isinstance(b, Items) for i in b.items]
    moves = [i for i in said if "gave way" in i.text or "would have to" in i.text]

    assert packages.title == "Packages that come nearest to a deal"
    assert "before something moves" in packages.lead
    assert moves
    assert all(i.notes for i in moves)


def test_the_state_of_the_text_stands_in_the_brief_with_its_open_brackets():
    (text,) = [s for s in brief_of("rail-strike").sections if s.id == "text"]
    (table,) = [b for b in text.blocks if isinstance(b, Table)]
    words = [row[2].said[0].text for row in table.rows]

    assert text.blocks[0].text.startswith("‘Draft collective agreement")
    assert any("[18 months] the Union of Train Crews" in w for w in words)
    assert len(table.rows) == 9
    gaps = [i for b in text.blocks if isinstance(b, Items) for i in b.items if "?" in i.text]
    assert 1 <= len(gaps) <= 5
    early = compose(
        open_talks([ROOT / "cases" / "rail-strike"], on="2025-04-01"), draws=60, on=date(2025, 4, 1)
    )
    assert "text" not in [s.id for s in early.sections]


def test_what_was_told_in_private_is_told_so_beside_what_is_asked_in_public(tmp_path):
    (tmp_path / "a.md").write_text(
        "---\npublished: 2026-03-01\n---\nHarbour United demands a rise of 9 percent. Norvik Terminals "
        "offers 4 percent.\n",
        encoding="utf-8",
    )
    (tmp_path / "b.md").write_text(
        "---\npublished: 2026-03-02\ndisclosure: mediator-only\n---\nHarbour United would accept a rise of 6 "
        "percent.\n",
        encoding="utf-8",
    )
    made = compose(open_talks([tmp_path]), draws=40, seed=0)
    (who,) = [s for s in made.sections if s.id == "who"]
    badges = [
        b
        for block in who.blocks
        if isinstance(block, Table)
        for row in block.rows
        for c in row
        for b in c.badges
    ]
    said = " ".join(s.text for s in made.sections[0].blocks[0].items)

    assert "told in private" in badges
    assert "holds to 6 percent" not in said
    if "6 percent" in said:
        assert "told in private" in said


def test_a_field_without_a_checklist_still_has_a_brief(tmp_path):
    folder = shutil.copytree(ROOT / "cases" / "rail-strike", tmp_path / "case")
    for file in (folder / "texts" / "single-text").glob("000*.md"):
        file.write_text(file.read_text("utf-8").replace("field: labour", "field: weather"), encoding="utf-8")
    history = folder / "texts" / "single-text" / "history.jsonl"
    history.unlink()
    from parley.bridging.text.kept.history import save
    from parley.bridging.text.written.notation import read_text

    text = read_text(folder / "texts" / "single-text" / "0002.md")
    shutil.rmtree(folder / "texts")
    save(folder, text, by="board", at="2025-04-10T11:00:00+00:00", reason="first", on=None)
    made = compose(open_talks([folder]), draws=40, seed=0)

    assert "text" in [s.id for s in made.sections]
