"""A brief in a real browser: it fits a narrow screen, a keyboard reaches all of it, no network is asked."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from parley.briefs.html import to_html

from .conftest import brief_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    file = tmp_path_factory.mktemp("brief") / "brief.html"
    file.write_text(to_html(brief_of("rail-strike")), encoding="utf-8")
    asked: list[str] = []
    with sync_playwright() as p:
        browser = p.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        )
        shown = browser.new_page()
        shown.on("request", lambda request: asked.append(request.url))
        shown.goto(Path(file).as_uri())
        shown.asked = asked  # type: ignore[attr-defined]
        yield shown
        browser.close()


def test_nothing_is_asked_of_the_network(page):
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize("width", [360, 820, 1280])
def test_the_page_is_never_wider_than_the_screen(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_note_leads_to_the_words_in_their_paragraph(page):
    page.set_viewport_size({"width": 1000, "height": 800})
    link = page.locator("sup.refs a").first
    number = link.inner_text()
    link.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == f"#n{number}"
    place = page.locator(f"#n{number} a.place")
    if place.count():
        place.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == f"#q{number}"
        assert page.locator(f"#q{number}").is_visible()


def test_the_keyboard_reaches_the_brief_first(page):
    page.evaluate("location.hash = ''; document.activeElement.blur(); window.scrollTo(0, 0)")
    page.reload()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


def test_every_picture_has_words_for_those_who_do_not_see_it(page):
    names = page.locator("[role=img]").evaluate_all("all => all.map(e => e.getAttribute('aria-label') || '')")
    assert names
    assert all(len(name) > 20 for name in names)


def test_it_prints_on_a4_in_a_few_pages(page, tmp_path):
    from pypdf import PdfReader

    file = tmp_path / "brief.pdf"
    page.pdf(path=str(file), prefer_css_page_size=True)
    pages = PdfReader(file).pages
    assert [round(float(n)) for n in (pages[0].mediabox.width, pages[0].mediabox.height)] == [595, 842]
    assert len(pages) <= 9  # the brief proper, then notes and sources


@pytest.fixture(scope="module")
def arabic(page: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    from .test_phrases import brief_in

    file = tmp_path_factory.mktemp("arabic") / "brief.html"
    file.write_text(to_html(brief_in("ar")), encoding="utf-8")
    shown = page.context.browser.new_page()  # type: ignore[attr-defined]
    shown.goto(Path(file).as_uri())
    yield shown
    shown.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_from_right_to_left_is_never_wider_than_the_screen(arabic, width):
    arabic.set_viewport_size({"width": width, "height": 900})
    assert arabic.evaluate("document.documentElement.scrollWidth") <= width


def test_from_right_to_left_the_first_column_stands_right_and_pictures_keep_their_axes(arabic):
    arabic.set_viewport_size({"width": 1000, "height": 900})
    heads = "document.querySelectorAll('#who thead th')"
    first, second = (arabic.evaluate(f"{heads}[{n}].getBoundingClientRect().left") for n in (0, 1))
    assert first > second
    assert arabic.evaluate("getComputedStyle(document.querySelector('.panel svg')).direction") == "ltr"
    assert arabic.evaluate("getComputedStyle(document.querySelector('h2')).textAlign") in ("start", "right")


def test_a_name_in_latin_letters_does_not_turn_the_sentence_around(arabic):
    place = "getBoundingClientRect()"
    first = "document.querySelector('#situation li bdi')"
    line = "document.querySelector('#situation li')"
    assert arabic.evaluate(f"getComputedStyle({line}).direction") == "rtl"
    assert arabic.evaluate(f"{line}.{place}.right - {first}.{place}.right") > 40  # ours stands before it


def test_a_picture_wider_than_the_screen_is_reached_and_moved_by_keys(page):
    page.set_viewport_size({"width": 360, "height": 900})
    picture = page.locator("#timetable .panels")
    picture.focus()
    assert picture.evaluate("e => e === document.activeElement && e.scrollWidth > e.clientWidth")
    assert picture.get_attribute("aria-label")
    page.keyboard.press("ArrowRight")
    moved = "e => new Promise(done => setTimeout(() => done(e.scrollLeft), 400))"
    assert picture.evaluate(moved) > 0
