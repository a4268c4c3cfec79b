"""Orders in which nobody gains by walking out: arrays only.

Room: sequencing. May use numpy and `parley.ground`.

    exchange     what is to be exchanged: classes of equal lots, who gives, what they cost and are worth, when
    temptation   what each party would gain by walking out at a moment, for all draws at once
    windows      between which days each lot can come; deadlines that no order can meet
    timing       on which days the lots of one order come, exactly
    graph        moments and what leads from one to the next: lattice (all), clocked (those reached in time)
    passes       the best ways through a graph, objective after objective
    choosing     the order that is taken, by objectives; walk: by which rule where they leave several
    merging      equal items taken together
    order        an order, moment by moment
    orders       `solve`: the best order, exact where it can be, else bounded
    bounded      a good order of too many lots, and what no order is below
    guarantees   the smallest guarantees that make a safe order possible
    splits       the smallest number of parts of something divisible that does
    frontier     the trade-off between objectives
"""
