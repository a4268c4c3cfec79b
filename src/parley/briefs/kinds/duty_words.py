"""The cells of an implementation matrix in words: what is done, when, after what, and how it stands.

Room: briefs. Speaks parties and deliverables. What the case does not say is shown as "not said".
"""

from collections.abc import Iterable
from dataclasses import dataclass

from parley.briefs.phrases.words import GRADES
from parley.briefs.wording import day_words, in_turn, joined, listed, number_words
from parley.case.deliverables import Remedy
from parley.case.model import Case
from parley.case.wording import with_unit
from parley.evidence.document import Disclosure
from parley.ground.worded import Worded, say, several
from parley.sequencing.carried.duties import Matrix, Need, Row
from parley.sequencing.carried.entries import Entry, Told
from parley.sequencing.carried.following import side_of
from parley.sequencing.carried.state import DutyState, OnRung

NEAR = 1e-9
NOT_SAID = say("not said")
STATUS = {
    "due": say("due"),
    "waiting": say("waiting"),
    "running": say("under way"),
    "done": say("done"),
    "unreported": say("nothing is noted of it"),
    "late": say("late"),
    "differs": say("accounts differ"),
    "disputed": say("disputed"),
    "suspended": say("suspended"),
    "not-done": say("not done"),
}
NOTED = {
    **{word: STATUS[word] for word in ("done", "late", "disputed", "not-done", "suspended")},
    "settled": say("settled"),
    "ended": say("the deal has ended"),
}
IF = {"late": say("if late"), "disputed": say("if disputed"), "not-done": say("if not done")}


