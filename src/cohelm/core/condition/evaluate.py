"""Which items a condition selects: column by column, with unknown kept apart from false."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from cohelm.core.columns import has_column
from cohelm.core.condition.compare import field_test, literal_test, text_test
from cohelm.core.condition.parse import (
    And,
    Counted,
    Every,
    Expression,
    IsNull,
    Not,
    Or,
    Test,
    parse,
)
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import ConditionError, UnknownName
from cohelm.core.graph import LinkTable
from cohelm.core.prose import Prose

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Truth:
    """For each row: does it hold, and is that known. `holds` is False where it is not known."""

    holds: Mask
    known: Mask

    @classmethod
    def of(cls, series: pl.Series) -> Truth:
        """From a Boolean series, whose nulls are unknown."""
        if not series.null_count():
            return cls(series.to_numpy(), np.ones(len(series), bool))
        return cls(series.fill_null(False).to_numpy(), series.is_not_null().to_numpy())

    def inverse(self) -> Truth:
        """Not."""
        return Truth(self.known & ~self.holds, self.known)


@dataclass(frozen=True)
class Selection:
    """The items that a condition selects: the `rows` of the kind's frame, whose ids are `every`;
    `unknown` is the number of items of which it cannot be said, which are left out."""

    kind: str
    every: Sequence[str]
    rows: npt.NDArray[np.int32]
    unknown: int
    examined: int

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the selected items, in the order of the frame."""
        return tuple(self.every[row] for row in self.rows.tolist())

    @property
    def keys(self) -> list[str]:
        """The selected items as kind:id."""
        return [f"{self.kind}:{id_}" for id_ in self.ids]


def select(
    enterprise: Enterprise,
    condition: str | tuple[str, Expression | None],
    *,
    on: date | None = None,
) -> Selection:
    """Selects items. `on` is the day for `lifecycle.phase`. Raises ConditionError, UnknownName."""
    kind, expression = parse(condition) if isinstance(condition, str) else condition
    table = enterprise.table(kind)
    if expression is None:
        return Selection(kind, table.ids, np.arange(len(table), dtype=np.int32), 0, len(table))
    truth = Evaluator(enterprise, on).truth(expression, kind)
    rows = np.flatnonzero(truth.holds).astype(np.int32)
    return Selection(kind, table.ids, rows, int((~truth.known).sum()), len(table))


