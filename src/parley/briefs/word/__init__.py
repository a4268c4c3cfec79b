"""Word files from plain values, byte for byte the same each time, and with nobody's name in them.

Room: briefs. Where to look:

    values      what a file is made of: spans, paragraphs, tables, pictures, comments
    direction   which of the words run from right to left
    runs        spans as runs: fonts, direction, tracked changes, comments
    body        paragraphs, tables and pictures
    parts       the other parts of a file: styles, settings, notes, relations
    package     the file itself: `to_docx`
"""
