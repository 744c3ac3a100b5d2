"""Which single items, or pairs of them, take something critical with them when they are out?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Annotated, Any

import numpy as np
import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.estate.blast import Blast, blast
from cohelm.analysis.estate.standing import Standing
from cohelm.analysis.wording import counted
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Figure
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose

CRITICAL = ("high", "critical")
KINDS = ("application", "service")
NONE: frozenset[int] = frozenset()
COLUMNS: dict[str, Any] = {
    "items": pl.List(pl.String), "takes": pl.Int64, "takes_at_worst": pl.Int64,
    "critical": pl.List(pl.String),
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class WeakPoints:
    """Single points of failure, and pairs where they are asked for; what takes most first.

    `points` has a row for each: the item or the two, how many others stop certainly and at the worst,
    and which applications and services of high criticality and more stop certainly. `guarded` are those
    of them that no single item takes with it. `first` is the name of the single item, places aside,
    that takes most, and `first_takes` what is critical of that.
    """

    on: date
    order: int
    examined: Figure
    guarded: Figure
    points: pl.DataFrame
    first: str
    first_takes: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What takes most, and how many take anything critical."""
        if self.examined.value is None:
            return Prose("Nobody can say what is weak: {reason}", reason=self.examined.reason)
        single = self.points.filter(pl.col("items").list.len() == 1)
        together = self._together(len(self.points) - len(single)) if self.order > 1 else ""
        critical = counted(int(self.examined.value), Prose("critical application"))
        if not len(single):
            none = Prose(
                "No single item takes any of the {critical} and services with it", critical=critical
            )
            return none + together
        of = Prose(
            "{first_takes} of the {critical} and services",
            first_takes=len(self.first_takes),
            critical=critical,
        )
        most = Prose("; places aside, {first} takes most: {of}", first=self.first, of=of)
        take = Plural("takes", "each take", number=len(single))
        said = Prose(
            "{items} {take} something critical with them",
            items=counted(len(single), "item"),
            take=take,
        )
        return said + (most if self.first else "") + together

    def _together(self, pairs: int) -> str:
        do = Plural("does", "do", number=pairs)
        return Prose("; {pairs} {do} so together", pairs=counted(pairs, "pair"), do=do)


def weak_points(
    enterprise: Enterprise,
    *,
    on: date,
    order: Annotated[int, "1 for single items, 2 for pairs as well."] = 1,
) -> WeakPoints:
    """The minimal cut sets of order 1, and on request 2, of applications and services that matter.

    An item is a cut of order 1 where its outage alone certainly stops another of high criticality and
    more, by the rule of `standing.Standing.failing`: the graph is one of all (needs) and of any
    (groups). Articulation points are something else: they miss what nothing stands behind, and know
    no groups. A pair is minimal: neither of the two does it alone. Raises UsageError for an order
    other than 1 and 2. Cost: as `blast.blast`; for pairs, links times the pairs that weaken a group.
    Source: fault tree analysis, minimal cut sets (IEC 61025).
    """
    if order not in (1, 2):
        raise UsageError(f"{order} is no order", where="order", accepted="1 or 2")
    plan = enterprise.at(on)
    standing, critical = Standing.of(plan, on), _critical(plan, on)
    members = frozenset(node for group in standing.groups for node in group.members)
    least = blast(standing, most=False, watched=sorted(critical | members))
    most = blast(standing, most=True)
    reach = _by_source(least)
    cuts = {frozenset((node,)): stops & critical for node, stops in reach.items()}
    cuts = {cut: taken for cut, taken in cuts.items() if taken}
    if order == 2:
        cuts |= _pairs(standing, reach, critical)
    rows = sorted(
        _rows(plan, standing, cuts, least, most), key=lambda one: (-len(one[3]), -one[1], one[0])
    )
    single = (one for one in rows if len(one[0]) == 1 and not one[0][0].startswith("location:"))
    first = next(single, None)
    taken = frozenset[int]().union(*(of for cut, of in cuts.items() if len(cut) == 1))
    return WeakPoints(
        on,
        order,
        _figure(plan, critical, Prose("critical applications and services"), on, of=critical),
        _figure(
            plan,
            critical - taken,
            Prose("those that no single item takes with it"),
            on,
            of=critical,
        ),
        pl.DataFrame(rows, schema=COLUMNS, orient="row"),
        plan.name(first[0][0]) if first else "",
        tuple(first[3]) if first else (),
    )


def _critical(plan: Enterprise, on: date) -> frozenset[int]:
    day = Day(plan, on)
    wanted = pl.col("criticality").is_in(CRITICAL)
    return frozenset(node for kind in KINDS for node in day.where(kind, wanted)["node"])


def _by_source(found: Blast) -> dict[int, frozenset[int]]:
    """What each item alone takes with it of what was watched."""
    source, taken = found.taken
    order = np.argsort(source, kind="stable")
    nodes, starts = np.unique(source[order], return_index=True)
    parts = np.split(taken[order], starts[1:])
    return {
        node: frozenset(part.tolist()) for node, part in zip(nodes.tolist(), parts, strict=False)
    }


def _pairs(
    standing: Standing, reach: Mapping[int, frozenset[int]], critical: frozenset[int]
) -> dict[frozenset[int], frozenset[int]]:
    """The pairs that stop something critical which neither stops alone.

    Only items that, when out, lose a member of a group can be of such a pair.
    """
    members: dict[int, set[int]] = {}
    for at, group in enumerate(standing.groups):
        for node in group.members:
            members.setdefault(node, set()).add(at)
    weakens = {
        node: {at for stopped in (node, *reach.get(node, ())) for at in members.get(stopped, ())}
        for node in reach.keys() | members
    }
    found: dict[frozenset[int], frozenset[int]] = {}
    for one, other in combinations(sorted(node for node, of in weakens.items() if of), 2):
        if not weakens[one] & weakens[other]:
            continue
        both = frozenset(standing.failing({one, other}, most=False)) & critical
        alone = both - reach.get(one, NONE) - reach.get(other, NONE)
        if alone:
            found[frozenset((one, other))] = alone
    return found


def _rows(
    plan: Enterprise,
    standing: Standing,
    cuts: Mapping[frozenset[int], Collection[int]],
    least: Blast,
    most: Blast,
) -> Iterator[tuple[list[str], int, int, list[str]]]:
    key = plan.nodes.key
    for cut, taken in cuts.items():
        if len(cut) == 1:
            counts = [int(one.counts[next(iter(cut))]) for one in (least, most)]
        else:
            counts = [len(standing.failing(cut, most=worst)) for worst in (False, True)]
        yield sorted(map(key, cut)), counts[0], counts[1], sorted(map(key, taken))


def _figure(
    plan: Enterprise, nodes: frozenset[int], formula: str, on: date, *, of: frozenset[int]
) -> Figure:
    keys = tuple(sorted(map(plan.nodes.key, nodes)))
    if not of:
        reason = Prose(
            "no application or service is said to be of high criticality: state it on some, or bring a"
            " list of them with a column 'criticality'"
        )
        return Figure.unknown(reason, on=on)
    return Figure(len(keys), formula=formula, counted=keys, on=on)