@dataclass(frozen=True)
class DutyWords:
    """Words for the rows of one matrix."""

    case: Case
    matrix: Matrix

    def party(self, id: str) -> str:
        """The name of a party or member; what the text calls it, where the case knows no such party."""
        if id in self.case.parties:
            return self.case.parties[id].name
        for party in self.case.parties.values():
            if id in party.members:
                return party.members[id].name
        return id

    def keeper(self, id: str) -> str:
        """Who holds what is in escrow: those who give the guarantee, or its name."""
        guarantee = self.case.guarantees.get(id)
        if guarantee is None:
            return self.party(id)
        return self.parties(guarantee.by) or guarantee.name

    def parties(self, ids: Iterable[str]) -> str:
        return listed([self.party(id) for id in ids])

    def name(self, id: str) -> str:
        """What a deliverable or phase is called."""
        if id in self.case.deliverables:
            return self.case.deliverables[id].name
        return self.case.phases[id].name if id in self.case.phases else id

    def row_name(self, id: str) -> str:
        """A row in a few words: its name, and how much of it where that is handed over in parts."""
        row = next((r for r in self.matrix.rows if r.id == id), None)
        if row is None:
            return self.name(id)
        if row.kind == "gate":
            return say("what comes after ‘{phase}’", phase=row.name)
        return self.action(row) if row.handovers > 1 else row.name

    def amount(self, number: float, unit: str) -> str:
        return with_unit(number, unit, number_words(round(number, 2)))

    def action(self, row: Row) -> str:
        """What is done, and how much of it."""
        if row.kind == "gate":
            return self._gate(row)
        if row.kind == "clause":
            return row.name
        if row.kind == "continuing":
            if row.amount is None or row.amount == 1:
                return row.name
            amount = self.amount(row.amount, row.unit)
            if row.unit.endswith((" a day", " each day")):
                return say("{name}: {amount}", name=row.name, amount=amount)
            return say("{name}: {amount} each day", name=row.name, amount=amount)
        found: str = row.name
        if row.pieces:
            found = say("{name}: {amount}", name=row.name, amount=joined(list(row.pieces)))
        elif row.amount is not None and row.total not in (None, 1.0):
            found = say("{name}: {amount}", name=row.name, amount=self.amount(row.amount, row.unit))
        elif row.amount is not None and row.handovers > 1:
            found = say("{name}: part {number} of {all}", name=row.name, number=row.number, all=row.handovers)
        if row.held_by and not row.released:
            return say("{what}, held by {who} until it is released", what=found, who=self.keeper(row.held_by))
        return say("{what}, out of the keeping it was in", what=found) if row.released else found

    def _gate(self, row: Row) -> str:
        if row.agreed:
            return say("Go on after ‘{phase}’ as agreed", phase=row.name)
        if row.first is not None:
            return say(
                "Agree on what comes after ‘{phase}’; talks from day {day}", phase=row.name, day=row.first
            )
        return say("Agree on what comes after ‘{phase}’", phase=row.name)

    def so_far(self, row: Row) -> str:
        """How much of the whole that makes."""
        if row.kind != "handover" or row.total is None or row.so_far is None or row.handovers == 1:
            return ""
        if row.total == 1:
            return ""
        return say(
            "{so_far} of {total} in all", so_far=number_words(row.so_far), total=number_words(row.total)
        )

    def counterpart(self, row: Row) -> str:
        """To whom, and what comes in return."""
        who = self.parties(row.counterparts) or NOT_SAID
        if row.kind == "gate":
            return ""
        if not row.in_return:
            return who
        return say("{who}; in return: {what}", who=who, what=joined([self.name(d) for d in row.in_return]))

    def trigger(self, row: Row) -> str:
        """What must have come before, beside the day."""
        return in_turn([self.need(need) for need in row.needs])

    def need(self, need: Need) -> str:
        if need.gate:
            return say("agreement on what comes after ‘{phase}’", phase=self.name(need.gate))
        entry = self.case.deliverables[need.deliverable]
        total = next((r.total for r in self.matrix.of(need.deliverable)), None)
        if entry.kind == "continuing":
            return say("‘{name}’ has begun", name=entry.name)
        if need.amount is None or total is None or need.amount >= total:
            return say("all of ‘{name}’", name=entry.name)
        amount = self.amount(need.amount, entry.unit or "")
        return say("{amount} of ‘{name}’", amount=amount, name=entry.name)

    def deadline(self, row: Row) -> str:
        """The day, with its date where the start is known; what continues has a period."""
        if row.kind == "continuing":
            if row.first is None:
                return NOT_SAID
            if row.day is None:
                return say("from {day} on; until when is not said", day=self.day(row.first))
            return say("{first} to {last}", first=self.day(row.first), last=self.day(row.day))
        return self.day(row.day) if row.day is not None else NOT_SAID

    def day(self, day: int) -> str:
        on = self.matrix.date_of(day)
        if on is None:
            return say("day {day}", day=str(day))
        return say("day {day} ({date})", day=str(day), date=day_words(on))

    def latest(self, row: Row) -> str:
        if row.latest is None or row.kind != "handover":
            return ""
        return say("the case allows until {day}", day=self.day(row.latest))

    def evidence(self, row: Row) -> str:
        return row.evidence or NOT_SAID

    def verifier(self, row: Row) -> str:
        return self.parties(row.verifiers) or NOT_SAID

    def remedy(self, remedy: Remedy) -> str:
        """When a remedy applies, what it is, and what may wait meanwhile."""
        when: str = IF[remedy.if_]
        if remedy.after:
            days = several(int(remedy.after), "{when}, after one day", "{when}, after {n} days", when=when)
            when = days
        found: str = say("{when}: {what}", when=when, what=remedy.remedy)
        if remedy.waits:
            waits = joined([self.name(d) for d in remedy.waits])
            found = say("{what}; meanwhile may wait: {waits}", what=found, waits=waits)
        return say("{what} (clause {clause})", what=found, clause=remedy.clause) if remedy.clause else found

    def remedies(self, row: Row) -> list[str]:
        if row.kind == "gate":
            if row.agreed:
                return []
            return [say("goes on while talks last") if row.continues else say("the deal lapses")]
        return [self.remedy(remedy) for remedy in row.remedies]

    def status(self, duty: DutyState) -> str:
        """How a duty stands, since when, and how much of it was handed over."""
        said: list[str] = [STATUS[duty.status]]
        if duty.done_by and duty.done_on is not None:
            said = [say("done by {day}", day=day_words(duty.done_on)), say("on which day is not noted")]
        elif duty.status == "done" and duty.done_on is not None:
            said.append(day_words(duty.done_on))
        elif duty.status == "unreported" and duty.since is not None:
            said.append(say("its last day was {day}", day=self.day(duty.since - 1)))
        elif duty.since is not None:
            said.append(say("since {day}", day=self.day(duty.since)))
        if duty.days_late and duty.status != "waiting":
            said.append(several(duty.days_late, "one day after its day", "{n} days after its day"))
        if duty.status == "late" and (latest := self.latest(duty.row)):
            said.append(latest)
        part = self.part(duty)
        if part:
            said.append(part)
        if duty.status == "waiting" and duty.open_needs:
            said.append(say("for {what}", what=in_turn([self.need(need) for need in duty.open_needs])))
        return joined(said)

    def before(self, row: Row) -> Worded:
        """How a duty stands before anything is signed."""
        return STATUS["waiting"] if row.needs else STATUS["due"]

    def part(self, duty: DutyState) -> str:
        """So many of so many, where some was handed over; a range where the accounts differ."""
        row, low, high = duty.row, duty.low, duty.high
        if low is None or high is None or row.amount is None or row.amount == 1:
            return ""
        if high < 1e-9 or low >= row.amount - 1e-9:
            return ""
        so_far = (
            number_words(low)
            if high - low < 1e-9
            else say("{low} to {high}", low=number_words(low), high=number_words(min(high, row.amount)))
        )
        return say("{so_far} of {total}", so_far=so_far, total=number_words(row.amount))

    def counts(self, duty: DutyState) -> str:
        """Accounts of the total that differ, side by side, where it matters for this duty."""
        if duty.status not in ("disputed", "differs") and (duty.high or 0.0) - (duty.low or 0.0) < NEAR:
            return ""
        if duty.counts:
            return joined(
                [
                    say("{n} by {who}", n=number_words(c.total), who=c.account or say("the entries added up"))
                    for c in duty.counts
                ]
            )
        said = [e for e in duty.differing if e.amount is not None and e.account]
        return joined([say("{n} by {who}", n=number_words(e.amount or 0), who=e.account) for e in said])

    def rung(self, rung: OnRung) -> str:
        """Where a dispute is on its ladder, and whether duties go on meanwhile."""
        if rung.to and rung.until is not None:
            where: str = say(
                "before {who} until {day} (rung {number})",
                who=rung.to,
                day=self.day(rung.until),
                number=rung.rung,
            )
        elif rung.rung > 1:
            where = say("the ladder has been gone through; what follows then is not said")
        else:
            where = say("whom to ask is not said")
        meanwhile = {
            "continues": say("duties go on meanwhile"),
            "suspended": say("duties rest meanwhile"),
            "": say("whether duties go on meanwhile is not said"),
        }[rung.meanwhile]
        return say("{first}; {second}", first=where, second=meanwhile)

    def told(self, told: Told) -> str:
        """What one side says: its own words in quotation marks, ours without."""
        words = say("“{words}”", words=told.words) if told.verbatim else told.words
        if told.party not in self.case.parties:
            words = say("{who}: {words}", who=self.party(told.party), words=words)
        if told.source:
            words = say("{words} ({source})", words=words, source=told.source)
        if told.disclosure is not Disclosure.PUBLIC:
            words = say("{words} [{grade}]", words=words, grade=GRADES[told.disclosure])
        return words

    def entry(self, entry: Entry) -> str:
        """One entry in a line: what, how much, by whom reported."""
        said: list[str] = []
        if entry.status:
            said.append(NOTED[entry.status])
        unit = next((r.unit for r in self.matrix.rows if entry.duty in (r.id, r.deliverable)), "")
        if entry.amount is not None:
            said.append(self.amount(entry.amount, unit))
        if entry.so_far is not None:
            said.append(say("{amount} altogether", amount=self.amount(entry.so_far, unit)))
        found = joined(said)
        if entry.what:
            found = say("{first}; {second}", first=found, second=entry.what) if found else entry.what
        if entry.source:
            found = say("{words} ({source})", words=found, source=entry.source)
        return found

    def side(self, speaker: str) -> str:
        return side_of(self.case, speaker)


def silent(words: DutyWords) -> list[Worded]:
    """What the case does not say of its duties, as sentences: what to ask before anything is signed."""
    rows = {row.deliverable: row for row in words.matrix.rows if row.kind in ("handover", "continuing")}
    found: list[Worded] = []
    if names := [row.name for row in rows.values() if not row.verifiers]:
        found.append(say("Who verifies it is not said of {what}.", what=listed(names)))
    if names := [row.name for row in rows.values() if not row.evidence]:
        found.append(say("How it is seen that it was done is not said of {what}.", what=listed(names)))
    if names := [row.name for row in rows.values() if not row.remedies]:
        found.append(say("What follows if it is late is not said of {what}.", what=listed(names)))
    disputes = words.case.implementation.disputes if words.case.implementation else None
    if disputes is None or not disputes.ladder:
        found.append(say("Who is asked where the sides disagree on whether something was done is not said."))
    if disputes is None or disputes.meanwhile is None:
        found.append(say("Whether duties go on while they disagree is not said."))
    if words.matrix.starts is None:
        found.append(say("On which date day 1 falls is not said."))
    return found