class Evaluator:
    """Evaluates expressions over the rows of a kind's frame."""

    def __init__(self, enterprise: Enterprise, on: date | None = None) -> None:
        self.enterprise, self.on = enterprise, on
        self._known: dict[tuple[str, str], Truth] = {}

    def truth(self, expression: Expression, kind: str) -> Truth:
        """The truth of an expression for each item of a kind, in the order of its frame.

        Kept, parts of expressions too, for as long as the evaluator is.
        """
        # by its text, since True, 1 and 1.0 are equal and not the same to ask for
        place = repr(expression), kind
        if place not in self._known:
            self._known[place] = self._truth(expression, kind)
        return self._known[place]

    def _truth(self, expression: Expression, kind: str) -> Truth:
        match expression:
            case Not(inner):
                return self.truth(inner, kind).inverse()
            case And(parts):
                truths = [self.truth(part, kind) for part in parts]
                false = np.any([t.known & ~t.holds for t in truths], axis=0)
                holds = np.all([t.holds for t in truths], axis=0)
                return Truth(holds, holds | false)
            case Or(parts):
                truths = [self.truth(part, kind) for part in parts]
                holds = np.any([t.holds for t in truths], axis=0)
                return Truth(holds, holds | np.all([t.known for t in truths], axis=0))
            case Every(test):
                return self._test(test, kind, test.path, every=True)
            case Counted(path, operator, number):
                counts = pl.Series(self._counts(kind, path))
                return Truth.of(literal_test(counts, operator, number))
            case _:
                return self._test(expression, kind, expression.path, every=False)

    def _test(self, test: Test, kind: str, path: tuple[str, ...], *, every: bool) -> Truth:
        spec = self.enterprise.schema.kind(kind)
        head, rest = path[0], path[1:]
        if head in spec.fields or head in ("id", "key"):
            if every:
                raise ConditionError(
                    Prose("all(…) needs a path through a relation, not {head}", head=head)
                )
            return self._field(test, kind, path)
        steps = self._steps(kind, head)
        if not rest:
            return self._ends(test, kind, steps)
        return self._through(
            kind, steps, lambda other: self._test(test, other, rest, every=False), every
        )

    def _steps(self, kind: str, name: str) -> list[tuple[str, bool, tuple[str, ...]]]:
        """The relations behind a name: (relation, reversed, kinds at the other end)."""
        schema = self.enterprise.schema
        spec = schema.kind(kind)
        if name in spec.relations:
            return [(name, False, schema.targets(spec.relations[name]))]
        inverse = schema.inverses[kind].get(name)
        if inverse is None:
            known = [*spec.fields, *spec.relations, *schema.inverses[kind]]
            raise UnknownName.of(Prose("field or relation of {kind}", kind=kind), name, known)
        by_name: dict[str, list[str]] = {}
        for relation in inverse:
            by_name.setdefault(relation.name, []).append(relation.source)
        return [(relation, True, tuple(kinds)) for relation, kinds in by_name.items()]

    def _through(
        self,
        kind: str,
        steps: list[tuple[str, bool, tuple[str, ...]]],
        inner: Callable[[str], Truth],
        every: bool,
    ) -> Truth:
        size = len(self.enterprise.nodes)
        linked, some, blind, against = (np.zeros(size, bool) for _ in range(4))
        for relation, reverse, kinds in steps:
            holds, known, there = (np.zeros(size, bool) for _ in range(3))
            for other, truth in self._by_kind(kinds, inner).items():
                nodes = self.enterprise.tables[other].nodes
                holds[nodes], known[nodes], there[nodes] = truth.holds, truth.known, True
            here, end = self._edges(relation, reverse)
            here, end = here[there[end]], end[there[end]]
            linked[here] = True
            some[here[holds[end]]] = True
            blind[here[~known[end]]] = True
            against[here[known[end] & ~holds[end]]] = True
        if every:
            truth = Truth(linked & ~against & ~blind, linked & (against | ~blind))
        else:
            truth = Truth(some, linked & (some | ~blind))
        rows = self.enterprise.tables[kind].nodes
        return Truth(truth.holds[rows], truth.known[rows])

    def _by_kind(self, kinds: Sequence[str], inner: Callable[[str], Truth]) -> dict[str, Truth]:
        """The truth for each kind at the far end; of a kind that has no such field it is unknown.

        Raises UnknownName where none of them has it.
        """
        found: dict[str, Truth] = {}
        missing: list[UnknownName] = []
        for kind in kinds:
            try:
                found[kind] = inner(kind)
            except UnknownName as error:
                missing.append(error)
                nothing = np.zeros(len(self.enterprise.tables[kind]), bool)
                found[kind] = Truth(nothing, nothing)
        if len(missing) == len(kinds):
            raise missing[0]
        return found

    def _edges(
        self, relation: str, reverse: bool
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        edges = self.enterprise.links.get(relation, LinkTable()).edges
        return (edges.target, edges.source) if reverse else (edges.source, edges.target)

    def _counts(self, kind: str, path: tuple[str, ...]) -> npt.NDArray[np.int64]:
        if len(path) != 1:
            raise ConditionError(
                Prose("count(…) takes one relation"), accepted=Prose("count(runs_on) > 1")
            )
        counts = np.zeros(len(self.enterprise.nodes), np.int64)
        for relation, reverse, kinds in self._steps(kind, path[0]):
            here, end = self._edges(relation, reverse)
            there = np.zeros(len(counts), bool)
            for other in kinds:
                there[self.enterprise.tables[other].nodes] = True
            counts += np.bincount(here[there[end]], minlength=len(counts))
        return counts[self.enterprise.tables[kind].nodes]

    def _ends(self, test: Test, kind: str, steps: list[tuple[str, bool, tuple[str, ...]]]) -> Truth:
        """A path that ends in a relation: compared by the keys of the items at its end."""
        if isinstance(test, IsNull):
            linked = self._through(kind, steps, self._there, every=False)
            return Truth(~linked.holds, np.ones(len(linked.holds), bool))
        return self._through(kind, steps, lambda other: self._field(test, other, ("key",)), False)

    def _there(self, kind: str) -> Truth:
        return Truth(*(np.ones(len(self.enterprise.tables[kind]), bool) for _ in range(2)))

    def _field(self, test: Test, kind: str, path: tuple[str, ...]) -> Truth:
        frame = self.enterprise.frame(kind)
        if path[0] in ("id", "key"):
            prefix = f"{kind}:" if path[0] == "key" else ""
            return Truth.of(text_test(prefix + frame["id"], test))
        spec = self.enterprise.schema.field(kind, path[0])
        if not has_column(spec):
            raise ConditionError(
                Prose(
                    "{path} is a {type}, which conditions cannot ask about",
                    path=path[0],
                    type=spec.type,
                )
            )
        if isinstance(test, IsNull) and len(path) == 1:
            return Truth(frame[path[0]].is_null().to_numpy(), np.ones(len(frame), bool))
        return Truth.of(field_test(frame[path[0]], spec, path, test, self.on))
