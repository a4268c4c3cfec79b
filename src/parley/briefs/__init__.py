"""Findings as sentences, tables and figures, every one with its notes; and their layouts.

Room: briefs. May use every room below. Where to look:

    brief       from talks to a brief: the order of the sections
    desk        what the sections are written from, and the names of things
    computed    what is worked out for a paper, once: findings, reasons, questions, the state of the text
    situation, who, moved, apart, deals    one or two sections each; `timeline` a figure of `moved`
    reasons, asking, on_the_table    why a package could be signed; what to ask next; the negotiating text
    kinds       other papers: the options on each issue, the matrix of positions
    phrases     the words of all this in other languages
    footnotes   claims, assumptions and methods as numbered notes
    wording     numbers and lists in words: one significant figure
    plots       the figures, as SVG; `canvas` holds what they share
    changes     what counts as a change of position
    content     what a brief is made of; `html` and `plain` are its layouts
"""
