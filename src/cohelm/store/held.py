"""What the store holds now, in columns: read from the tables, or from a snapshot of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from cohelm.core.enterprise import Enterprise
from cohelm.core.graph import Edges, LinkTable
from cohelm.core.nodes import Nodes
from cohelm.core.observations import ObservationKey, ObservationTable
from cohelm.core.schema import Schema
from cohelm.core.table import Block, Table
from cohelm.kinds import built_in_schema

Observed = tuple[list[ObservationKey], list[str]]
"""The keys of a metric's observations, and beside each what it says as JSON text."""


@dataclass(frozen=True, slots=True)
class Held:
    """All items, links and observations at one revision.

    `keys` are in the order of the node numbers; `blocks` by kind, `links` by relation, `observed` by
    metric.
    """

    revision: int
    keys: Sequence[str]
    blocks: Mapping[str, Block]
    links: Mapping[str, Edges]
    observed: Mapping[str, Observed]

    def schema(self) -> Schema:
        """The built-in kinds with the organisation's own fields."""
        block = self.blocks.get("organisation")
        settings: dict[str, Any] = orjson.loads(block.payloads[0]) if block else {}
        return built_in_schema().with_own_fields(settings.get("own_fields") or {})

    def enterprise(self) -> Enterprise:
        """All of it as an Enterprise, for those who see everything."""
        schema = self.schema()
        tables = {
            name: Table(spec, spec, self.blocks.get(name, Block()))
            for name, spec in schema.kinds.items()
        }
        links = {name: LinkTable(edges) for name, edges in self.links.items()}
        observed = {
            metric: ObservationTable(schema.observation(metric), *rows)
            for metric, rows in self.observed.items()
        }
        return Enterprise(schema, Nodes.of(self.keys), tables, links, observed, self.revision)
