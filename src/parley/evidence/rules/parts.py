"""Where the object of a verb joins several things: "an end to the war and a withdrawal".

Room: evidence. Whether the things are told apart is for `claims` to say, which knows the issues.
"""

from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.numbers import numbers
from parley.evidence.rules.segment import Text


def joints(text: Text, first: int, last: int) -> list[tuple[int, int]]:
    """Where "and", "or", a comma or "verified by" joins two things: its place, and where the next begins."""
    tokens, low = text.tokens, text.low
    out = []
    for k in range(first + 1, last - 1):
        done = low[k].endswith("ed") and tokens[k].tag in ("J", "V")
        if done and low[k + 1] == "by" and k + 2 < last:
            out.append((k, k + 2))
        if low[k] not in ("and", "or", ",") or tokens[k].quoted >= 0:
            continue
        n = k + 1
        while n < last and (low[n] in ("and", "or") or tokens[n].tag == "RB"):
            n += 1
        if (n < last and low[n] == "that") or (low[n - 1] == "only" and low[n] == "for"):
            n += 1
        thing = n < last and tokens[n].tag in ("D", "PS", "N", "J", "CD", "NP", "TO")
        deed = n < last and tokens[n].tag == "V" and tokens[n].form in ("base", "ing")
        if thing or deed:
            out.append((k, n))
    return out


def two_numbers(text: Text, lexicon: Lexicon, start: int, k: int, n: int, last: int) -> bool:
    """ "5 percent for crews and 4 percent for pilots": two numbers for two recipients."""
    left, right = numbers(text, start, k, lexicon), numbers(text, n, last, lexicon)
    if len(left) != 1 or not right or left[0].unit != right[0].unit or text.low[k] != "and":
        return False
    after = ((left[0].last, k), (right[0].last, last))
    return all(at < end and text.low[at] in ("for", "to", "from", "in") for at, end in after)
