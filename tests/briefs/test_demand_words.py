"""What stands in the way as sentences: who refuses what unless what, how often, and what opens a zone."""

from parley.analysis.settlement import Demand, Grounds, Obstacles, Price, Share, Spread
from parley.briefs.demand_words import obstacle_sentences, price_words

GROUNDS = Grounds("", 0, 1000, "exact", 4, 4)
STAY = Demand("north", "red-line", (("corridor", "exit"),))
OUT = Demand("south", "red-line", (("corridor", "stay"),))
LISTS = Demand("south", "red-line", (("names", "veto"),), (("watch", "neutral"),))
NORTH, LEAST = Demand("north", "no-deal"), Demand("south", "minimum")


class Plain:
    def who(self, id):
        return id.title()

    def issue_in_text(self, id):
        return id

    def term_in_text(self, issue, term):
        return f"‘{term}’"


def share(count):
    return Share(count, 1000)


def said(conflicts, relaxations, most=3):
    found = Obstacles(tuple(conflicts), tuple(relaxations), Share(1000, 1000), GROUNDS)
    return [s for s, _ in obstacle_sentences(Plain(), found, conflicts=most, relaxations=most)]


def test_two_demands_that_no_package_satisfies_and_what_relaxing_one_opens():
    (sentence,) = said([((STAY, LISTS), share(700))], [((LISTS,), share(600))])

    assert sentence == (
        "In about 7 of 10 of these draws no package satisfies both North's refusal of ‘exit’ "
        "(corridor) and South's refusal of ‘veto’ (names) unless ‘neutral’ (watch); relaxing South's "
        "refusal of ‘veto’ (names) unless ‘neutral’ (watch) alone opens a zone in 6 of 10."
    )


def test_refusals_that_use_up_an_issue_are_told_by_the_issue():
    (sentence,) = said([((STAY, OUT), share(700))], [])

    assert sentence == (
        "In about 7 of 10 of these draws nothing is left to agree on (corridor): North refuses "
        "‘exit’ while South refuses ‘stay’."
    )


def test_of_a_conflict_what_each_side_could_do_is_told_the_one_that_opens_more_often_first():
    (both,) = said([((OUT, STAY), share(500))], [((OUT,), share(300)), ((STAY,), share(600))])

    assert both.index("relaxing North's refusal") < both.index("relaxing South's refusal")
    assert both.count("alone opens a zone in") == 2


def test_what_only_several_together_open_is_told_as_several():
    assert said([], [((STAY, OUT), share(700))]) == [
        "Relaxing both North's refusal of ‘exit’ (corridor) and South's refusal of ‘stay’ (corridor) "
        "together opens a zone in about 7 of 10 of these draws."
    ]
    (mixed,) = said([], [((STAY, NORTH, LEAST), share(700))])
    assert mixed == (
        "If North relaxed its refusal of ‘exit’ (corridor), going without a deal looked worse to "
        "North and South lowered its minimum, a zone would open in about 7 of 10 of these draws."
    )


def test_a_demand_that_nothing_meets_is_told_alone():
    sentences = said([((NORTH,), share(300)), ((LEAST,), share(200)), ((STAY,), share(100))], [])

    assert [s.split(" of these draws ")[1] for s in sentences] == [
        "no package would leave North as well off as it is without a deal.",
        "no package is worth the least that South would sign.",
        "every package has what North refuses: ‘exit’ (corridor).",
    ]


def test_nothing_is_told_twice():
    again = Demand("north", "red-line", (("corridor", "staged"),))
    sentences = said(
        [((STAY, NORTH), share(500)), ((again, NORTH), share(400)), ((LISTS, NORTH), share(300))],
        [((NORTH,), share(900)), ((STAY,), share(100))],
    )

    assert len(sentences) == 3  # not the second, on the same issue between the same
    assert sum("going without a deal looked worse" in s for s in sentences) == 1


def test_few_draws_are_counted():
    found = Obstacles((((STAY,), Share(3, 7)),), (), Share(7, 1000), GROUNDS)

    ((sentence, demands),) = obstacle_sentences(Plain(), found, conflicts=1, relaxations=1)

    assert sentence.startswith("In 3 of these 7 draws every package")
    assert demands == (STAY,)


def test_a_price_is_told_with_its_range_and_not_where_there_is_none():
    def told(*spread):
        return price_words(Plain(), Price(STAY, share(800), Share(0, 800), {"south": Spread(*spread)}))

    assert told(0.1, 0.2, 0.3) == (
        "without North's refusal of ‘exit’ (corridor), the most South could gain rises by about 0.1 "
        "to 0.3 of its scale"
    )
    assert told(0.0, 0.0, 0.04) == ""
