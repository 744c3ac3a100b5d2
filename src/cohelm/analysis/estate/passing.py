"""What lies on every way from one thing to another, where one way is enough to get there?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def dominators(start: int, following: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """For each node that can be reached, the last other node that every way to it passes.

    The start has itself. Nodes are numbers, `following` has those that come directly after each.
    Source: Cooper, Harvey and Kennedy, A simple, fast dominance algorithm, 2001.

    >>> dominators(0, {0: [1, 2], 1: [3], 2: [3], 3: [4]})
    {0: 0, 1: 0, 2: 0, 3: 0, 4: 3}
    """
    order = _last_first(start, following)
    rank = {node: at for at, node in enumerate(order)}
    before: dict[int, list[int]] = {}
    for node in order:
        for end in following.get(node, ()):
            before.setdefault(end, []).append(node)
    found = {start: start}
    changed = True
    while changed:
        changed = False
        for node in order[1:]:
            known = [one for one in before[node] if one in found]
            nearest = known[0]
            for other in known[1:]:
                nearest = _meeting(nearest, other, found, rank)
            changed |= found.get(node) != nearest
            found[node] = nearest
    return dict(sorted(found.items()))


def on_every_way(start: int, end: int, following: Mapping[int, Sequence[int]]) -> list[int]:
    """What every way from one to the other passes, in that order, both ends left out."""
    found = dominators(start, following)
    passed: list[int] = []
    at = end
    while at in found and found[at] != at:
        at = found[at]
        passed.append(at)
    return passed[-2::-1] if passed else []


def _meeting(one: int, other: int, found: Mapping[int, int], rank: Mapping[int, int]) -> int:
    """The last node that the ways to both have passed."""
    while one != other:
        while rank[one] > rank[other]:
            one = found[one]
        while rank[other] > rank[one]:
            other = found[other]
    return one


def _last_first(start: int, following: Mapping[int, Sequence[int]]) -> list[int]:
    """All that can be reached, each before what comes after it wherever there is no circle."""
    done: list[int] = []
    seen = {start}
    waiting = [(start, iter(following.get(start, ())))]
    while waiting:
        node, ends = waiting[-1]
        end = next((one for one in ends if one not in seen), None)
        if end is None:
            done.append(node)
            waiting.pop()
        else:
            seen.add(end)
            waiting.append((end, iter(following.get(end, ()))))
    return done[::-1]
