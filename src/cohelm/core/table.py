"""The items of one kind: a large block that is shared, and a small one of what changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, compress
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson
import polars as pl

from cohelm.core.audience import Audience
from cohelm.core.columns import has_column, typed
from cohelm.core.kindspec import KindSpec

Mask = npt.NDArray[np.bool_]
Columns = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Block:
    """Rows of one kind, in one order: ids, node numbers, versions and plain forms as JSON texts.

    `restricted` names the clearance of the rows that are not open to all.
    """

    ids: Sequence[str] = ()
    nodes: npt.NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    versions: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    payloads: Sequence[str] = ()
    restricted: Mapping[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each id."""
        return {id_: row for row, id_ in enumerate(self.ids)}

    def frame(self, spec: KindSpec) -> pl.DataFrame:
        """The id and all typed columns of a kind, decoded once."""
        cache: dict[Columns, pl.DataFrame] = self.__dict__.setdefault("_frames", {})
        columns = _columns(spec)
        if columns not in cache:
            decoded = typed(self.payloads, spec.fields)
            cache[columns] = decoded.insert_column(0, pl.Series("id", self.ids, dtype=pl.String))
        return cache[columns]

    def keep(self, spec: KindSpec, frame: pl.DataFrame) -> None:
        """Keeps the columns that `frame` gave before, where they still are as the kind has them."""
        wanted = {"id": pl.String(), **typed((), spec.fields).schema}
        if list(frame.schema.items()) == list(wanted.items()) and len(frame) == len(self):
            self.__dict__.setdefault("_frames", {})[_columns(spec)] = frame


