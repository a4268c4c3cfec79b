"""Which packages could all sign, in how many of the ways their wishes may be; and what keeps them apart.

Room: analysis. Uses `parley.case`, `parley.evidence` and `parley.ground`. Where to look:

    settlement         the results: Zone, Standing, Settlement, Obstacles, Driver, Findings
    findings, zone, frontier_of_case, obstacles, sensitivity    the questions, asked of a case
    study              a case made ready; what every answer rests on
    space, table, gains    a case as arrays; crisp: a scenario of another program as one
    drawing            from what is known of a party's wishes to utility functions
    sweep              one walk over all draws and packages, where packages can be listed
    unlisted           the same where they cannot; judged chooses between the two
    structure          a problem held by structure instead of a list of packages; drawn makes one of a draw
    frontier, efficiency, programming    what nobody can improve on, exactly
    solutions, bargaining_set, adjusted_winner    what methods recommend
    selection, standings, acceptability, settlements, landscape    packages shown, and how they stand
    blocking, turning, sensitivities    what blocks a deal, what turns an answer, which unknown matters
"""
