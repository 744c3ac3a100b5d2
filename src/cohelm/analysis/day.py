"""The organisation on one day, as the checks look at it: what still counts, and which links hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import polars as pl

from cohelm.core.columns import TYPED, has_column, phases
from cohelm.core.enterprise import Enterprise
from cohelm.core.graph import LinkTable
from cohelm.core.links import MOST_DAYS, day_number
from cohelm.core.table import Table
from cohelm.kinds import built_in_schema

Mask = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int32]
T = TypeVar("T")
NO_LINKS = LinkTable()

ENDED: Mapping[str, tuple[str, ...]] = {
    "initiative": ("done", "stopped"),
    "request": ("declined", "done", "withdrawn"),
    "demand": ("delivered", "declined"),
    "idea": ("dropped",),
    "experiment": ("finished", "killed"),
    "ai_use": ("stopped",),
    "commitment": ("kept", "broken", "withdrawn"),
    "risk": ("closed",),
    "vulnerability": ("fixed", "false_alarm"),
    "action": ("done", "dropped"),
    "decision": ("rejected", "deprecated", "superseded"),
}
"""By kind, the statuses at which nothing is left to be done."""


class Day:
    """One day of an Enterprise. All masks run over node numbers."""

    def __init__(self, enterprise: Enterprise, on: date) -> None:
        self.enterprise, self.on = enterprise, on

    def kept(self, name: str, make: Callable[[], T], *, table: Table | None = None) -> T:
        """What `make` works out of this day, once for all who look at it: the plan never changes.

        What hangs on one `table` alone is kept with it, for all plans that share it.
        """
        of = self.enterprise if table is None else table
        days: dict[date, dict[str, Any]] = of.__dict__.setdefault("_days", {})
        if self.on not in days and len(days) >= MOST_DAYS:
            days.clear()
        known = days.setdefault(self.on, {})
        if name not in known:
            known[name] = make()
        found: T = known[name]
        return found

    def frame(self, kind: str) -> pl.DataFrame:
        """All items of a kind as typed columns, with `node`, their number; unsorted.

        Empty, with the columns `id` and `node` alone, where the schema has no such kind. A built-in
        field that the audience may not see is a column of which nothing is known.
        """
        if kind not in self.enterprise.tables:
            return pl.DataFrame(schema={"id": pl.String, "node": pl.Int32})
        nodes = pl.Series("node", self.enterprise.table(kind).nodes, dtype=pl.Int32)
        frame = self.enterprise.frame(kind).hstack([nodes])
        known, seen = built_in_schema().kinds.get(kind), frozenset(frame.columns)
        unseen = [
            pl.lit(None, TYPED.get(spec.type, pl.String())).alias(name)
            for name, spec in (known.fields.items() if known else ())
            if name not in seen and has_column(spec)
        ]
        return frame.with_columns(*unseen) if unseen else frame

    def live(self, kind: str) -> pl.DataFrame:
        """As `frame`, of the items that can raise a concern: neither retired, ended nor drafts."""
        table = self.enterprise.tables.get(kind)
        return self.kept(f"live {kind}", lambda: self._living(kind), table=table)

    def _living(self, kind: str) -> pl.DataFrame:
        frame = self.frame(kind)
        live = self._live(kind, frame)
        return frame if live.all() else frame.filter(live)

    def where(self, kind: str, holds: pl.Expr) -> pl.DataFrame:
        """The live items of a kind for which an expression over its columns holds."""
        frame = self.live(kind)
        return frame.filter(holds) if len(frame) else frame

    def without(self, kind: str, mask: Mask) -> pl.DataFrame:
        """The live items of a kind for which a mask over node numbers does not hold."""
        frame = self.live(kind)
        return frame.filter(~mask[frame["node"]]) if len(frame) else frame

    def _live(self, kind: str, frame: pl.DataFrame) -> Mask:
        over = []
        if states(frame, "lifecycle"):
            over.append(phases(frame["lifecycle"], self.on) == "end_of_life")
        if states(frame, "clearance"):
            over.append(frame["clearance"].str.starts_with("draft:"))
        if kind in ENDED and states(frame, "status"):
            over.append(frame["status"].is_in(ENDED[kind]))
        live = np.ones(len(frame), bool)
        for one in over:
            live &= ~one.fill_null(False).to_numpy()
        return live

    @property
    def retired(self) -> Mask:
        """The items of any kind whose lifecycle has come to its end by the day."""
        return self.kept("retired", self._retired)

    def _retired(self) -> Mask:
        mask = np.zeros(len(self.enterprise.nodes), bool)
        for kind, table in self.enterprise.tables.items():
            if not len(table):
                continue
            frame = self.frame(kind)
            if states(frame, "lifecycle"):
                ended = (phases(frame["lifecycle"], self.on) == "end_of_life").fill_null(False)
                mask[frame["node"].to_numpy()[ended.to_numpy()]] = True
        return mask

    def links(self, relation: str) -> tuple[Ints, Ints, Ints]:
        """The links of a relation that hold on the day and of which both ends are there.

        Source and target as node numbers, and the row of each link among the relation's edges.
        """
        edges = self.enterprise.links.get(relation, NO_LINKS).edges
        return edges.on(day_number(self.on, empty=0), self.enterprise.visible)

    def linked(self, relation: str, *, reverse: bool = False, other: str | None = None) -> Mask:
        """The items that have a link of a relation on the day, or, in reverse, that one leads to.

        `other` is the kind that has to be at the other end; None: any.
        """
        here, end, _ = self.links(relation)
        if reverse:
            here, end = end, here
        if other is not None:
            here = here[self.of_kind(other)[end]]
        mask = np.zeros(len(self.enterprise.nodes), bool)
        mask[here] = True
        return mask

    def of_kind(self, kind: str) -> Mask:
        """The items of a kind."""
        mask = np.zeros(len(self.enterprise.nodes), bool)
        if kind in self.enterprise.tables:
            mask[self.enterprise.tables[kind].nodes] = True
        return mask


def states(frame: pl.DataFrame, column: str) -> bool:
    """Whether any row says something in a column; most kinds say nothing in most of them."""
    return column in frame.columns and frame[column].null_count() < len(frame)
