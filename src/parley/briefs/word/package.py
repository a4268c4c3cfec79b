"""A Word file as bytes: the same values give the same bytes, on any day and under any account.

Room: briefs. A .docx is a zip of parts; every entry bears the first day a zip can name.
"""

import io
import zipfile
from collections.abc import Mapping

from parley.briefs.word import parts
from parley.briefs.word.body import body_xml, footer_xml
from parley.briefs.word.values import WordFile

_DAY = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"  # where Word looks first


def to_docx(file: WordFile) -> bytes:
    """The whole file.

    >>> from parley.briefs.word.values import Paragraph, Span
    >>> file = WordFile((Paragraph((Span("A truce."),)),), title="Draft")
    >>> to_docx(file) == to_docx(file)
    True
    """
    names, head = parts.NAMES, parts.HEAD
    found: dict[str, str | bytes] = {
        _FIRST: parts.types_xml(file),
        "_rels/.rels": parts.package_relations(),
        "docProps/core.xml": parts.core_xml(file),
        "word/_rels/document.xml.rels": parts.text_relations(file),
        "word/document.xml": f"{head}<w:document {names}><w:body>{body_xml(file)}</w:body></w:document>",
        "word/footer.xml": f"{head}<w:ftr {names}>{footer_xml(file)}</w:ftr>",
        "word/numbering.xml": parts.numbering_xml(),
        "word/settings.xml": parts.settings_xml(file),
        "word/styles.xml": parts.styles_xml(file),
    }
    if file.comments:
        found["word/comments.xml"] = parts.comments_xml(file)
    found |= {f"word/media/picture{n}.png": picture.png for n, picture in enumerate(file.pictures(), 1)}
    return packed(found)


def packed(entries: Mapping[str, str | bytes]) -> bytes:
    """A zip of these entries, sorted, without the time of day or the machine in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as whole:
        for name in sorted(entries, key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            content = entries[name]
            whole.writestr(entry, content.encode() if isinstance(content, str) else content)
    return file.getvalue()
