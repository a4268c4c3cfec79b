"""The worst and the best package of a party, where boxes overlap: as by looking at all of them."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from parley.case.formats.parley_case_span import span

BOUNDS = {">=": lambda n, m: n >= m, "<=": lambda n, m: n <= m}


@pytest.mark.parametrize("seed", range(30))
def test_it_is_that_of_every_package(seed):
    rng = np.random.default_rng(seed)
    names = ["a", "b", "c"]
    issues = [{Fraction(k): Fraction(int(rng.integers(-4, 5))) for k in range(4)} for _ in names]
    together = []
    for _ in range(5):
        on = rng.choice(3, size=rng.integers(2, 4), replace=False)
        terms = {names[i]: (str(rng.choice(list(BOUNDS))), int(rng.integers(4))) for i in on}
        together.append((terms, Fraction(int(rng.integers(-9, 10)), 2)))

    def worth(package):
        chosen = dict(zip(names, package, strict=True))
        added = (
            add
            for terms, add in together
            if all(BOUNDS[sign](chosen[name], bound) for name, (sign, bound) in terms.items())
        )
        return sum((w[c] for w, c in zip(issues, package, strict=True)), Fraction(0)) + sum(added)

    every = [worth(package) for package in product(*issues)]
    written = [({n: f"{sign} {m}" for n, (sign, m) in terms.items()}, add) for terms, add in together]

    assert span(names, issues, written) == (min(every), max(every))
