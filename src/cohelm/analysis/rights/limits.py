"""Where do limits and delegations fail: amounts above every limit, lent rights that ran out?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from cohelm.analysis.money import Rates, in_words
from cohelm.analysis.rights.found import Finding, Found, found
from cohelm.analysis.rights.held import Right, Rights
from cohelm.analysis.rights.winning import compared
from cohelm.analysis.subjects import cost
from cohelm.analysis.wording import day_in_words, listed
from cohelm.core.enterprise import Enterprise
from cohelm.core.money import Money


def limits(enterprise: Enterprise, *, on: date) -> Found:
    """Items whose own cost is above the limit of every right that covers them; bad delegations.

    A delegation is a concern when its last day has passed and it is still on record as live, or when
    a right is lent in a circle. Amounts that no rate makes comparable are taken to be within.
    """
    rights, rates = Rights(enterprise, on), Rates.of(enterprise)
    findings = [*_beyond(rights, rates), *_run_out(rights), *_circles(rights)]
    return found("limits and delegations that fail", rights, findings)


def _beyond(rights: Rights, rates: Rates) -> Iterator[Finding]:
    costs = _costs(rights)
    for verb in rights.verbs:
        held = rights.of(verb)
        endless = frozenset[int]().union(*(one.covered for one in held if one.limit is None))
        bounded = frozenset[int]().union(*(one.covered for one in held)) - endless
        by_rights: dict[tuple[str, ...], list[tuple[str, Money]]] = {}
        for node in bounded & costs.keys():
            covering, money = [one for one in held if node in one.covered], costs[node]
            if all(_is_beyond(one, money, rates, rights.on) for one in covering):
                keys = tuple(one.key for one in covering)
                by_rights.setdefault(keys, []).append((rights.nodes.key(node), money))
        for keys, items in by_rights.items():
            yield _above(rights, verb, keys, sorted(items, key=lambda one: one[0]))


def _above(
    rights: Rights, verb: str, keys: tuple[str, ...], items: list[tuple[str, Money]]
) -> Finding:
    names = listed([rights.enterprise.name(key) for key in keys])
    first = f"{rights.enterprise.name(items[0][0])} at {in_words([items[0][1]])}"
    more = f" and {len(items) - 1} more" if len(items) > 1 else ""
    message = f"nobody may {verb.replace('_', ' ')} {first}{more}: above the limit of {names}"
    return Finding("RGT007", keys, verb, tuple(key for key, _ in items), message)


def _costs(rights: Rights) -> Mapping[int, Money]:
    """What items that any right covers cost, by node."""
    covered = frozenset[int]().union(*(one.covered for one in rights.all))
    kinds = {rights.nodes.key(node).partition(":")[0] for node in covered}
    found_: dict[int, Money] = {}
    for kind in sorted(kinds):
        live = rights.day.live(kind)
        for row in live.filter(live["node"].is_in(list(covered))).iter_rows(named=True):
            stated = cost(row)
            if stated:
                found_[row["node"]] = stated[1]
    return found_


def _is_beyond(right: Right, money: Money, rates: Rates, on: date) -> bool:
    return right.limit is not None and compared(money, right.limit, rates, on) == 1


def _run_out(rights: Rights) -> Iterator[Finding]:
    live = rights.day.live("delegation")
    for row in live.sort("id").iter_rows(named=True) if len(live) else ():
        if row["end"] is not None and row["end"] < rights.on:
            key = f"delegation:{row['id']}"
            keys = tuple(rights.enterprise.targets(key, "right"))
            message = f"{row['name']}: it ran out on {day_in_words(row['end'])}"
            yield Finding("RGT008", keys, "", (key,), message)


def _circles(rights: Rights) -> Iterator[Finding]:
    """Rights that come back to whoever lent them, each circle once."""
    plan = rights.enterprise
    lent: dict[str, dict[str, set[str]]] = {}
    for row in rights.day.live("delegation").iter_rows(named=True):
        key = f"delegation:{row['id']}"
        if row.get("end") is not None and row["end"] < rights.on:
            continue
        for right in plan.targets(key, "right"):
            for giver in plan.targets(key, "given_by"):
                ends = lent.setdefault(right, {}).setdefault(giver, set())
                ends |= set(plan.targets(key, "given_to"))
    for right, arcs in sorted(lent.items()):
        for circle in _closed(arcs):
            names = " → ".join(plan.name(key) for key in (*circle, circle[0]))
            message = f"{plan.name(right)} is lent in a circle: {names}"
            yield Finding("RGT008", (right,), "", circle, message)


def _closed(arcs: Mapping[str, set[str]]) -> Iterator[tuple[str, ...]]:
    """The circles along arcs, each from its first member in the alphabet's order."""
    for start in sorted(arcs):
        paths: list[tuple[str, ...]] = [(start,)]
        while paths:
            path = paths.pop()
            for end in sorted(arcs.get(path[-1], ())):
                if end == start:
                    yield path
                elif end > start and end not in path:
                    paths.append((*path, end))
