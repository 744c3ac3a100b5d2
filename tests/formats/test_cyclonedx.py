"""Bills of materials in CycloneDX: both shapes say the same, are told by content and come back whole."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cohelm.core.documents import Contents, Named
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UnknownName
from cohelm.core.proposal import Proposal, propose
from cohelm.formats.bom.writing import write_cyclonedx
from cohelm.formats.detect import read_files
from cohelm.kinds import built_in_schema
from tests.making import enterprise, enterprise_of_documents

SCHEMA = built_in_schema()
BERTHS: dict[str, Any] = {
    "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
    "metadata": {"component": {
        "type": "application", "bom-ref": "root", "name": "berths", "version": "2.1",
        "purl": "pkg:maven/port/berths@2.1", "supplier": {"name": "Harbour Soft"},
    }},
    "components": [
        {"type": "library", "bom-ref": "tides", "group": "port", "name": "tides", "version": "1.0",
         "purl": "pkg:maven/port/tides@1.0?type=jar", "scope": "required", "publisher": "Port",
         "licenses": [{"license": {"id": "MIT"}}], "hashes": [{"alg": "MD5", "content": "0"}],
         "properties": [{"name": "colour", "value": "blue"}, {"name": "seaworthy"}],
         "components": [{"type": "file", "bom-ref": "moon", "name": "moon.csv"}]},
        {"type": "framework", "bom-ref": "rope", "name": "rope", "version": "7",
         "licenses": [{"expression": "MIT OR ISC"}], "cpe": "cpe:2.3:a:rope:rope:7"},
    ],
    "services": [{"bom-ref": "log", "group": "port", "name": "log", "endpoints": ["https://log.port"]}],
    "dependencies": [
        {"ref": "root", "dependsOn": ["tides", "log"]},
        {"ref": "tides", "dependsOn": ["rope", "gone"]},
    ],
}  # fmt: skip
BERTHS_XML = b"""<?xml version="1.0"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1">
  <metadata><component type="application" bom-ref="root">
    <supplier><name>Harbour Soft</name></supplier>
    <name>berths</name><version>2.1</version><purl>pkg:maven/port/berths@2.1</purl>
  </component></metadata>
  <components>
    <component type="library" bom-ref="tides">
      <publisher>Port</publisher><group>port</group><name>tides</name><version>1.0</version>
      <scope>required</scope><hashes><hash alg="MD5">0</hash></hashes>
      <licenses><license><id>MIT</id></license></licenses>
      <purl>pkg:maven/port/tides@1.0?type=jar</purl>
      <properties><property name="colour">blue</property><property name="seaworthy"/></properties>
      <components><component type="file" bom-ref="moon"><name>moon.csv</name></component></components>
    </component>
    <component type="framework" bom-ref="rope"><name>rope</name><version>7</version>
      <licenses><expression>MIT OR ISC</expression></licenses><cpe>cpe:2.3:a:rope:rope:7</cpe>
    </component>
  </components>
  <services><service bom-ref="log"><group>port</group><name>log</name>
    <endpoints><endpoint>https://log.port</endpoint></endpoints></service></services>
  <dependencies>
    <dependency ref="root"><dependency ref="tides"/><dependency ref="log"/></dependency>
    <dependency ref="tides"><dependency ref="rope"/><dependency ref="gone"/></dependency>
  </dependencies>
