"""Orders in which nobody gains by walking out: arrays only.

Room: sequencing. May use numpy and `parley.ground`.

    exchange     what is to be exchanged: classes of equal lots, who gives, what they cost and are worth, when
    temptation   what each party would gain by walking out at a moment, for all draws at once
    windows      between which days each lot can come; deadlines that no order can meet
    timing       on which days the lots of one order come, exactly
    graph        moments and what leads from one to the next: lattice (all), clocked (those reached in time)
    upfront      the moments where waiting helps nobody, so that days need not be looked at
    passes       the best ways through a graph, objective after objective
    choosing     the order that is taken, by objectives; walk: by which rule where they leave several
    merging      equal items taken together
    drawn        the same where costs and values are draws: means and quantiles of temptations
    order        an order, moment by moment
    searching    an order with its days, coarsely first, and what is proved of it
    orders       `solve`: the best order, exact where it can be, else bounded
    bounded      a good order of too many lots, and what no order is below
    guarantees   the smallest guarantees that make a safe order possible
    splits       the smallest number of parts of something divisible that does
    frontier     the trade-off between objectives
"""
