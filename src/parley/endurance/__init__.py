"""Would a deal hold, how long, and on what does that depend?

Room: endurance. May use `parley.sequencing` and the rooms below it.

    process   implementation day by day: incidents, what is seen of them, answers, disputes, gates; many runs
    asking    a package as a design, its curve, what a lever buys, designs side by side
    checked   the process against what is published of real ceasefires
    backtest  what is said from the evidence of a day, beside what was agreed and done later
"""