@dataclass(frozen=True)
class Table:
    """All items of one kind that are there and that the asker may see.

    `base` is shared between revisions and audiences; `delta` holds what changed since; the masks say
    which rows of each still hold (None: all). `stored` is the kind with all its fields, by which the
    shared blocks are decoded; `spec` what of it the asker may see.
    """

    spec: KindSpec
    stored: KindSpec
    base: Block = field(default_factory=Block)
    delta: Block = field(default_factory=Block)
    base_live: Mask | None = None
    delta_live: Mask | None = None

    def __len__(self) -> int:
        return sum(len(block) if live is None else int(live.sum()) for block, live in self._parts())

    def _parts(self) -> tuple[tuple[Block, Mask | None], tuple[Block, Mask | None]]:
        return (self.base, self.base_live), (self.delta, self.delta_live)

    def _place(self, id_: str) -> tuple[Block, int] | None:
        row, live = self.delta.rows.get(id_), self.delta_live
        if row is not None and (live is None or live[row]):
            return self.delta, row
        row, live = self.base.rows.get(id_), self.base_live
        if row is not None and (live is None or live[row]):
            return self.base, row
        return None

    def __contains__(self, id_: object) -> bool:
        return isinstance(id_, str) and self._place(id_) is not None

    @cached_property
    def ids(self) -> list[str]:
        """The ids, in the order of `frame` and `nodes`."""
        held = [
            block.ids if live is None else compress(block.ids, live.tolist())
            for block, live in self._parts()
        ]
        return list(chain.from_iterable(held))

    @cached_property
    def nodes(self) -> npt.NDArray[np.int32]:
        """The node numbers, in the order of `frame`."""
        return np.concatenate(
            [block.nodes if live is None else block.nodes[live] for block, live in self._parts()]
        )

    @cached_property
    def frame(self) -> pl.DataFrame:
        """The typed columns: `id`, then the fields in the order of the kind; unsorted."""
        parts = [part for part in self._parts() if len(part[0])] or [(self.base, None)]
        frames = [(block.frame(self.stored), live) for block, live in parts]
        kept = pl.concat(frame if live is None else frame.filter(live) for frame, live in frames)
        return kept.select("id", *(n for n, s in self.spec.fields.items() if has_column(s)))

    def derived(self, name: str, make: Callable[[pl.DataFrame], pl.DataFrame]) -> pl.DataFrame:
        """What `make` works out of each row of `frame` alone, in the order of `frame`.

        It is kept under its name with the blocks, which revisions and audiences share, so that after a
        change it is worked out again for the changed rows only.
        """
        seen = ["id", *(n for n, s in self.spec.fields.items() if has_column(s))]
        parts = [part for part in self._parts() if len(part[0])] or [(self.base, None)]
        frames = []
        for block, live in parts:
            kept: dict[object, pl.DataFrame] = block.__dict__.setdefault("_derived", {})
            place = (name, tuple(seen), _columns(self.stored))
            if place not in kept:
                kept[place] = make(block.frame(self.stored).select(seen))
            frames.append(kept[place] if live is None else kept[place].filter(live))
        return pl.concat(frames)

    def plain(self, id_: str) -> dict[str, Any] | None:
        """The fields of one item in plain forms, or None when it is not there."""
        place = self._place(id_)
        return None if place is None else self._decoded(place[0].payloads[place[1]])

    def kept(self, id_: str) -> tuple[str, str] | None:
        """One item as it is kept: all its fields as JSON text, and its clearance, empty for open."""
        place = self._place(id_)
        if place is None:
            return None
        block, row = place
        return block.payloads[row], block.restricted.get(row, "")

    def version(self, id_: str) -> int:
        """The sequence number of the last change of an item; 0 when it is not there."""
        place = self._place(id_)
        return 0 if place is None else int(place[0].versions[place[1]])

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each id with its plain fields, in the order of `frame`."""
        for block, row in self._live():
            yield block.ids[row], self._decoded(block.payloads[row])

    def _live(self) -> Iterator[tuple[Block, int]]:
        for block, live in self._parts():
            rows = range(len(block)) if live is None else np.flatnonzero(live).tolist()
            yield from ((block, row) for row in rows)

    def _decoded(self, payload: str) -> dict[str, Any]:
        plain: dict[str, Any] = orjson.loads(payload)
        fields = self.spec.fields
        return {name: value for name, value in plain.items() if name in fields}

    def with_rows(self, changed: Mapping[str, tuple[int, int, dict[str, Any] | None]]) -> Table:
        """The table after items changed: id → (node, version, plain fields or None when removed)."""
        base_live = np.ones(len(self.base), bool) if self.base_live is None else self.base_live
        base_live = base_live.copy()
        gone = [self.base.rows[id_] for id_ in changed if id_ in self.base.rows]
        base_live[gone] = False
        kept = [
            row
            for row, id_ in enumerate(self.delta.ids)
            if id_ not in changed and (self.delta_live is None or self.delta_live[row])
        ]
        new = [(id_, *rest) for id_, rest in changed.items() if rest[2] is not None]
        delta = _block(self.delta, kept, new)
        return replace(self, base_live=base_live, delta=delta, delta_live=None)

    @property
    def clearances(self) -> set[str]:
        """The clearances of its rows that are not open to all."""
        return {*self.base.restricted.values(), *self.delta.restricted.values()}

    def seen_by(self, audience: Audience, spec: KindSpec) -> Table:
        """The table as an audience sees it: the fields of `spec`, and no row above its clearance."""
        return Table(
            spec,
            self.stored,
            self.base,
            self.delta,
            _cleared(self.base, self.base_live, audience),
            _cleared(self.delta, self.delta_live, audience),
        )


def _columns(spec: KindSpec) -> Columns:
    """What the columns of a kind hang on: the names and the types of its fields."""
    return tuple((name, field.type) for name, field in spec.fields.items())


def _block(
    old: Block, kept: Sequence[int], new: Sequence[tuple[str, int, int, dict[str, Any] | None]]
) -> Block:
    ids = [old.ids[row] for row in kept] + [row[0] for row in new]
    restricted = {at: old.restricted[row] for at, row in enumerate(kept) if row in old.restricted}
    for at, row in enumerate(new, start=len(kept)):
        clearance = (row[3] or {}).get("clearance")
        if clearance and clearance != "open":
            restricted[at] = clearance
    return Block(
        ids,
        np.concatenate([old.nodes[list(kept)], np.array([row[1] for row in new], np.int32)]),
        np.concatenate([old.versions[list(kept)], np.array([row[2] for row in new], np.int64)]),
        [old.payloads[row] for row in kept] + [orjson.dumps(row[3]).decode() for row in new],
        restricted,
    )


def _cleared(block: Block, live: Mask | None, audience: Audience) -> Mask | None:
    hidden = [row for row, needed in block.restricted.items() if not audience.sees(needed)]
    if not hidden:
        return live
    mask = np.ones(len(block), bool) if live is None else live.copy()
    mask[hidden] = False
    return mask
