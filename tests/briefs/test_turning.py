"""Of all changes that would turn an answer, the one worth a line; and pairs a principal is torn about."""

from dataclasses import replace

from parley.analysis.settlement import Change, Demand, Flip, Share, Standing, Winning
from parley.briefs.turning import pair_sentences, torn_sentences, turning_by_principal, turning_sentences
from parley.case.package import Package


class Names:
    def who(self, id):
        return id.title()

    def issue_in_text(self, id):
        return id

    def term_in_text(self, issue, term):
        return str(term)


def standing(*flips):
    none = Share(0, 10)
    return Standing(Package(()), {"north": none, "south": none}, none, {}, none, flips=flips)


def order(party, distance=1.0):
    return Flip(party, "order", True, (Change(("aid", "less > more")),) * int(distance), distance)


def importance(party, distance):
    return Flip(party, "importance", True, (Change(("aid", ""), 0.1, 0.1 + distance),), distance)


def red_line(party, accepts=True):
    return Flip(party, "red-line", accepts, (), 1, lines=(Demand(party, "red-line", (("aid", "none"),)),))


def said(**shown):
    return [sentence for sentence, _ in turning_sentences(Names(), shown)]


def test_a_change_that_turns_several_answers_is_told_once():
    (north,) = said(A=standing(importance("north", 0.2), order("north")), B=standing(order("north")))

    assert north == "North would refuse packages A and B in most draws if it ranked more above less (aid)."


def test_what_goes_against_its_own_words_is_told_only_where_nothing_else_is():
    against = replace(importance("north", 0.1), within=False)

    (north,) = said(A=standing(against), B=standing(importance("north", 0.3)))

    assert north.startswith("North would refuse package B on average")
    assert turning_by_principal(Names(), {"A": standing(against)}) == {}


def test_all_that_would_turn_answers_is_told_by_principal_each_change_once():
    told = turning_by_principal(
        Names(),
        {"A": standing(red_line("north"), importance("north", 0.3)), "B": standing(red_line("north"))},
    )

    assert list(told) == ["north"]
    assert len(told["north"]) == 2
    assert told["north"][0].startswith("North would refuse packages A and B if its refusal of")


def test_of_pairs_only_the_one_nearest_to_turning_is_told_of_each_principal():
    flips = (importance("north", 0.2), importance("north", 0.04), importance("south", 0.06))
    winning = [Winning(0, n + 1, {}, (flip,)) for n, flip in enumerate(flips)]

    told = pair_sentences(Names(), winning)

    assert [sentence[:5] for sentence in told] == ["North", "South"]
    assert "package C than package A" in told[0]


def test_of_several_shifts_of_importance_the_smallest_is_told():
    (north,) = said(A=standing(importance("north", 0.5)), B=standing(importance("north", 0.3)))

    assert north.startswith("North would refuse package B on average if aid mattered about 0.4")


def test_red_lines_are_told_only_where_nothing_else_turns_an_answer():
    north, south = said(
        A=standing(red_line("north"), order("north", 2), red_line("south", accepts=False)),
        B=standing(red_line("north")),
    )

    assert "ranked" in north
    assert south == "South would accept package A in most draws if its refusal of none (aid) were not real."


def test_a_principal_whom_nothing_turns_has_no_sentence():
    assert said(A=standing(order("south"))) == [
        "South would refuse package A in most draws if it ranked more above less (aid)."
    ]


def test_of_pairs_only_those_are_told_that_a_principal_is_in_two_minds_about():
    winning = (
        Winning(0, 1, {"north": Share(60, 100), "south": Share(100, 100)}),
        Winning(0, 2, {"north": Share(95, 100), "south": Share(3, 100)}),
    )

    assert torn_sentences(Names(), winning) == [
        "Of A and B, North would rather have A in 5 to 7 of 10 draws."
    ]
