"""Parley's own words in several languages: said in English, looked up as whole sentences in a catalogue.

    worded       sentences that remember how they were put: `say`, `several`, `own`, `quote_own`
    catalogue    `Phrases`: the seam between English and the other languages; one JSON file each
    words        names of what is marked, judged silent or graded: strengths, verdicts, acts, states
    finish       a brief in one language: every sentence put, every picture drawn

To add a language, add its file beside `ar.json` and its entry to `catalogue.LANGUAGES`.
"""
