"""The near miss: what a person probably meant."""

import difflib
from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest known word, or lists what is known.

    >>> did_you_mean("monitoring", ["withdrawal", "remote-monitoring"])
    'Did you mean "remote-monitoring"?'
    >>> did_you_mean("xyz", ["a", "b"])
    'Known here: a, b.'
    """
    words = [str(w) for w in known]
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    inside = [w for w in words if word and (word in w or w in word)]
    if close or inside:
        return f'Did you mean "{(close or inside)[0]}"?'
    more = ", ..." if len(words) > 12 else ""
    return f"Known here: {', '.join(words[:12])}{more}." if words else "None is known here yet."
