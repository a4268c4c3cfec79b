"""What was said, where it stands, and who made of it what: nothing in here weighs or judges.

Room: evidence. May use `parley.ground`.

    anchors     words found again in a changed document, exactly or not at all
    claim       who says or does what on which issue; facts; events
    correction  a claim corrected by hand
    document    a text with its origin, and quotations that cannot lie about it
    fields      the issues that talks of one field usually turn on
    filing      readings and reviews put on file
    glossary    who may speak and what about
    joint       several documents read together
    ledger      append-only files under a lock
    papers      which documents were read, in which version
    positions   party by issue over time: newest words, dissent, moves
    reader      the seam: anything that turns a document into claims
    reading     files into documents
    rules       the built-in reader
    stances     what a position is made of
    store       the register of claims
"""
