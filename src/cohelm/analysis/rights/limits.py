"""Where do limits and delegations fail: amounts above every limit, lent rights that ran out?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from cohelm.analysis.money import in_words
from cohelm.analysis.rights.bands import between
from cohelm.analysis.rights.covered import Covered
from cohelm.analysis.rights.found import Finding, Found, found
from cohelm.analysis.rights.held import Rights, rights_on
from cohelm.analysis.rights.right import Right
from cohelm.analysis.rights.winning import compared
from cohelm.analysis.subjects import cost_column
from cohelm.analysis.wording import day_in_words, listed, worded
from cohelm.core.enterprise import Enterprise
from cohelm.core.money import Money
from cohelm.core.said import Said

Costs = Mapping[Money, Covered]
"""By what they cost, the items."""


def limits(enterprise: Enterprise, *, on: date) -> Found:
    """Items whose own cost is above the limit of every right that covers them; bad delegations.

    Limits that leave a hole between them, or that cross, are found as they are written (see
    `bands.between`), whether there is an item of such an amount or not. A delegation is a concern
    when its last day has passed and it is still on record as live, or when a right is lent in a
    circle. Amounts that no rate makes comparable are taken to be within.
    """
    rights = rights_on(enterprise, on)
    findings = [*_beyond(rights), *between(rights), *_run_out(rights), *_circles(rights)]
    return found(Said("limits and delegations that fail"), rights, findings)


def _beyond(rights: Rights) -> Iterator[Finding]:
    limited = Covered.any_of(one.covered for one in rights.all if one.limit)
    costs = _costs(rights, limited)
    for verb in rights.verbs:
        held = rights.of(verb)
        if not any(one.limit for one in held):
            continue
        above = Covered.any_of(one.covered for one in held)
        for one in held:
            above -= one.covered - _too_dear(rights, one, costs)
        by_rights: dict[tuple[str, ...], list[int]] = {}
        for node in above:
            keys = tuple(one.key for one in held if node in one.covered)
            by_rights.setdefault(keys, []).append(node)
        for keys, nodes in by_rights.items():
            yield _above(rights, verb, keys, Covered.of(nodes), costs)


def _above(
    rights: Rights, verb: str, keys: tuple[str, ...], items: Covered, costs: Costs
) -> Finding:
    names, every = listed([rights.enterprise.name(key) for key in keys]), rights.keys(items)
    node = rights.node(every[0]) or 0
    money = next(money for money, of in costs.items() if node in of)
    first = Said(
        "{every} at {money}", every=rights.enterprise.name(every[0]), money=in_words([money])
    )
    more = Said(" and {every} more", every=len(every) - 1) if len(every) > 1 else ""
    message = Said(
        "nobody may {verb} {first}{more}: above the limit of {names}",
        verb=worded(verb),
        first=first,
        more=more,
        names=names,
    )
    return Finding("RGT007", keys, verb, every, message)


def _costs(rights: Rights, among: Covered) -> Costs:
    """What live items cost, of those among which it matters; see `subjects.cost`."""
    found_: dict[Money, Covered] = {}
    for kind, items in rights.kinds.items():
        if not items & among:
            continue
        live = rights.live(kind)
        column = cost_column(live)
        if column is None:
            continue
        priced = live.select("node", column.alias("cost")).drop_nulls()
        for (money,), of in priced.group_by("cost"):
            amount = Money(money["amount"], money["currency"])
            nodes = Covered.of(of["node"].to_list()) & among
            if nodes:
                found_[amount] = found_.get(amount, Covered()) | nodes
    return found_


def _too_dear(rights: Rights, right: Right, costs: Costs) -> Covered:
    """The items that cost more than a right's limit."""
    if right.limit is None:
        return Covered()
    return Covered.any_of(
        items
        for money, items in costs.items()
        if items.bits & right.covered.bits
        and compared(money, right.limit, rights.rates, rights.on) == 1
    )


def _run_out(rights: Rights) -> Iterator[Finding]:
    live = rights.live("delegation")
    over = live.filter(pl.col("end") < rights.on) if len(live) else live
    for row in over.sort("id").iter_rows(named=True):
        key = f"delegation:{row['id']}"
        keys = tuple(rights.enterprise.targets(key, "right"))
        message = Said(
            "{name}: it ran out on {end}", name=row["name"], end=day_in_words(row["end"])
        )
        yield Finding("RGT008", keys, "", (key,), message)


def _circles(rights: Rights) -> Iterator[Finding]:
    """Rights that come back to whoever lent them, each circle once."""
    plan = rights.enterprise
    lent: dict[str, dict[str, set[str]]] = {}
    for row in rights.live("delegation").iter_rows(named=True):
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
            message = Said(
                "{right} is lent in a circle: {names}", right=plan.name(right), names=names
            )
            yield Finding("RGT021", (right,), "", circle, message)


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
