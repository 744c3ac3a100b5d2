"""Holes and crossings between limits, amount by amount. It imports nothing of what it checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.analysis.rights.cases import AMOUNTS, Case

Said = tuple[str, tuple[str, ...], tuple[str, ...]]
TRIED = sorted({one + step for one in AMOUNTS for step in (-1, 0, 1)} | {0, 1, 10_000})
"""Amounts on, just below and just above every bound that a case can state, and far beyond."""


def between(case: Case) -> list[Said]:
    """What is wrong with amounts, among rights that are written alike but for an amount."""
    groups: dict[tuple[str, str], list[str]] = {}
    for key, one in sorted(case.rights.items()):
        states_one = one["covers"].amounts or one["limit"]
        if one["covers"].about is not None and states_one and any(_held(case, key)):
            groups.setdefault((one["verb"], one["covers"].about), []).append(key)
    return [said for of in groups.values() for said in (*_holes(case, of), *_crossings(case, of))]


def _held(case: Case, key: str) -> list[bool]:
    """For each of the amounts tried, whether a right holds for it."""
    one = case.rights[key]
    wording: Callable[[int], bool] = one["covers"].amounts or (lambda amount: True)
    return [wording(a) and (one["limit"] is None or a <= one["limit"]) for a in TRIED]


def _order(case: Case, key: str) -> tuple[int, int, str]:
    held = _held(case, key)
    return held.index(True), len(held) - held[::-1].index(True), key


def _holes(case: Case, keys: list[str]) -> Iterator[Said]:
    """Where somebody holds, then nobody, then somebody again."""
    ordered = sorted(keys, key=lambda key: _order(case, key))
    last: str | None = None
    gap = False
    for at in range(len(TRIED)):
        holders = [key for key in ordered if _held(case, key)[at]]
        if holders and last and gap:
            yield "RGT017", (last, holders[0]), ()
        gap = not holders
        last = holders[0] if holders else last


def _crossings(case: Case, keys: list[str]) -> Iterator[Said]:
    """Each two of different people that share an amount, and of which either has one of its own."""
    ordered = sorted(keys, key=lambda key: _order(case, key))
    for place, other in enumerate(ordered):
        for one in ordered[:place]:
            pairs = set(zip(_held(case, one), _held(case, other), strict=True))
            people = {tuple(sorted(case.rights[key]["accountable"])) for key in (one, other)}
            if len(people) > 1 and {(True, True), (True, False), (False, True)} <= pairs:
                yield "RGT018", (one, other), ()
