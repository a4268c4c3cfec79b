"""Which packages could all sign, in how many of the ways their wishes may be; and what keeps them apart.

Room: analysis. Uses `parley.case`, `parley.evidence` and `parley.ground`. Where to look:

    settlement      the results: Zone, Standing, Settlement, Obstacles, Driver, Findings
    findings, zone  the questions, asked of a case
    study           a case made ready; what every answer rests on
    draws, cones    from what is known of a party's wishes to utility functions
    space, table, gains    a case as arrays
    sweep           one walk over all draws and packages
    judged, pool    the same where there are too many packages to look at each
    drawn, many, maxima, reach, most    draws as problems, and the best of all packages without a list of them
    frontier, solutions, bargaining_set    what nobody can improve on, and what methods recommend
    demands, crossing, unlocking, smallest, prices    what blocks a deal, and what red lines cost
    selection, standings, obstacles, sensitivity, landscape    the answers
"""
