"""In which forms can a brief be written, and what does each weigh in?

Room: briefs. A layout is loaded when it is asked for: HTML needs neither Typst nor the drawing of pictures.
"""

from pathlib import Path

from parley.briefs.content import Brief
from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean

FORMATS = ("html", "docx", "pdf")
_ENDINGS = {"": "html", ".html": "html", ".htm": "html", ".docx": "docx", ".pdf": "pdf"}


def laid_out(brief: Brief, form: str = "html") -> str | bytes:
    """A brief as HTML (text), Word file or PDF (bytes); the same brief gives the same bytes.

    Raises:
        ParleyError: there is no such form.
    """
    if form == "html":
        from parley.briefs.html import to_html

        return to_html(brief)
    if form == "docx":
        from parley.briefs.docx import to_docx

        return to_docx(brief)
    if form == "pdf":
        from parley.briefs.pdf import to_pdf

        return to_pdf(brief)
    raise ParleyError(f'A brief cannot be written as "{form}".\n  {did_you_mean(form, FORMATS)}')


def form_of(path: Path) -> str:
    """The form a file's ending asks for; a file without one is HTML.

    Raises:
        ParleyError: an ending that no form has.

    >>> form_of(Path("gaza-brief.docx"))
    'docx'
    """
    form = _ENDINGS.get(path.suffix.lower())
    if form is None:
        raise ParleyError(
            f"{path}: a brief is not written as {path.suffix}.\n  End the name on .html, .docx or .pdf."
        )
    return form


def forms(words: str) -> tuple[str, ...]:
    """The forms named in a list with commas, in the order of `FORMATS`.

    Raises:
        ParleyError: a name no form has, or no name at all.

    >>> forms("pdf, html")
    ('html', 'pdf')
    """
    asked = [word.strip().lower().lstrip(".") for word in words.split(",") if word.strip()]
    for word in asked:
        if word not in FORMATS:
            raise ParleyError(f'A brief cannot be written as "{word}".\n  {did_you_mean(word, FORMATS)}')
    if not asked:
        raise ParleyError("No form is named.\n  Write, for instance,  --format docx,pdf.")
    return tuple(form for form in FORMATS if form in asked)


def beside(path: Path, form: str) -> Path:
    """The file of one form next to another: its ending changes, or is put on.

    >>> beside(Path("talks-brief.html"), "pdf").name, beside(Path("round.2"), "docx").name
    ('talks-brief.pdf', 'round.2.docx')
    """
    if path.suffix.lower() in _ENDINGS and path.suffix:
        return path if _ENDINGS[path.suffix.lower()] == form else path.with_suffix(f".{form}")
    return path.with_name(f"{path.name}.{form}")
