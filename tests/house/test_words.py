"""Neither side is the hero of a sentence: no loaded word stands in what Parley itself says."""

import re

import pytest

# What the parties themselves dispute. It may stand in a lexicon of what documents say (data files), in a
# quotation, and here; nowhere else.
LABELS = re.compile(
    r"\b(?:terror(?:ist|ists|ism)?|martyrs?|freedom fighters?|regime|thugs?|militias?|extremists?|fanatics?|"
    r"villains?|aggressors?|slaughter\w*|massacre\w*|barbaric|so-called)\b",
    re.IGNORECASE,
)
# What judges how a party behaves. A document may report such a reproach; Parley makes none.
JUDGEMENTS = re.compile(
    r"\b(?:stubborn(?:ly|ness)?|intransigen\w*|unreasonabl\w+|good faith|bad faith|finally agreed|caved|"
    r"capitulat\w+|fanatical|irrational)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("phrase", ["the so-called plan", "terrorists say", "a massacre"])
def test_the_search_for_labels_would_find_it(phrase):
    assert LABELS.search(phrase)


@pytest.mark.parametrize("phrase", ["an intransigent side", "it caved", "stubbornly"])
def test_the_search_for_judgements_would_find_it(phrase):
    assert JUDGEMENTS.search(phrase)


def test_no_loaded_word_in_what_parley_says(tracked):
    spoken = {
        name: re.sub(r"“[^”]*”", "", text)
        for name, text in tracked.items()
        if (name.endswith((".py", ".md", ".j2", ".html", ".yaml")) or "/text/library/" in name)
        and name.startswith(("src/", "docs/", "cases/", "README", "CHANGELOG", "CONTRIBUTING"))
        and "/data/" not in name
        and "/lexicon" not in name
        and "/evidence/rules/" not in name  # listens for words, says none
    }
    assert len(spoken) > 15

    for name, text in spoken.items():
        found = LABELS.search(text) or ("/documents/" not in name and JUDGEMENTS.search(text))
        assert not found, f"{name}: {found[0]!r}"
