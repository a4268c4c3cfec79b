"""A small case with documents, made for these tests: two councils, a road, a toll and guards."""

from pathlib import Path

CASE = """parley: 1
title: Talks on the valley road
as-of: 2024-05-20
field: armed-conflict
parties:
  north: {name: Northern Council, role: principal, aliases: [the north]}
  south: {name: Southern Council, role: principal, aliases: [the south]}
  envoys: {name: Envoys, role: mediator}
issues:
  posts:
    name: Posts on the road
    kind: withdrawal
    keywords: [posts]
    options:
      stay: {label: The posts stay, keywords: [posts stay], means: presence}
      half: {label: Half of the posts are left, keywords: [half of the posts]}
      leave: {label: The posts are left, keywords: [posts are left, leave the posts], means: full-withdrawal}
  toll:
    name: Toll a lorry
    keywords: [toll]
    range: {low: 0, high: 50, step: 5, unit: dollars}
  guards:
    name: Guards
    keywords: [guards]
    options: {own: Own guards, neutral: Neutral guards}
constraints:
  - if: {posts: leave}
    never: {guards: own}
preferences:
  north: {orders: {posts: stay > half > leave, toll: more}}
  south: {orders: {posts: leave > half > stay, toll: less}}
texts:
  april: {title: Text of April, date: 2024-04-02, terms: {posts: half}}
"""

PUBLIC = """---
title: What the two councils say
date: 2024-05-10
publisher: Valley Post
---
The Northern Council insists that the posts stay. The Southern Council demands that the posts are left.
"""

PRIVATE = """---
title: What the south told the envoys alone
date: 2024-05-12
disclosure: mediator-only
---
The Southern Council demands neutral guards.
"""


def make_talks(folder: Path) -> Path:
    """The case folder."""
    (folder / "documents").mkdir(parents=True)
    (folder / "case.yaml").write_text(CASE)
    (folder / "documents" / "public.txt").write_text(PUBLIC)
    (folder / "documents" / "private.txt").write_text(PRIVATE)
    return folder
