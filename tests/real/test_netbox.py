"""The demonstration data of NetBox: every count of its README."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from cohelm.core.proposal import propose
from cohelm.formats.detect import read_paths
from cohelm.kinds import built_in_schema
from tests.making import enterprise

# as the README has them
DEVICES, DEVICE_TYPES, SITES, RACKS, MACHINES = 63, 13, 24, 42, 180
CIRCUITS, CABLES, TENANTS, PREFIXES = 29, 108, 11, 68


def test_a_dump_holds_what_its_readme_counts(real_data: Path) -> None:
    (path,) = (real_data / "netbox-demo").glob("*.json")
    found = read_paths([str(path)], built_in_schema()).contents
    assert (found.records, found.problems) == (5_517, [])
    models = Counter(
        one.values["external_ids"]["netbox"].partition(":")[0] for one in found.documents
    )
    assert models["dcim.device"] == DEVICES
    assert models["dcim.devicetype"] == DEVICE_TYPES
    assert models["dcim.site"] == SITES
    assert models["dcim.rack"] == RACKS
    assert models["virtualization.virtualmachine"] == MACHINES
    assert models["circuits.circuit"] == CIRCUITS
    assert models["tenancy.tenant"] == TENANTS
    assert models["ipam.prefix"] == PREFIXES
    assert f"{CABLES} dcim.cable" in found.notes[0].message
    kinds = Counter(one.kind for one in found.documents)
    assert kinds["server"] == DEVICES + MACHINES
    said = propose(enterprise(), found)
    assert (len(said.new), said.problems) == (len(found.documents), ())
    plan = enterprise().with_changes(said.changes)
    assert len(propose(plan, found).changes) == 0
    machines = [one for one in plan.keys("server") if plan.plain(one)["virtual"]]
    assert all(plan.targets(one, "runs_on") for one in machines)
