"""Orders in which nobody gains by walking out: arrays only.

Room: sequencing. May use numpy and `parley.ground`.

    exchange     what is to be exchanged: classes of equal lots, who gives, what they cost and are worth, when
    temptation   what each party would gain by walking out at a moment, for all draws at once
"""
