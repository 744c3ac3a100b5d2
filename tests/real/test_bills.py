"""Published bills of materials: as many parts as each file states, whatever its version and shape.

The README of the set says which software and versions these are, that some lists have no dependency
graph, and that files on exploitability list vulnerabilities without components. The counts are those of
the tags `<component ` and of the keys `"bom-ref"` of components, without what the bill is of.
"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

from cohelm.core.documents import Contents
from cohelm.core.enterprise import Enterprise
from cohelm.core.proposal import propose
from cohelm.formats.bom.writing import write_cyclonedx
from cohelm.formats.detect import read_files, read_paths
from cohelm.kinds import built_in_schema
from tests.cli.running import session
from tests.making import enterprise

SCHEMA = built_in_schema()
SET = "sbom-cyclonedx"
BILLS = {
    "SBOM/cern-lhc-vdm-editor-e564943/bom.json": {"application": 1, "technology": 43},
    "SBOM/cern-lhc-vdm-editor-e564943/bom.xml": {"application": 1, "technology": 43},
    "SBOM/laravel-7.12.0/bom.1.1.xml": {"technology": 62},
    "SBOM/laravel-7.12.0/bom.1.4.json": {"application": 1, "technology": 62},
    "SBOM/proton-bridge/proton-bridge-v1.6.3.bom.json": {"application": 1, "technology": 201},
    "SBOM/proton-bridge/proton-bridge-v1.8.0.bom.json": {"application": 1, "technology": 201},
    "SBOM/dropwizard-1.3.15/bom.json": {"application": 1, "technology": 167},
    "SaaSBOM/apigateway-microservices-datastores/bom.json": {"application": 1, "service": 6},
    "HBOM/PCIe-SATA-adapter-board/bom.json": {"application": 1, "technology": 6},
    "CBOM/Protocol/bom.json": {"application": 1, "technology": 8},
    "VEX/bom.json": {"application": 1, "technology": 3},
    "VEX/vex.json": {"vulnerability": 1},
    "VEX/Use-Cases/Case-11/vex.json": {"application": 1, "vulnerability": 19},
    "VEX/CISA-Use-Cases/Case-2/vex.json": {"application": 1, "vulnerability": 19},
}


def read(real_data: Path, *names: str) -> Contents:
    return read_paths([str(real_data / SET / name) for name in names], SCHEMA).contents


def taken(before: Enterprise, found: Contents) -> Enterprise:
    return before.with_changes(propose(before, found).changes)


@pytest.mark.parametrize("name", BILLS)
def test_a_bill_has_as_many_parts_as_it_states(real_data: Path, name: str) -> None:
    found = read(real_data, name)
    assert Counter(one.kind for one in found.documents) == BILLS[name]
    assert found.records == sum(BILLS[name].values())
    once = taken(enterprise(), found)
    assert len(propose(once, found).changes) == 0


@pytest.mark.parametrize("name", [name for name, kinds in BILLS.items() if "application" in kinds])
def test_written_and_read_again_nothing_changes(real_data: Path, name: str) -> None:
    once = taken(enterprise(), read(real_data, name))
    (key,) = once.keys("application")
    again = read_files([("x", write_cyclonedx(once, key))], SCHEMA).contents
    assert propose(once, again).problems == ()
    assert len(propose(once, again).changes) == 0
    bare = taken(enterprise(), again)
    kept = [one for one in list(once.keys()) if not one.startswith("vulnerability:")]
    assert sorted(bare.keys()) == sorted(kept)
    assert all(bare.document(one) == once.document(one) for one in kept)


def test_a_list_with_a_graph_and_one_without(real_data: Path) -> None:
    names = [name for name in BILLS if name.startswith("SBOM/laravel")]
    without, with_graph = (taken(enterprise(), read(real_data, name)) for name in names)
    assert not any(without.targets(key, "requires") for key in without.keys("technology"))
    assert any(with_graph.targets(key, "requires") for key in with_graph.keys("technology"))
    assert set(without.keys("technology")) == set(with_graph.keys("technology"))


def test_two_releases_are_one_application(real_data: Path) -> None:
    first, second = (name for name in BILLS if "proton-bridge" in name)
    store = taken(enterprise(), read(real_data, first))
    (key,) = store.keys("application")
    assert store.plain(key)["version"] == "v1.6.3"
    assert sum("licence" in store.plain(one) for one in store.keys("technology")) == 193
    store = taken(store, read(real_data, second))
    assert [store.plain(one)["version"] for one in store.keys("application")] == ["v1.8.0"]
    assert len(store.targets(key, "contains")) == 201


def test_a_file_on_exploitability_refers_to_a_bill_by_its_number(real_data: Path) -> None:
    alone = propose(enterprise(), read(real_data, "VEX/vex.json"))
    assert "jackson-databind" in alone.problems[0].message
    store = taken(enterprise(), read(real_data, "VEX/bom.json", "VEX/vex.json"))
    assert store.targets("vulnerability:cve-2020-25649", "affects") == [
        "technology:jackson-databind-2.10.0"
    ]


def test_the_largest_comes_in_within_three_seconds(real_data: Path) -> None:
    begun = time.process_time()
    propose(enterprise(), read(real_data, "SBOM/dropwizard-1.3.15/bom.json"))
    assert time.process_time() - begun < 30  # the bar is three, on a machine of its own


@pytest.mark.slow
def test_a_bill_by_the_command_line(real_data: Path, tmp_path: Path) -> None:
    path = str(real_data / SET / "SBOM/dropwizard-1.3.15/bom.json")
    command = ["import", path, "--org", "acme.db", "--json"]
    first, second = session(command, command, folder=tmp_path)
    assert (first.code, first.json["problems"]) == (0, [])
    assert second.json["new"] == second.json["changed"] == 0
