"""The observations of one metric as columns, with what was corrected since on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import orjson
import polars as pl

from cohelm.core.audience import Audience
from cohelm.core.columns import typed
from cohelm.core.observation import ObservationSpec

ObservationKey = tuple[str, str, str, str]
"""Item, time (ISO), source, reference."""


@dataclass(frozen=True)
class ObservationTable:
    """All observations of a metric. `keys` and `payloads` run side by side; `changed` overrides."""

    spec: ObservationSpec
    keys: Sequence[ObservationKey] = ()
    payloads: Sequence[str] = ()
    changed: Mapping[ObservationKey, str | None] = field(default_factory=dict)

    def with_observations(self, changed: Mapping[ObservationKey, str | None]) -> ObservationTable:
        """The table after observations changed: key → JSON text of the fields, or None."""
        return replace(self, changed={**self.changed, **changed})

    @cached_property
    def rows(self) -> dict[ObservationKey, str]:
        """What each observation says, as JSON text, by its key."""
        rows = dict(zip(self.keys, self.payloads, strict=True))
        for key, payload in self.changed.items():
            if payload is None:
                rows.pop(key, None)
            else:
                rows[key] = payload
        return rows

    def plain(self, key: ObservationKey) -> dict[str, Any] | None:
        """What one observation says, in plain forms, or None when it is not there."""
        text = self.rows.get(key)
        if text is None:
            return None
        return {n: v for n, v in orjson.loads(text).items() if n in self.spec.fields}

    def seen_by(self, audience: Audience) -> ObservationTable:
        """The table without the fields that the audience may not see.

        Where a field is hidden that every observation states, as the amount of a cost line, nothing
        is left to see: the table is empty.
        """
        fields = self.spec.fields
        seen = {name: spec for name, spec in fields.items() if audience.sees(spec.clearance)}
        if len(seen) == len(fields):
            return self
        spec = replace(self.spec, fields=seen)
        if any(one.required for name, one in fields.items() if name not in seen):
            return ObservationTable(spec)
        return replace(self, spec=spec)

    @cached_property
    def frame(self) -> pl.DataFrame:
        """Columns item, time (UTC moment), source, reference, then the fields; by time, then item.

        Those of one time and item follow by source and reference.
        """
        keys = list(self.rows)
        names = ("item", "time", "source", "reference")
        columns = {n: [key[at] for key in keys] for at, n in enumerate(names)}
        head = pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String()))
        moment = pl.col("time").str.replace(r"^(\d{4}-\d\d-\d\d)$", "${1}T00:00:00Z")
        head = head.with_columns(moment.str.to_datetime(time_unit="us", time_zone="UTC"))
        return head.hstack(typed(list(self.rows.values()), self.spec.fields)).sort(
            "time", "item", "source", "reference"
        )
