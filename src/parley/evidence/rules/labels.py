"""How is a thing called in few words: the noun a clause turns on, an option's label, an issue's name?

Room: evidence. Used by discovery; words come from the documents, or are the library's.
"""

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from parley.evidence.glossary import Actor
from parley.evidence.rules.hints import Hints
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.mentions import words_of
from parley.evidence.rules.morphology import stem
from parley.evidence.rules.segment import Text

_LONGEST = 7  # words of an option's label


class Labels:
    """Knows the texts and who is a party."""

    def __init__(
        self, texts: Sequence[Text], actors: Sequence[Actor], lexicon: Lexicon, hints: Hints
    ) -> None:
        self.texts, self.lexicon, self.hints = texts, lexicon, hints
        self.countries = {w.lower() for words in hints.states for w in words if len(words) == 1}
        self.names = {
            w.lower()
            for a in actors
            for n in (a.name, *a.aliases, *a.metonyms)
            for w in words_of(n)
            if w[:1].isupper()
        }
        self.sorts = frozenset().union(*lexicon.classes.values())
        self.empty_stems = frozenset(stem(w) for w in hints.words["empty"].single)
        self.named_places = frozenset(stem(low) for t in texts for low in _named_places(t, hints))
        self.starts = {id(t): [token.start for token in t.tokens] for t in texts}
        self.topics: dict[tuple[int, int], str] = {}
        self.counts = Counter(stem(w) for t in texts for w in t.low)
        self.all_stems = set(self.counts)

    def tokens(self, text: Text, start: int, end: int) -> tuple[int, int]:
        """The tokens of a stretch of text."""
        starts = self.starts[id(text)]
        return bisect_left(starts, start), bisect_left(starts, end)

    def stems(self, words: Sequence[str]) -> list[str]:
        """Stems of words that mean something and name nobody."""
        out = []
        for word in words:
            for w in word.lower().replace("‑", "-").split("-"):
                if (
                    w[:1].isalpha()
                    and w not in self.lexicon.stop
                    and w not in self.names
                    and w not in self.countries
                    and len(w) > 1
                ):
                    out.append(stem(w))
        return out

    def head(self, text: Text, first: int, last: int) -> list[str]:
        """The first noun phrase of a clause that means something, without articles and names of parties."""
        k = first
        while k < last:
            if not self._nominal(text, k, first):
                k += 1
                continue
            end = k
            while end < last and (self._nominal(text, end, first) or text.tokens[end].tag == "CD"):
                end += 1
            words = [i for i in range(k, end) if self._names_a_thing(text, i)]
            while words and (
                self._no_head(text.low[words[-1]])
                or (len(words) > 1 and text.low[words[-1]] in self.hints.words["empty"])
            ):
                words.pop()
            named = words and all(text.tokens[i].text[0].isupper() for i in words)
            if words and not named and text.low[words[-1]] not in self.hints.words["empty"]:
                kept = [i for i in words if text.low[i] not in self.hints.words["empty"]]
                return [text.low[i] for i in kept[-3:]]
            k = end
        return []

    def thing(self, text: Text, first: int, last: int, head: Sequence[str]) -> str:
        """The noun phrase of `head` with what it is of: "cut in income tax"."""
        size = len(head)
        at = next(
            (k for k in range(first, last - size + 1) if list(text.low[k : k + size]) == list(head)), None
        )
        if at is None or not size:
            return " ".join(head)
        k = at + size
        if k + 1 >= last or text.low[k] not in ("of", "in", "on", "for", "to", "over"):
            return " ".join(head)
        start = k + 1
        while start < last and text.tokens[start].tag in ("D", "PS"):
            start += 1
        end = start
        while end < last and end - start < 3 and text.tokens[end].tag in ("N", "J", "NP"):
            end += 1
        words = text.low[start:end]
        told = words and words[-1] not in self.hints.words["empty"] and not any(self._time(w) for w in words)
        if not told or any(w in self.names for w in words):
            return " ".join(head)
        written = [t.text for t in text.tokens[start:end]]
        return " ".join((*head, text.low[k], *written))

    def head_of(self, label: str) -> list[str]:
        """The last word of a label of several, where the clause shows no noun phrase."""
        words = label.lower().split()
        last = words[-1] if len(words) > 1 else ""
        plain = (
            last.isalpha()
            and last not in self.hints.words["empty"]
            and last not in self.lexicon.numbers["words"]
        )
        return (
            [last]
            if plain
            and not self._time(last)
            and not self._no_head(last)
            and last not in self.lexicon.verb_forms
            else []
        )

    def holds_number(self, text: Text, first: int, last: int) -> bool:
        """Whether the words hold a number, rather than stand for one: "the idea"."""
        words = self.lexicon.numbers["words"]
        return any(
            low[0].isdigit() or low.split("-")[0] in words or text.tokens[first + k].tag == "CD"
            for k, low in enumerate(text.low[first:last])
        )

    def written_unit(self, unit: str | None, words: Sequence[str]) -> str:
        """The unit of a number where the words themselves say it."""
        if not unit:
            return ""
        first = unit.split()[0].rstrip("s").lower()
        signs = {
            "percent": ("%", "percent", "per"),
            "dollar": ("$",),
            "euro": ("€",),
            "pound": ("£",),
            "money": ("$", "€", "£"),
        }
        there = any(w.startswith(first) or first in w.split("-") for w in words) or any(
            w in signs.get(first, ()) for w in words
        )
        return unit if there else ""

    def _nominal(self, text: Text, k: int, first: int) -> bool:
        token = text.tokens[k]
        gerund = (
            token.tag == "V"
            and token.form == "ing"
            and k > first
            and text.tokens[k - 1].tag in ("J", "D", "PS", "N")
        )
        return token.tag in ("N", "NP", "J") or gerund

    def _names_a_thing(self, text: Text, k: int) -> bool:
        low = text.low[k]
        return (
            low not in self.names
            and low not in self.countries
            and text.tokens[k].tag != "CD"
            and not self._party(text, k)
        )

    def _no_head(self, low: str) -> bool:
        words = self.lexicon.words
        if low in (
            "ministry",
            "ministries",
            "board",
            "council",
            "commission",
            "committee",
            "court",
            "parliament",
        ):
            return False
        about_people = low in words["mediators"] or (
            low in words["voices"] and low not in words["not_voices"]
        )
        return (
            low in words["adjectives"]
            or self._time(low)
            or about_people
            or low in words["negative"]
            or low.endswith(("able", "ible", "ous"))
        )

    def _party(self, text: Text, k: int) -> bool:
        """A noun for a side that does something: "the rebels leave"."""
        low = text.low
        if low[k] not in self.sorts:
            return False
        after = text.tokens[k + 1].tag if k + 1 < len(low) else ""
        return after in ("V", "MD", "BE", "HV", "RB", "POS", "DO")

    def _time(self, word: str) -> bool:
        times = self.lexicon.times
        return (
            word in times["weekdays"]
            or word in times["months"]
            or word in ("weekend", "night", "evening", "hours", "noon", "dawn")
        )

    def label(self, text: Text, first: int, last: int) -> str:
        """A clause in few words: no article, no party as its subject, nothing after the main thing."""
        tokens, low = text.tokens, text.low
        k = self._past_empty(text, first, last)
        while k < last and (
            low[k] in self.hints.words["talking"]
            or tokens[k].tag in ("D", "PS", "PR", "PU", "QT", "MD", "BE", "TO", "SB", "IN", "CC", "POS", "HV")
            or low[k] in self.names
            or self._party(text, k)
            or tokens[k].tag in ("RB", "NOT")
        ):
            k += 1
        end = k
        while end < last and end - k < _LONGEST + 3:
            t = tokens[end]
            if (
                (t.tag in ("WH", "SB", "PU", "MD") and t.low not in ("until", "-"))
                or (t.low in ("as", "which", "because", "so", "instead") and end > k + 1)
                or low[end : end + 2] in (["in", "return"], ["in", "exchange"])
            ):
                break
            if (
                t.tag == "BE"
                and end > k
                and (end + 1 >= last or tokens[end + 1].tag in ("NOT", "RB", "IN", "D", "PU"))
            ):
                break
            if (
                t.tag == "IN"
                and end + 1 < last
                and any(self._time(w) for w in low[end + 1 : end + 3])
                and low[end] in ("on", "at", "within", "in", "over", "during", "late")
            ):
                break
            end += 1
        words = [
            i
            for i in range(k, end)
            if tokens[i].tag not in ("D", "PS", "QT")
            and not (low[i] in self.names and i + 1 < end and tokens[i + 1].tag in ("N", "J", "POS"))
            and tokens[i].tag != "POS"
        ]
        words = [
            i
            for n, i in enumerate(words)
            if not (tokens[i].tag == "BE" and n + 1 < len(words) and tokens[words[n + 1]].tag in ("V", "J"))
        ]
        words = words[:_LONGEST]
        while words and (
            low[words[-1]] in self.hints.words["edges"]
            or (
                tokens[words[-1]].tag in ("IN", "CC", "TO", "RB", "J", "D")
                and len(words) > 1
                and tokens[words[-1]].tag != "J"
            )
        ):
            words.pop()
        telling = [
            i
            for i in words
            if low[i] not in self.hints.words["empty"]
            and low[i] not in self.hints.words["edges"]
            and not self._time(low[i])
        ]
        if any(
            tokens[i].lemma in ("say", "tell", "brief", "report", "describe", "call")
            or low[i] in ("said", "him", "them", "told", "than")
            for i in words
        ):
            return ""
        if (
            len(telling) == 1
            and tokens[telling[0]].tag in ("V", "J", "RB")
            and not low[telling[0]].endswith("ing")
        ):
            return (
                ""
                if tokens[telling[0]].tag == "V" or low[telling[0]].endswith(("able", "ible"))
                else tokens[telling[0]].text.capitalize()
            )
        if not any(tokens[i].tag in ("N", "NP", "V", "J", "RB") for i in telling) or any(
            low[i] in self.hints.words["meeting"] for i in words[:2]
        ):
            return ""
        out = " ".join(tokens[i].text for i in words)
        return out[:1].upper() + out[1:]

    def _past_empty(self, text: Text, first: int, last: int) -> int:
        """ "an agreement that guarantees an end" -> from "an end"; "its plan to close X" -> from "close"."""
        for k in range(first, min(first + 5, last - 1)):
            if text.low[k] in self.hints.words["empty"] and text.tokens[k].tag == "N":
                after = text.low[k + 1]
                if after in ("that", "which") and k + 3 < last and text.tokens[k + 2].tag == "V":
                    return k + 3
                if after in ("to", "of", "for", "on") and k + 2 < last:
                    return k + 2
            if text.tokens[k].tag in ("V", "IN"):
                break
        return first

    def topic(self, text: Text, paragraph: int) -> str:
        """What a paragraph is about, by its heading, "On wages, ..." or "Access is what ..."."""
        key = (id(text), paragraph)
        if key not in self.topics:
            lead = next(s for s in text.sentences if s.paragraph == paragraph)
            self.topics[key] = self._topic(text, lead.first, lead.last)
        return self.topics[key]

    def _topic(self, text: Text, first: int, last: int) -> str:
        low, tokens = text.low, text.tokens
        k = first
        opened = low[k] in ("on", "about", "regarding", "concerning") or low[k : k + 2] == ["as", "for"]
        if opened:
            k += 1 + (low[k] == "as")
        end = k
        while (
            end < last
            and tokens[end].tag in ("D", "N", "J", "NP", "IN")
            and low[end] not in ("in", "at", "from", "by")
        ):
            end += 1
        words = [i for i in range(k, end) if tokens[i].tag != "D"]
        if not words or any(low[i] in self.names for i in words):
            return ""
        heading = end >= last or (low[end] in (".", ":") and end + 1 >= last) or last - first <= 5
        judged = end < last and tokens[end].tag == "BE"
        if not (heading or (opened and end < last and low[end] == ",") or judged or opened):
            return ""
        nouns = [low[i] for i in words if low[i] not in self.hints.words["empty"]]
        if not nouns or len(words) > 5:
            return ""
        return " ".join(low[i] for i in words)

    def points_back(self, text: Text, first: int, last: int) -> bool:
        """ "this area", "the idea", "it": the words stand for what was said before."""
        near = text.low[first : min(last, first + 8)]
        if first and text.low[first - 1] in ("it", "them", "this", "these", "those"):
            return True
        return any(w in ("this", "that", "these", "those", "it", "them", "such") for w in near) or (
            near[:1] == ["the"] and len(near) == 2
        )

    def occurrences(self, wanted: str) -> int:
        """How often a word stands in the texts, by its stem."""
        return self.counts[wanted]

    def there(self, key: str) -> bool:
        """Whether all words of a keyword stand in the texts."""
        return all(stem(w) in self.all_stems for w in key.lower().replace("-", " ").split())

    def proper(self, where: set[tuple[int, int]], keys: frozenset[str]) -> str | None:
        """A name with capitals whose noun is a word of the issue: "Philadelphi Corridor"."""
        found: Counter[str] = Counter()
        for number, text in enumerate(self.texts):
            for sentence in text.sentences:
                if (number, sentence.paragraph) not in where:
                    continue
                k = sentence.first
                while k < sentence.last:
                    end = k
                    while (
                        end < sentence.last
                        and text.tokens[end].text[:1].isupper()
                        and text.tokens[end].tag == "NP"
                    ):
                        end += 1
                    if (
                        end - k >= 2
                        and stem(text.low[end - 1]) in keys
                        and text.low[end - 1] not in self.names
                    ):
                        found[" ".join(t.text for t in text.tokens[k:end])] += 1
                    k = max(end, k + 1)
        return max(found, key=lambda n: (found[n], n)) if found else None


def _named_places(text: Text, hints: Hints) -> set[str]:
    """Nouns that end a name of a place: "corridor" in "Sarno Corridor"."""
    tokens = text.tokens
    return {
        t.low
        for before, t in itertools.pairwise(tokens)
        if t.text[0].isupper()
        and t.low in hints.words["place_nouns"]
        and before.tag == "NP"
        and before.sentence == t.sentence
    }
