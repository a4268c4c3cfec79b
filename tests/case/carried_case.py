"""A small case of our own wording with every element of deliverables, phases, guarantees and carrying out."""

HEAD = """\
parley: 1
title: Exchange on the river
parties:
  north: {name: North, role: principal, members: {guard: The northern guard}}
  south: {name: South, role: principal}
  lake: {name: Lake Council, role: third-party}
issues:
  people: {name: People who come home, range: {low: 18, high: 39, step: 3, unit: persons}}
  bank: {name: Eastern bank, options: {stay: Forces stay, part: Half of it is left, all: All of it is left}}
  names: {name: Who decides on names, options: {south: South, strikes: Some may be struck, north: North}}
  after: {name: What comes next, options: {open: Left open, talks: It holds while talks last, peace: Peace}}
preferences:
  north: {orders: {bank: stay > part > all}, no-deal: {leads-to: {bank: stay}}}
  south: {orders: {bank: all > part > stay}, no-deal: {leads-to: {bank: stay}}}
"""
PHASES = """\
phases:
  first:
    name: First phase
    days: 1..42
    from: 2025-01-19
    to: 2025-03-01
    gate:
      talks-from: 16
      talks-until: 35
      agreed-when: {after: peace}
      if-open: continues
      when: {after: talks}
    because: c1
  second: {name: Second phase, days: 43..84, gate: {content: agreed}}
"""
DELIVERABLES = """\
deliverables:
  captives:
    name: People held in the south
    from: south
    to: north
    kind: countable
    amount: people
    unit: persons
    carries: people
    phase: first
    every: 7
    timetable: {1: 3, 8: 3, 36: rest}
    categories: {guards: 5, others: rest}
    humanitarian: true
    verified: {by: [lake, guard], how: handed over before witnesses, surely: 0.9..1}
    composition:
      - when: {people: ">= 30"}
        of: 115
        living: 50..76
        floor: 22
        rule: holder
        known: 0.2..0.6
        not-living: 0.5
      - of: 115
        living: 50..76
        categories: {guards: {of: 7, living: 3..7, floor: 2, known: 0.5}}
        because: c2
    clause: "3"
    because: [c1, c2]
  prisoners:
    name: People held in the north
    from: north
    to: south
    kind: countable
    amount: 30 per captives, 50 per guards
    carries: {people: 0.2..0.4}
    days: 1..60
    names:
      - {when: {names: south}, of: 3000, rule: receiver}
      - when: {names: strikes}
        of: 3000
        rule: limited-vetoes
        vetoes: 100
        categories: {long-terms: 400, short-terms: 2600}
        quotas: {long-terms: 100}
      - {of: 3000, take: 500, rule: veto}
    because: {assumed: the usual ratio, by: analyst, on: 2025-01-01}
  bank:
    name: The eastern bank is left
    from: north
    to: south
    kind: divisible
    parts: [the ferry, the mill, the ford]
    carries: bank
    when: {bank: [part, all]}
    irreversible: false
    days: 22..42
    after: {captives: 7}
  calm-of-north: {name: Calm, from: north, to: south, kind: continuing, cost: 0..0.1, value: 0, phase: first}
  calm-of-south: {name: Calm, from: south, to: north, kind: continuing, cost: 0..0.1, value: 0, phase: first}
  aid: {name: Aid, from: north, to: south, kind: continuing, amount: 600, unit: lorries a day, days: 1..42}
  ferry: {name: Ferry, from: north, to: south, when: {bank: all, people: 33}, days: 30, after: calm-of-south}
  money:
    name: Money
    from: south
    to: north
    kind: divisible
    amount: 90
    lots: 3
    a-day: 30
    every: 10
    days: 5..40
"""
GUARANTEES = """\
guarantees:
  word:
    name: Word of the Council
    kind: assurance
    by: lake
    binds: {north: 0.1, south: 0..0.2}
    kept: 0.4..0.9
    days: 1..42
  account:
    name: Money on account
    kind: escrow
    by: [lake]
    binds: south
    of: [money]
    until: first
    when: {bank: all}
  back: {name: Aid stops, kind: snap-back, binds: south, of: [aid, bank], because: {assumed: so, by: analyst}}
  name: {name: Good name, kind: reputation, binds: {north: 0..0.05, south: 0..0.05}}
"""
IMPLEMENTATION = """\
implementation:
  starts: 2025-01-19
  agreement: truce
  monitoring:
    - {design: joint-commission, when: {bank: [part, all]}}
    - {design: none, because: c3}
  response: proportional
  disputes: {ladder: [{to: both guards, days: 2}, {to: lake, days: 7}], meanwhile: continues, because: c1}
  spoilers: some
  financed: true
  remedies:
    - {of: [captives], if: late, after: 1, remedy: the next is doubled, waits: [prisoners], clause: "9"}
    - {if: disputed, remedy: the Council decides}
  because: {assumed: as is usual, by: analyst, on: 2025-01-01}
"""
CARRIED = HEAD + PHASES + DELIVERABLES + GUARANTEES + IMPLEMENTATION
