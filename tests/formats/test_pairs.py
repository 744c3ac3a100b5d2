"""Every format that is read, as every format that is written: what is lost is what has no place there."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from itertools import product
from typing import BinaryIO

import orjson
import pytest

from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.core.proposal import propose
from cohelm.formats.archive import write_archive
from cohelm.formats.detect import read_files
from cohelm.formats.losses import losses
from cohelm.formats.workbook import write_workbook
from cohelm.formats.writing import WRITTEN, Written
from cohelm.kinds import built_in_schema
from tests.formats import test_archimate as archimate
from tests.formats import test_backstage as backstage
from tests.formats import test_cmdb as cmdb
from tests.formats import test_cyclonedx as cyclonedx
from tests.formats import test_detect as detect
from tests.formats import test_endoflife as endoflife
from tests.formats import test_landscape as landscape
from tests.formats import test_netbox as netbox
from tests.formats import test_radar as radar
from tests.formats import test_spdx as spdx
from tests.formats.known import test_register as register
from tests.tables import each

SCHEMA = built_in_schema()
EMPTY = Enterprise.empty(SCHEMA)
READ: dict[str, list[tuple[str, bytes]]] = {
    **{f"archimate {name}": files for name, files in archimate.SHAPES.items()},
    "backstage": [("catalogue.yaml", backstage.CATALOGUE)],
    **{f"cyclonedx {name}": [("bill", file)] for name, file in cyclonedx.SHAPES.items()},
    **{f"spdx {name}": [("bill", file)] for name, file in spdx.SHAPES.items()},
    "netbox": [("dump.json", orjson.dumps(netbox.OBJECTS))],
    "cmdb": [("cmdb_rel_ci.csv", cmdb.CSV)],
    "life cycle": [("product.md", endoflife.PAGE)],
    "landscape": [("landscape.yml", landscape.LANDSCAPE)],
    **{f"radar {name}": files for name, files in radar.SHAPES.items()},
    "register": [("list.csv", (register.HEADER + register.ROWS).encode())],
    "table": [("applications.csv", detect.CSV)],
    "tree": [("tree.yaml", detect.TREE)],
}
CATALOGUED = {"application", "platform", "service", "capability", "team", "person"}
PLACES: dict[str, set[str]] = {
    "backstage": CATALOGUED,
    "cyclonedx": {"application", "technology", "service", "vendor"},
    "radar-csv": {"technology"},
    "radar-json": {"technology"},
}
"""The kinds that have a place in a format; in a model of ArchiMate all have that are read here."""
OWN = {("backstage", "backstage"): {"element"}} | {
    (read, form): {"metric"}
    for read in READ for form in ("radar-csv", "radar-json") if read.startswith("radar")
}  # fmt: skip
"""What has one only where it came from the same format; of a radar the metric of its dated rings."""
RINGLESS = {
    ("register", "radar-csv"): {"technology": 1},
    ("register", "radar-json"): {"technology": 1},
}
"""A status that is no ring places nothing on a radar."""
REFUSED = {
    "backstage": "nothing here has a place in a catalogue",
    "cyclonedx": "a bill of materials is that of one application",
    "radar-csv": "no technology stands on a radar",
    "radar-json": "no technology stands on a radar",
}
HOLDS: dict[str, Callable[[Enterprise], object]] = {
    "backstage": lambda plan: CATALOGUED & kinds_of(plan).keys(),
    "cyclonedx": lambda plan: any(
        plan.targets(key, "contains") for key in plan.keys("application")
    ),
    "radar-csv": lambda plan: any(row.get("ring") for _, row in plan.table("technology").rows()),
    "radar-json": lambda plan: any(row.get("ring") for _, row in plan.table("technology").rows()),
}
"""What an organisation must hold, so that a file of the format can be written of it."""


def kinds_of(plan: Enterprise) -> Counter[str]:
    return Counter(key.partition(":")[0] for key in list(plan.keys()))


def documents(plan: Enterprise) -> dict[str, object]:
    return {key: plan.document(key) for key in list(plan.keys())}


@pytest.fixture(scope="module")
def plans() -> dict[str, Enterprise]:
    """What each of the files says, in an organisation of its own."""
    read = {name: read_files(files, SCHEMA).contents for name, files in READ.items()}
    return {name: EMPTY.with_changes(propose(EMPTY, one).changes) for name, one in read.items()}


def test_what_is_lost_of_each_pair_is_what_has_no_place_there(plans: dict[str, Enterprise]) -> None:
    """What is not lost is found in an empty organisation, and reading it again changes nothing."""

    def holds(pair: tuple[str, Written]) -> None:
        read, form = pair
        plan = plans[read]
        if form.word in HOLDS and not HOLDS[form.word](plan):
            with pytest.raises(InputError, match=REFUSED[form.word]):
                form.write(plan)
            return
        content = form.write(plan)
        lost, again = losses(plan, form, content), form.read("again", content, plan.schema)
        kinds = kinds_of(plan)
        kept = PLACES.get(form.word, kinds.keys()) | OWN.get((read, form.word), set())
        gone = {kind: kinds[kind] for kind in kinds.keys() - kept}
        assert lost.items == gone | RINGLESS.get((read, form.word), {})
        proposal = propose(plan, again)
        assert (proposal.changes.changes, proposal.problems) == ((), ())
        found = EMPTY.with_changes(propose(EMPTY, again).changes)
        assert len(found) == len(plan) - sum(lost.items.values())

    each(product(READ, WRITTEN), holds, name=lambda one: f"{one[0]} as {one[1].word}")


def test_of_a_folder_and_a_workbook_nothing_is_lost(plans: dict[str, Enterprise]) -> None:
    """All comes back with nothing changed, whatever it came from; of each format one shape is tried."""
    formats = {name.partition(" ")[0]: name for name in READ}

    def holds(pair: tuple[str, Callable[[Enterprise, BinaryIO], object]]) -> None:
        read, write = pair
        plan, target = plans[read], io.BytesIO()
        write(plan, target)
        again = propose(EMPTY, read_files([("again", target.getvalue())], SCHEMA).contents)
        found = EMPTY.with_changes(again.changes)
        assert again.problems == ()
        assert documents(found) == documents(plan)

    each(product(formats.values(), (write_archive, write_workbook)), holds, name=str)
