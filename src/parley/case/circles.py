"""Does something lead back to where it began?

Room: case. Speaks ids. No recursion: chains may be thousands long.
"""

from collections.abc import Iterable, Mapping


def circle(steps: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Ids on a way from one back to itself, the first named twice; empty where there is none.

    >>> circle({"a": ["b"], "b": ["c"], "c": ["a"]})
    ('a', 'b', 'c', 'a')
    >>> circle({"a": ["b"], "b": []})
    ()
    """
    done: set[str] = set()
    for start in steps:
        way, on_way = [start], {start}
        left = [iter(steps[start])] if start not in done else []
        while left:
            step = next(left[-1], None)
            if step is None:
                left.pop()
                gone = way.pop()
                on_way.discard(gone)
                done.add(gone)
            elif step in on_way:
                return (*way[way.index(step) :], step)
            elif step not in done:
                way.append(step)
                on_way.add(step)
                left.append(iter(steps.get(step, ())))
    return ()
