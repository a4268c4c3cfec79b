"""Are the papers that a text leans on joined to it: maps, plans, lists, rosters, price lists?

Room: bridging. "The line on the surveyor's drawing", "the attached roster", "those on the harbour sheet",
"the price list in force". What lies with a named third party, what follows in the text itself, and what has
a heading of its own is there.
"""

import re
from collections.abc import Iterator

from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding
from parley.bridging.text.written.model import Heading

_THING = re.compile(
    r"\b(?:(?:the|a|an|its|their|attached|annexed|enclosed|this|these|two|three|initialled"
    r"|dated|agreed|following|detailed|accompanying)\s(?:[\w'’]+\s){0,2}?)"
    r"(?P<thing>maps?|(?:site|pier|berth|deck|seating|bed|shift|quay|yard|road|house"
    r"|building|plot|floor|route|depot|harbour|area|layout|zone|street|town|field|land"
    r"|track|pipeline|staffing) plans?|drawings?|inventor(?:y|ies)|plans?(?= (?:signed"
    r"|made|drawn|sent|dated|handed|shown|agreed|of \d|initialled|attached|annexed))"
    r"|tracings?|diagrams?|blueprints?|aerial photographs?|satellite images?"
    r"|specifications?(?= (?:attached|annexed|enclosed|initialled|dated))|charts?"
    r"|sketch(?:es)?|sketch maps?|drawings?|annex(?:es)?|append(?:ix|ices)|enclosures?|plans? of the "
    r"(?:site|area|zone|line)|co-?ordinates? (?:list|sheet|table)"
    r"|coordinates? (?:attached|annexed)|overlays?)\b(?!\s(?:[A-Z]\b|\d|[IVX]+\b))",
    re.IGNORECASE,
)
_BARE_MAP = re.compile(
    r"\b(?P<thing>maps?)\s(?:which (?:is|are) )?(?:initialled|dated|agreed|signed|annexed"
    r"|attached|approved|exchanged|drawn)\b|\b(?:on|in) (?P<other>maps)\b(?!\s\d)"
    r"|\b(?:marked|shown|drawn|coloured|hatched|set out|outlined)(?: \w+)? (?:on|in) the "
    r"(?:[\w'’]+ ){0,2}(?:plan|sketch|drawing|chart|photograph|overlay|layout|table attached|schedule "
    r"attached)\b",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\b(?P<thing>the (?:\w+ ){0,2}?(?:lists?|sheets?|models?|tables?|plans?|charts?"
    r"|drawings?|sketch(?:es)?|forms?|templates?|patterns?|diagrams?|registers?|specimens?"
    r"|timetables?|price lists?|handouts?|slides?|papers?|photographs?|tracings?"
    r"|overlays?))"
    r"(?: (?:that|which)(?: [^.;,]{2,60}?)?)? (?:made|circulated|initialled|sent round"
    r"|(?<=that )went round|went round|handed round|passed round|drew|drawn|tabled"
    r"|distributed|showed|shown|subscribed|signed|handed over|sent|exchanged|agreed)\b"
    r"(?= (?:by|in|on|at|last|to|during|before|between)\b|[.,;]|$)",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"\b(?P<thing>(?:the |a |an )?(?:\w+ ){0,2}(?:lists?|schedules?|tables?|forms?"
    r"|letters?|timetables?|specifications?|price lists?|rate cards?"
    r"|statements?))\s(?:which is |that is |that are |are |is )?(?:attached|annexed"
    r"|enclosed|appended|herewith|hereto)\b",
    re.IGNORECASE,
)
_MAKING = re.compile(
    r"\b(?:draws? up|drawn up|prepare[ds]?|exchange[ds]?|hands? over|submit|submits|deliver"
    r"|provide|provides|produce|produces|make|send|give|gives|furnish|draft|update|complete"
    r"|mark)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_ATTACHED = re.compile(
    r"\b(?:is|are|being) (?:attached|annexed|enclosed|appended) (?:as|on|in) (?:sheets?"
    r"|pages?)|\bsheets? \d+ (?:to \d+ )?(?:is|are)? ?attached|(?:sheets? \d+(?: to "
    r"\d+)?), attached",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:land registers?|public|county|company|statute|law|rule|hand ?books? of|minute|log|order|cash"
    r"|other|same|first|following|next|waiting|blacklist)\b",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"^,?\s(?:below|above|that follows|which follows|following|in the next|in the last|at the end of this"
    r"|in (?:clause|article|paragraph|section|point|number|annex|appendix|schedule|§)|in \d|here"
    r"|of (?:clause|article|annex|schedule|appendix))",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"^[^.;,]{0,30}?\b(?:lies?|lodged|deposited|kept|keeps?|held|under lock|in the (?:hands|keeping"
    r"|care) of|hangs?|sealed|stays? with|open to|open at)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"^\s(?:room|loft|board|pin|house|rights?|office|maker|table|keeper|service|makers)\b")
_PAPER = (
    r"(?:sheets?|lists?|registers?|rosters?|rotas?|photographs?|plans?|charts?|chartlets?|cards?|tables?"
    r"|sketch(?:es)?|diagrams?|drawings?"
    r"|tracings?|timetables?|tariffs?|catalogues?|specifications?|handbooks?|manuals?|books?|forms?"
    r"|inventor(?:y|ies)|schedules?|price lists?|models?|maps?)"
)
_JOINED = re.compile(
    r"\b(?P<thing>the (?:attached|annexed|enclosed|appended|adjoined"
    r"|accompanying) (?:\w+ ){0,2}?(?P<noun>\w+))\b(?=\s(?:of|in|on|by|to|and|or|is|are|shows?|which"
    r"|that|for|from|with|shall|will)\b|[.,;:)]|$)"
    r"|\b(?P<thing2>(?:the|a|an) (?:[\w'’]+ ){0,2}?(?P<noun2>\w+) (?:which is |that is )?(?:attached"
    r"|annexed|enclosed|appended|joined) (?:hereto|herewith|to this|with this|to the present))",
    re.IGNORECASE,
)
_LEANS = re.compile(
    rf"\b(?:those|that|the one|ones|as|lines?|marks?|marked|hatched|shown|drawn|coloured|listed|set out"
    rf"|edged|shaded|described|named|written) (?:\w+ )?(?:on|in|of|per"
    rf"|by) (?P<thing>the (?:[\w'’]+ ){{0,2}}?(?P<noun>{_PAPER}))\b(?!\s(?:\d|[A-Z]\b|[IVX]+\b))"
    rf"|\bas per (?P<thing2>(?:the )?(?:\w+ ){{0,2}}?(?P<noun2>{_PAPER}))\b(?!\s(?:\d|[A-Z]\b|[IVX]+\b))"
    rf"|\b(?:follow\w*|by|per|under|in|to|with) (?P<thing3>(?:the|its"
    rf"|his) (?:\w+ )?(?P<noun3>(?:price )?lists?|tariffs?|rosters?|rotas?|timetables?|rate cards?"
    rf"|catalogues?) (?:now |then |at present )?(?:in force|current|in use))\b"
    rf"|\b(?P<thing4>(?:the|a) (?:\w+ ){{0,2}}?(?P<noun4>{_PAPER}) as (?:exchanged|initialled|signed"
    rf"|handed over|agreed|circulated|sent|tabled|drawn))\b",
    re.IGNORECASE,
)


_ANY = re.compile(
    r"\b(?:map|plan|list|sheet|register|roster|rota|photograph|image|chart|card|table|sketch|diagram"
    r"|drawing|tracing"
    r"|timetable|tariff|catalogue|specification|handbook|manual|book|form|inventor|schedule|price|model"
    r"|annex|append"
    r"|enclos|attach|adjoin|accompan|joined|blueprint|co-?ordinate|overlay|template|pattern|specimen"
    r"|handout|slide|paper"
    r"|statement|letter|rate card)",
    re.IGNORECASE,
)


def papers(reading: Reading, any_annex: bool, mapped: bool) -> Iterator[Finding]:
    """Papers that are mentioned and not there."""
    titles = {w for title in _titles(reading) for w in re.findall(r"[a-z]+", title.lower())}
    for sentence in reading.sentences:
        if not _ANY.search(sentence.words):
            continue
        found = list(_known_things(sentence, any_annex, mapped))
        yield from found
        taken = [(f.place.start - sentence.start, f.place.end - sentence.start) for f in found]
        for match in [*_JOINED.finditer(sentence.words), *_LEANS.finditer(sentence.words)]:
            groups = match.groupdict()
            key = next(k for k in groups if k.startswith("thing") and groups[k])
            noun = (groups["noun" + key[5:]] or "").lower()
            start, end = match.span(key)
            if (
                any(a < end and start < b for a, b in taken)
                or noun.removesuffix("s") in titles
                or noun in titles
            ):
                continue
            after = sentence.words[end:]
            if _HERE.match(after) or _HELD.match(after) or (mapped and noun.rstrip("s") == "map"):
                continue
            if (
                _MAKING.search(sentence.words[:start])
                or _ATTACHED.search(sentence.words)
                or _OTHERS.search(groups[key] or "")
            ):
                continue
            if re.match(r"[^.;]{0,60}?\b(?:in|on|at|as) (?:Annex|Appendix|Schedule|Attachment)\b", after):
                continue
            taken.append((start, end))
            yield Finding(
                "unattached",
                sentence.place(start, end),
                f'"{groups[key]}" is mentioned and not attached.',
                "Is it dated, initialled by each party and annexed?",
            )


def _titles(reading: Reading) -> list[str]:
    """Headings, and what clauses and annexes call themselves at their head: "Table: Monday to Friday"."""
    found = [f"{part.number} {part.words}" for part in reading.text.parts if isinstance(part, Heading)]
    return found + [
        s.words.split(":")[0] for s in reading.sentences if re.match(r"[A-Z][\w ]{2,30}:", s.words)
    ]


def _known_things(sentence: Sentence, any_annex: bool, mapped: bool) -> Iterator[Finding]:
    words = sentence.words
    for found in [
        *_THING.finditer(words),
        *_LISTS.finditer(words),
        *_BARE_MAP.finditer(words),
        *_SEEN.finditer(words),
    ]:
        thing = found["thing"].lower() if found["thing"] else "maps"
        after = words[found.end() :]
        if mapped and thing.rstrip("s") == "map":
            continue
        if _HERE.match(after) or _HELD.match(after) or (found.re is _THING and _PART.match(after)):
            continue
        if thing.startswith(("annex", "append")) and (
            any_annex or re.match(r"\s?(?:to|of)\b", words[found.end() :])
        ):
            continue
        loose = thing.rstrip("s") in (
            "drawing",
            "plan",
            "specification",
            "inventory",
            "diagram",
            "photograph",
        )
        if (
            loose
            and found.re is _THING
            and not re.match(r"\s(?:attached|annexed|enclosed|appended|hereto|overleaf)\b", after)
            and not re.search(
                r"\b(?:on|in|as|by|per|to|see|follows?|with|under)\s$", words[: found.start()], re.IGNORECASE
            )
        ):
            continue
        if _MAKING.search(words[: found.start()]) or _ATTACHED.search(words):
            continue
        if re.match(
            r"[^.;]{0,60}?\b(?:in|on|at|as) (?:Annex|Appendix|Schedule|Attachment)\b", words[found.end() :]
        ):
            continue
        said = f'"{found.group()}" is mentioned and not attached.'
        yield Finding(
            "unattached",
            sentence.place(found.start(), found.end()),
            said,
            "Is it dated, initialled by each party and annexed?",
        )
