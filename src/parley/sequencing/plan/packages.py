"""Which package is to be carried out: the one that is named, or the first that `parley bridge` would give.

Room: sequencing. Asks a `parley.analysis.study.Study`; may use rooms below.
"""

from dataclasses import dataclass

from parley.analysis.judged import judged
from parley.analysis.study import Study
from parley.analysis.sweep import Sweep
from parley.bridging.offers.choosing import chosen
from parley.bridging.offers.named import package_named
from parley.bridging.offers.needed import nearest_rows
from parley.bridging.offers.starting import package_meant
from parley.case.dossier import Dossier
from parley.case.package import Choice, Package
from parley.ground.worded import Worded, say

_LOOKED = 5  # packages that `parley bridge` looks for where no number is asked
Named = Package | str | dict[str, Choice] | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A package, and what it is called."""

    package: Package
    name: str
    note: str = ""  # why it is this one, where nobody named it


def package_of(ready: Study, dossier: Dossier, package: Named, swept: Sweep | None = None) -> Chosen:
    """The package that is meant.

    Args:
        package: a package; the id of a text that settles every issue; `issue=term, issue=term`; a JSON
            object; a negotiating text (`single-text@3`, `draft.md`); or None: see `first_offered`.
        swept: from `parley.analysis.judged`, where that has been worked out before.

    Raises:
        ParleyError: no such text, issue or option; an issue is left open; or a constraint is broken.
    """
    case = dossier.case
    if package is None:
        return first_offered(ready, swept)
    if isinstance(package, Package):
        return Chosen(package_named(case, {str(i): t for i, t in package.terms}), _worded(dossier, package))
    if isinstance(package, str):
        found = package_meant(case, dossier.folder, package)
        words = package.strip()
        name = case.texts[words].title if words in case.texts else _worded(dossier, found)
        return Chosen(found, words if words.partition("@")[0] == "single-text" else name)
    found = package_named(case, package)
    return Chosen(found, _worded(dossier, found))


def first_offered(ready: Study, swept: Sweep | None = None) -> Chosen:
    """The first package that `parley bridge` would put on the table; where there is none, the nearest."""
    swept = judged(ready) if swept is None else swept
    rows = chosen(ready, swept, _LOOKED)
    if len(rows):
        note = say("No package was named: this is package A of “parley bridge”.")
        return Chosen(ready.table.package(rows[0]), say("Package A of “parley bridge”"), note)
    note = say(
        "No package was named, and none is accepted by each principal in half of the draws or more: this is "
        "the one that comes nearest, package A of “parley bridge”."
    )
    nearest = nearest_rows(ready, swept)[0]
    return Chosen(ready.table.package(nearest), say("Package A of “parley bridge”"), note)


def _worded(dossier: Dossier, package: Package) -> Worded | str:
    """The title of the text that says exactly this, if one does."""
    for id, text in dossier.case.texts.items():
        if text.terms and {str(i): str(t) for i, t in package.terms} == {
            i: str(t) for i, t in text.terms.items()
        }:
            return dossier.case.texts[id].title
    return say("the package named")
