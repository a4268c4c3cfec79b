"""Parley's own words in several languages: said in English, looked up as whole sentences in a catalogue.

    catalogue    `Phrases`: the seam between English and the other languages; one JSON file each
    words        names of what is marked, judged silent or graded: strengths, verdicts, acts, states
    finish       a brief in one language: every sentence put, every picture drawn

Sentences remember how they were put by `parley.ground.worded`: `say`, `several`, `own`.
To add a language, add its file beside `ar.json` and its entry to `catalogue.LANGUAGES`.
"""
