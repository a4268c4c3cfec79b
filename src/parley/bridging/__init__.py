"""From knowing what keeps the parties apart to something a mediator can put on the table.

Room: bridging. Packages with reasons (`offers`), new options (`devices`), the next question (`questions`),
the single negotiating text (`text`), and what a reading of it should notice (`clauses`). May use
`parley.analysis` and the rooms below it.
"""
