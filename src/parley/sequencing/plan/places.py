"""By what are deliverables and guarantees drawn, and in which order do they stand, whatever they are called?

Room: sequencing. May use numpy and rooms below.

By their ids, in which the id of a principal stands for what it wants (`parley.analysis.drawing.draws.keys`):
where two principals are exchanged everywhere in a file, "calm-by-north" becomes "calm-by-south", and is drawn
and placed as before.
"""

import re

from parley.analysis.drawing.draws import keys
from parley.analysis.drawing.utility import Floats
from parley.analysis.study import Study
from parley.case.model import Case
from parley.case.notation import Interval
from parley.ground.chance import stream


def places_of(case: Case) -> dict[str, str]:
    """Id of a deliverable or a guarantee -> the address of its draws, by which it is placed too."""
    key = keys(case)
    parties = sorted(key, key=len, reverse=True)
    named = re.compile("|".join(rf"(?<![a-z0-9]){re.escape(p)}(?![a-z0-9])" for p in parties) or r"(?!)")
    return {id: named.sub(lambda found: key[found[0]], id) for id in (*case.deliverables, *case.guarantees)}


def drawn(interval: Interval, ready: Study, *address: str) -> Floats:
    """Evenly from a range, in every draw; the same address gives the same draws."""
    u = stream(ready.grounds.seed, "deliverables", *address).random(len(ready))
    return interval.low + (interval.high - interval.low) * u
