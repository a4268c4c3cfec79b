"""Who delivers what when, so that nobody gains by walking out on the way.

Room: sequencing. May use `parley.bridging` and the rooms below it.

    plan      a case and a package as something that can be scheduled, and the answer in the words of the case
    search    orders in which nobody gains by walking out: arrays
    lists     who is on a list: living and dead among those handed over, names chosen by two sides
    carried   the implementation matrix, and what has been done, is late or is disputed
"""
