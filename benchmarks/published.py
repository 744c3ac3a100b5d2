"""Reading and comparing the largest published files of each format, where they are at hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.bar import Measured, best
from cohelm.core.enterprise import Enterprise
from cohelm.core.proposal import Proposal, propose
from cohelm.formats.detect import read_paths
from cohelm.kinds import built_in_schema

SETS = {
    "archimate": "*/model.xml",
    "backstage-giantswarm": "*.yaml",
    "netbox-demo": "*.json",
    "sbom-cyclonedx": "**/bom.json",
    "endoflife": "products/*.md",
    "gsa-it-standards": "*.csv",
    "tech-radar-zalando": "*.json",
    "cncf-landscape": "*.yml",
}


def previewed(path: Path) -> Proposal:
    """What one file would change in an organisation of which nothing is known."""
    schema = built_in_schema()
    return propose(Enterprise.empty(schema), read_paths([str(path)], schema).contents)


def measure() -> Iterator[Measured]:
    """The largest file of each set; nothing where $COHELM_REAL_DATA is not set."""
    folder = os.environ.get("COHELM_REAL_DATA")
    for name, pattern in SETS.items() if folder else ():
        path = max(Path(folder or "").joinpath(name).glob(pattern), key=lambda p: p.stat().st_size)
        took, said = best(partial(previewed, path))
        assert said.new, path
        size = path.stat().st_size / 1024
        yield Measured(f"{name}: {len(said.new):,} items of {size:,.0f} kB", took, 3)