</bom>
"""
SHAPES = {"json": json.dumps(BERTHS).encode(), "xml": BERTHS_XML}


def contents(content: bytes | dict[str, Any]) -> Contents:
    whole = content if isinstance(content, bytes) else json.dumps(content).encode()
    return read_files([("bill.txt", whole)], SCHEMA).contents


def taken(before: Enterprise, content: bytes | dict[str, Any]) -> tuple[Enterprise, Proposal]:
    said = propose(before, contents(content))
    return before.with_changes(said.changes), said


def documents(of: Enterprise) -> dict[str, Any]:
    return {key: of.document(key) for key in list(of.keys())}


def bill(*components: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": list(components), **more}


@pytest.mark.parametrize("shape", SHAPES)
def test_both_shapes_say_the_same(shape: str) -> None:
    found = contents(SHAPES[shape])
    assert found.problems == []
    assert found.records == 5
    berths, tides, moon, rope, log = found.documents
    assert (berths.kind, berths.covers) == ("application", {"contains"})
    assert berths.values == {
        "name": "berths", "version": "2.1", "external_ids": {"package": "pkg:maven/port/berths"},
        "provided_by": [Named("Harbour Soft", ("vendor",), make=True)],
        "depends_on": [Named("port/log", ("service",), system="package")],
        "contains": [
            {"to": Named("pkg:maven/port/tides@1.0?type=jar", ("technology",), system="package"),
             "direct": True, "scope": "required"},
            {"to": Named("moon.csv", ("technology",), system="package"), "direct": False},
            {"to": Named("rope@7", ("technology",), system="package"), "direct": False},
        ],
    }  # fmt: skip
    assert tides.values == {
        "name": "tides 1.0", "version": "1.0", "package": "pkg:maven/port/tides@1.0?type=jar",
        "licence": "MIT", "tags": ["publisher=Port", "colour=blue", "seaworthy"],
        "external_ids": {"package": "pkg:maven/port/tides@1.0?type=jar"},
        "requires": [Named("rope@7", ("technology",), system="package")],
    }  # fmt: skip
    assert moon.values["bundled_in"] == [
        Named("pkg:maven/port/tides@1.0?type=jar", ("technology",), system="package")
    ]
    assert (rope.values["licence"], rope.values["package"], rope.values["tags"]) == (
        "MIT OR ISC", "cpe:2.3:a:rope:rope:7", ["type=framework"],
    )  # fmt: skip
    assert log.values["tags"] == ["group=port", "endpoint=https://log.port"]
    assert [one.message for one in found.notes] == [
        "1 dependency on nothing in the file has no place here: left out",
        "left out, having no place here: 1 hashes",
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_written_and_read_again_nothing_changes(shape: str) -> None:
    once, said = taken(enterprise(), SHAPES[shape])
    assert said.problems == ()
    written = write_cyclonedx(once)
    again, more = taken(once, written)
    assert len(more.changes) == 0
    afresh, _ = taken(enterprise(), written)
    assert documents(afresh) == documents(once)
    assert write_cyclonedx(again, "application:berths") == written


def test_what_a_newer_bill_lacks_is_said_to_be_contained_no_more() -> None:
    once, _ = taken(enterprise(), SHAPES["json"])
    rest = BERTHS["components"][1:]
    newer, said = taken(once, {**BERTHS, "components": rest, "dependencies": []})
    (gone,) = [one for one in said.notes if "no longer" in one.message]
    assert gone.message == "Contains of berths: no longer moon.csv, tides 1.0"
    assert gone.file == "bill.txt"
    assert newer.targets("application:berths", "contains") == ["technology:rope-7"]
    _, same = taken(newer, {**BERTHS, "components": rest, "dependencies": []})
    assert not [one for one in same.notes if "no longer" in one.message]


def test_what_is_written_is_as_the_format_says() -> None:
    once, _ = taken(enterprise(), SHAPES["json"])
    said = json.loads(write_cyclonedx(once))
    assert (said["bomFormat"], said["specVersion"]) == ("CycloneDX", "1.6")
    assert said["metadata"]["component"]["purl"] == "pkg:maven/port/berths@2.1"
    by_name = {one["name"]: one for one in said["components"]}
    assert by_name["tides"]["licenses"] == [{"license": {"id": "MIT"}}]
    assert [one["name"] for one in by_name["tides"]["components"]] == ["moon.csv"]
    assert by_name["rope"]["licenses"] == [{"expression": "MIT OR ISC"}]
    known = {one["bom-ref"] for one in (*said["components"], *said["services"])}
    known |= {"moon.csv", said["metadata"]["component"]["bom-ref"]}
    assert {one["ref"] for one in said["dependencies"]} <= known
    assert {to for one in said["dependencies"] for to in one.get("dependsOn", ())} <= known


def test_a_newer_bill_updates_the_application_and_drops_what_it_no_longer_has() -> None:
    store, _ = taken(enterprise(), BERTHS)
    newer = json.loads(json.dumps(BERTHS).replace("2.1", "2.2").replace("tides@1.0", "tides@1.1"))
    newer["components"][0]["version"] = "1.1"
    store, said = taken(store, newer)
    assert said.problems == ()
    assert store.plain("application:berths")["version"] == "2.2"
    assert store.targets("application:berths", "contains") == [
        "technology:moon.csv", "technology:rope-7", "technology:tides-1.1",
    ]  # fmt: skip
    assert "technology:tides-1.0" in store  # another application may contain it


def test_components_of_one_name_and_no_package_stay_apart() -> None:
    twice = bill(
        {"type": "cryptographic-asset", "bom-ref": "key", "name": "RSA"},
        {"type": "cryptographic-asset", "bom-ref": "algorithm", "name": "RSA"},
        metadata={"component": {"name": "vault"}},
    )
    store, _ = taken(enterprise(), twice)
    assert len(list(store.keys("technology"))) == 2
    assert len(taken(store, write_cyclonedx(store))[1].changes) == 0


def test_a_package_that_is_named_twice_is_taken_once() -> None:
    one = {"name": "a", "purl": "pkg:npm/a@1"}
    found = contents(bill({**one, "bom-ref": "x"}, {**one, "bom-ref": "y"}))
    assert len(found.documents) == 1
    assert "1 component is named twice and taken once" in [n.message for n in found.notes]


def test_a_bill_that_names_no_application_says_so() -> None:
    found = contents(bill({"name": "a"}, {"version": "1"}))
    assert [one.kind for one in found.documents] == ["technology"]
    assert [one.message for one in found.notes] == [
        "the file does not say what it is the bill of: its components are in no application",
        "left out, having no place here: 1 components without a name",
    ]


def test_a_weakness_is_found_in_what_another_bill_named() -> None:
    store, _ = taken(enterprise(), BERTHS)
    linked = "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg:maven/port/tides@1.0?type=jar"
    said = {
        "id": "CVE-2020-1", "ratings": [{"severity": "none"}, {"severity": "high", "score": 7.5}],
        "analysis": {"state": "not_affected", "justification": "code_not_reachable"},
        "affects": [{"ref": linked}], "published": "2020-12-03T00:00:00.000Z",
    }  # fmt: skip
    store, proposal = taken(store, bill(vulnerabilities=[said]))
    assert proposal.problems == ()
    assert store.document("vulnerability:cve-2020-1") == {
        "name": "CVE-2020-1", "cve": "CVE-2020-1", "status": "false_alarm",
        "published_on": "2020-12-03",
        "tags": ["state=not_affected", "justification=code_not_reachable"],
        "external_ids": {"finding": "CVE-2020-1 in pkg:maven/port/tides@1.0?type=jar"},
        "affects": ["technology:tides-1.0"],
    }  # fmt: skip


def test_one_weakness_in_two_products_is_two_findings() -> None:
    def of(product: str) -> dict[str, Any]:
        root = {"component": {"name": product, "bom-ref": "p"}}
        return bill(metadata=root, vulnerabilities=[{"id": "CVE-1", "affects": [{"ref": "p"}]}])

    store, _ = taken(enterprise(), of("a"))
    store, _ = taken(store, of("b"))
    assert sorted(store.keys("vulnerability")) == ["vulnerability:cve-1", "vulnerability:cve-1-2"]


def test_which_application_is_meant_has_to_be_clear() -> None:
    with pytest.raises(InputError, match="none here says what it contains"):
        write_cyclonedx(enterprise())
    two = enterprise_of_documents({
        "application:a": {"contains": ["technology:t"]},
        "application:b": {"contains": ["technology:t"]},
        "technology:t": {},
    })  # fmt: skip
    with pytest.raises(InputError, match=r"2 applications contain components.*application:a"):
        write_cyclonedx(two)
    for wrong in ("application:c", "technology:t"):
        with pytest.raises(UnknownName):
            write_cyclonedx(two, wrong)
    assert write_cyclonedx(two, "B") == write_cyclonedx(two, "application:b")
    assert json.loads(write_cyclonedx(two, "application:b"))["components"][0]["name"] == "t"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SHAPES["json"][:-3], "this is not JSON"),
        (b'{"a": {"bomFormat": "CycloneDX"}}', "the outermost object is no bill"),
        (SHAPES["xml"][:-9], "this is not XML"),
    ],
)
def test_a_damaged_bill_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        contents(content)
