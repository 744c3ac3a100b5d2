"""Of which technologies are several versions in use, and do they become more?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import orjson
import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.technology.resting import relations_of_use

COLUMNS: dict[str, Any] = {
    "technology": pl.String, "versions": pl.List(pl.String), "number": pl.Int64,
    "before": pl.Int64, "used_by": pl.Int64,
}  # fmt: skip
MANY = 2
"""From so many versions on they are a spread."""


def versions(day: Day, before: date | None) -> pl.DataFrame:
    """Technologies of which two versions or more are in use on the day, most versions first.

    A version is what the use states, or the release of a product that is used. `before` counts those of
    the uses that held on that day too: null without such a day. Linear in uses.
    """
    now = _by_product(day)
    earlier = _by_product(Day(day.enterprise, before)) if before else {}
    key = day.enterprise.nodes.key
    rows = [
        (key(product), sorted(of), len(of),
         len(earlier.get(product, ())) if before else None, len(set().union(*of.values())))
        for product, of in now.items() if len(of) >= MANY
    ]  # fmt: skip
    rows.sort(key=lambda row: (-row[2], row[0]))
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def _by_product(day: Day) -> dict[int, dict[str, set[int]]]:
    found: dict[int, dict[str, set[int]]] = {}
    for user, product, version in _used(day):
        found.setdefault(product, {}).setdefault(version, set()).add(user)
    return found


def _used(day: Day) -> Iterator[tuple[int, int, str]]:
    """User, product and version of each use that says which version it is."""
    here, product, _ = day.links("release_of")
    product_of = dict(zip(here.tolist(), product.tolist(), strict=True))
    frame = day.frame("technology").select("node", pl.coalesce("version", "name"))
    called = dict(frame.iter_rows())
    for relation in relations_of_use(day):
        source, target, rows = day.links(relation)
        says = day.enterprise.links[relation].edges.attributes if len(rows) else {}
        for at in np.flatnonzero(~day.retired[source]).tolist():
            user, end = int(source[at]), int(target[at])
            if end in product_of:
                yield user, product_of[end], called[end]
                continue
            text = says.get(int(rows[at]))
            version = orjson.loads(text).get("version") if text else None
            if version:
                yield user, end, str(version)
