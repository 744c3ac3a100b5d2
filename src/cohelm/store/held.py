"""What the store holds now, in columns: read from the tables, or from a snapshot of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cohelm.core.graph import Edges
from cohelm.core.observations import ObservationKey
from cohelm.core.table import Block

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
