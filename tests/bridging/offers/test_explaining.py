"""Why a package could be signed is said in at most sixty words, however long the names of a case are."""

import random

import pytest

from parley.bridging.offers.bridge import bridge

DRAWS = 40
LONG = "Something that is described at far more than the usual length, with (brackets), stops; and " * 3


@pytest.mark.parametrize("seed", range(30))
def test_no_explanation_has_more_than_sixty_words(some_case, seed):
    case = some_case(seed, parties=2 + seed % 3)
    if seed % 2:
        rng = random.Random(seed)

        def long() -> str:
            return " ".join(rng.choices(LONG.split(), k=rng.randint(1, 40)))

        case = case.model_copy(
            update={
                "parties": {p: e.model_copy(update={"name": long()}) for p, e in case.parties.items()},
                "issues": {
                    i: e.model_copy(
                        update={
                            "name": long(),
                            "options": {
                                o: x.model_copy(update={"label": long()}) for o, x in e.options.items()
                            },
                        }
                    )
                    for i, e in case.issues.items()
                },
            }
        )
    found = bridge(case, DRAWS, count=12)
    said = [o.explanation for o in (*found.offers, *(n.offer for n in found.nearest))]
    assert said
    for words in said:
        assert 3 <= len(words.split()) <= 60
        assert words.endswith(".")
