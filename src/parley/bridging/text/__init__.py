"""The single negotiating text: how it is written, drafted, kept, compared, and what comes back from Word.

Room: bridging. All others speak `written`; then come `kept`, `compared` and `drafting`; `returned` uses all.
"""
