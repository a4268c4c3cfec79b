"""The README: what Parley does, a brief, two commands, ten lines of Python, where to go next; in order."""

import re


def test_the_parts_stand_in_their_order(root):
    readme = (root / "README.md").read_text()
    parts = ["# Parley", "docs/brief.png", "## Two commands", "## The same in Python", "## Where to go next"]

    places = [readme.index(part) for part in parts]
    assert places == sorted(places)


def test_three_sentences_say_what_it_does(root):
    paragraph = (root / "README.md").read_text().split("\n\n")[1]

    assert len(re.findall(r"[.!?](?=\s|$)", paragraph)) == 3


def test_the_picture_is_a_picture_and_not_a_heavy_one(root):
    picture = (root / "docs" / "brief.png").read_bytes()

    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 500_000


def test_every_link_leads_somewhere(root):
    for page in (root / "README.md", root / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#]+)", page.read_text()):
            assert (root / target).exists(), f"{page.name}: {target}"
