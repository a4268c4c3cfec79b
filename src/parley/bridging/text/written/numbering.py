"""Does a line begin with the number of a clause, or a heading with the number of an article?

Room: bridging. Words only.
"""

import re

NUMBER = r"(?:[A-Z]\.)?\d{1,4}[a-z]?(?:\.\d{1,4}[a-z]?)*(?:\([a-z0-9]{1,5}\))*"

# What bears a number without a stop after it: "Article 1" alone on its line.
ARTICLES = (
    *("article", "section", "part", "annex", "appendix", "chapter", "stage", "phase", "protocol", "schedule"),
    *("المادة", "القسم", "الملحق", "المرحلة", "الباب", "סעיף", "פרק", "נספח", "שלב", "חלק"),
)

_CLAUSE = re.compile(rf"({NUMBER})([.)]?)(?=[\s\[{{]|$)")
_COUNT = r"(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Z])"
_HEADING = re.compile(rf"((?:[^\W\d_]+ )?{_COUNT})[.:](?:\s+(.*)|$)")
_ALONE = re.compile(rf"((?:{'|'.join(ARTICLES)}) {_COUNT})()", re.IGNORECASE)


def numbered(line: str) -> tuple[str, int] | None:
    """The number of a clause at the start of a line, and where its words begin; a single number needs a stop.

    >>> numbered("2.1(a) The forces"), numbered("33 persons"), numbered("2. The forces")
    (('2.1(a)', 6), None, ('2', 2))
    """
    found = _CLAUSE.match(line)
    if found and (found[2] or "." in found[1] or "(" in found[1]):
        return found[1], found.end()
    return None


def begins_clause(line: str) -> tuple[str, int] | None:
    """The same for a line within a paragraph, where a number may be one of the sentence: "3.5 percent"."""
    found = numbered(line)
    if found is None or line[found[1] - 1] in ".)":
        return found
    rest = line[found[1] :].lstrip()
    return found if rest[:1].isalpha() and not rest[:1].islower() else None


def headed(words: str) -> tuple[str, str] | None:
    """Number and words of a heading that has a number.

    >>> headed("Article 1. Duration"), headed("Annex A"), headed("Duration")
    (('Article 1', 'Duration'), ('Annex A', ''), None)
    """
    found = _HEADING.fullmatch(words) or _ALONE.fullmatch(words)
    return (found[1], found[2] or "") if found else None
