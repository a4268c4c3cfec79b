"""Everything Parley raises on purpose.

ParleyError         the text is meant for the person at the keyboard
  CaseFileError     a case file says something we cannot use
  DocumentError     a document cannot be read, or has gone
  QuoteError        a quotation is not in its document word for word
  StoreError        a claims or documents register is damaged
  WriteError        a file cannot be written; what was there before still is
  TextError         a negotiating text says something we cannot use
  ShapeError        an array is not what the function was promised

Every one says where, what, and how to mend it.
"""

from pathlib import Path


class ParleyError(Exception):
    """Base of all errors that a person can act on."""


class ShapeError(ParleyError, ValueError):
    """An array with another shape or content than agreed."""


class QuoteError(ParleyError, ValueError):
    """A quotation that does not stand in its document at the place given."""


class PlacedError(ParleyError):
    """A problem at one place in a file, and the mend.

    >>> print(PlacedError("claims.jsonl", 7, problem="The line ends early.", mend="Delete it."))
    claims.jsonl:7
      The line ends early.
      Delete it.
    """

    def __init__(
        self,
        file: Path | str,
        line: int | None = None,
        column: int | None = None,
        field: str = "",
        *,
        problem: str,
        mend: str,
    ) -> None:
        place = ":".join(str(part) for part in (file, line, column) if part is not None)
        super().__init__(f"{place}{': ' + field if field else ''}\n  {problem}\n  {mend}")
        self.file, self.line, self.column, self.field = Path(file), line, column, field
        self.problem, self.mend = problem, mend


class DocumentError(PlacedError):
    """A document that cannot be read as it is."""


class StoreError(PlacedError):
    """A register of documents or claims that cannot be used as it is."""


class WriteError(PlacedError):
    """A file that cannot be written. What was there before still is."""


class CaseFileError(PlacedError):
    """A problem at one place in a case file, and the mend.

    >>> print(CaseFileError("case.yaml", 41, 7, "texts.may.terms.corridor",
    ...     problem='The issue "corridor" has no option "monitoring".',
    ...     mend='Did you mean "remote-monitoring"? Or add the option to the issue (line 12).'))
    case.yaml:41:7: texts.may.terms.corridor
      The issue "corridor" has no option "monitoring".
      Did you mean "remote-monitoring"? Or add the option to the issue (line 12).
    """


class CaseFileErrors(ParleyError):
    """Several problems in one case file, in the order of their lines."""

    def __init__(self, errors: list[CaseFileError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors


class TextError(PlacedError):
    """A problem at one place in a negotiating text, and the mend."""


class TextErrors(ParleyError):
    """Several problems in one negotiating text, in the order of their lines; the first twenty are shown."""

    def __init__(self, errors: list[TextError]) -> None:
        more = len(errors) - 20
        shown = [str(error) for error in errors[:20]]
        super().__init__("\n".join(shown + [f"... and {more} more like these."] * (more > 0)))
        self.errors = errors
