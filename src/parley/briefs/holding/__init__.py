"""Would it last: the section of a brief on endurance, its words and figures.

section         the section, and what stands in place of it where there is no design to simulate
words           shares of runs and worlds, gates, causes, levers, base rates, as sentences
fan             the figure of how much is still in force by day; `fan_plot` draws it
levers          the figure of what each lever buys; `levers_plot` draws it
"""
