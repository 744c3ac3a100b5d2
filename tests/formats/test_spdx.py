"""Bills of materials in SPDX: three shapes that say the same, told by content."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from cohelm.core.documents import Contents, Named
from cohelm.core.errors import InputError
from cohelm.core.proposal import propose
from cohelm.formats.bom import write_cyclonedx
from cohelm.formats.detect import read_files
from cohelm.formats.yaml12 import write_yaml
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA = built_in_schema()
TIDES = "pkg:maven/port/tides@1.0"
JSON = json.dumps({
    "spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "berths",
    "packages": [
        {"SPDXID": "SPDXRef-a", "name": "berths", "versionInfo": "2.1", "licenseDeclared": "MIT",
         "supplier": "Organization: Harbour Soft (mail@port.example)"},
        {"SPDXID": "SPDXRef-b", "name": "tides", "versionInfo": "1.0", "licenseDeclared": "ISC",
         "licenseConcluded": "NOASSERTION", "supplier": "NOASSERTION", "description": "Ebb\nand flow.",
         "primaryPackagePurpose": "FRAMEWORK", "checksums": [{"algorithm": "MD5"}],
         "externalRefs": [{"referenceType": "purl", "referenceLocator": TIDES}]},
        {"SPDXID": "SPDXRef-c", "name": "rope", "licenseConcluded": "MIT OR ISC"},
    ],
    "files": [{"SPDXID": "SPDXRef-f", "fileName": "x"}],
    "relationships": [
        {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
         "relatedSpdxElement": "SPDXRef-a"},
        {"spdxElementId": "SPDXRef-a", "relationshipType": "DEPENDS_ON",
         "relatedSpdxElement": "SPDXRef-b"},
        {"spdxElementId": "SPDXRef-c", "relationshipType": "DEPENDENCY_OF",
         "relatedSpdxElement": "SPDXRef-b"},
    ],
}).encode()  # fmt: skip
TAGS = b"""SPDXVersion: SPDX-2.3
SPDXID: SPDXRef-DOCUMENT
DocumentName: berths

PackageName: berths
SPDXID: SPDXRef-a
PackageVersion: 2.1
PackageSupplier: Organization: Harbour Soft (mail@port.example)
PackageLicenseDeclared: MIT

PackageName: tides
SPDXID: SPDXRef-b
PackageVersion: 1.0
PackageSupplier: NOASSERTION
PackageLicenseConcluded: NOASSERTION
PackageLicenseDeclared: ISC
PackageDescription: <text>Ebb
and flow.</text>
PackageChecksum: MD5: 0
PrimaryPackagePurpose: FRAMEWORK
ExternalRef: PACKAGE-MANAGER purl pkg:maven/port/tides@1.0

PackageName: rope
SPDXID: SPDXRef-c
PackageLicenseConcluded: MIT OR ISC

FileName: x
SPDXID: SPDXRef-f

Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-a
Relationship: SPDXRef-a DEPENDS_ON SPDXRef-b
Relationship: SPDXRef-c DEPENDENCY_OF SPDXRef-b
"""
GRAPH = json.dumps({
    "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
    "@graph": [
        {"type": "SpdxDocument", "spdxId": "d", "rootElement": ["s"]},
        {"type": "software_Sbom", "spdxId": "s", "rootElement": ["a"]},
        {"type": "Organization", "spdxId": "o", "name": "Harbour Soft"},
        {"type": "software_Package", "spdxId": "a", "name": "berths", "suppliedBy": "o",
         "software_packageVersion": "2.1"},
        {"type": "software_Package", "spdxId": "b", "name": "tides", "description": "Ebb\nand flow.",
         "software_packageVersion": "1.0", "software_primaryPurpose": "framework",
         "externalIdentifier": [{"externalIdentifierType": "packageUrl", "identifier": TIDES}]},
        {"type": "software_Package", "spdxId": "c", "name": "rope"},
        {"type": "software_File", "spdxId": "f", "name": "x"},
        *({"type": "simplelicensing_LicenseExpression", "spdxId": f"l-{one}",
           "simplelicensing_licenseExpression": one} for one in ("MIT", "ISC", "MIT OR ISC")),
        {"type": "Relationship", "relationshipType": "dependsOn", "from": "a", "to": ["b"]},
        {"type": "Relationship", "relationshipType": "dependsOn", "from": "b", "to": ["c"]},
        {"type": "Relationship", "relationshipType": "hasDeclaredLicense", "from": "a", "to": ["l-MIT"]},
        {"type": "Relationship", "relationshipType": "hasDeclaredLicense", "from": "b", "to": ["l-ISC"]},
        {"type": "Relationship", "relationshipType": "hasConcludedLicense", "from": "c",
         "to": ["l-MIT OR ISC"]},
    ],
}).encode()  # fmt: skip
SHAPES = {"json": JSON, "tags": TAGS, "graph": GRAPH}


def contents(content: bytes) -> Contents:
    return read_files([("a.csv", content)], SCHEMA).contents


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_says_the_same(shape: str) -> None:
    found = contents(SHAPES[shape])
    assert (found.problems, found.records) == ([], 3)
    berths, tides, rope = found.documents
    assert berths.values == {
        "name": "berths", "version": "2.1", "tags": ["licence=MIT"],
        "external_ids": {"package": "berths"},
        "provided_by": [Named("Harbour Soft", ("vendor",), make=True)],
        "contains": [
            {"to": Named(TIDES, ("technology",), system="package"), "direct": True},
            {"to": Named("rope", ("technology",), system="package"), "direct": False},
        ],
    }  # fmt: skip
    assert tides.values == {
        "name": "tides 1.0", "version": "1.0", "package": TIDES, "licence": "ISC",
        "description": "Ebb\nand flow.", "tags": ["type=framework"],
        "external_ids": {"package": TIDES},
        "requires": [Named("rope", ("technology",), system="package")],
    }  # fmt: skip
    assert rope.values["licence"] == "MIT OR ISC"
    assert "1 files" in found.notes[-1].message


@pytest.mark.parametrize("shape", SHAPES)
def test_a_second_time_and_as_cyclonedx_nothing_changes(shape: str) -> None:
    store = enterprise()
    store = store.with_changes(propose(store, contents(SHAPES[shape])).changes)
    assert len(propose(store, contents(SHAPES["json"])).changes) == 0
    assert len(propose(store, contents(write_cyclonedx(store))).changes) == 0


def test_what_a_package_contains_is_bundled_in_it_and_what_is_described_holds_all() -> None:
    holding = JSON.replace(b'"DEPENDENCY_OF"', b'"CONTAINED_BY"').replace(
        b'"DEPENDS_ON"', b'"CONTAINS"'
    )
    berths, _, rope = contents(holding).documents
    assert [one["direct"] for one in berths.values["contains"]] == [True, False]
    assert rope.values["bundled_in"] == [Named(TIDES, ("technology",), system="package")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (JSON[:-2], "this is not JSON"),
        (b'{"a": {"spdxVersion": "SPDX-2.3"}}', "the outermost object is no document"),
        (GRAPH.replace(b'"@graph"', b'"graph"'), "the document has no graph"),
    ],
)
def test_a_damaged_document_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        contents(content)


def test_the_answer_of_a_code_host_and_yaml_say_the_same_as_the_document() -> None:
    stated = json.loads(JSON)
    wrapped = json.dumps({"sbom": stated}).encode()
    in_yaml = write_yaml(stated).encode()
    said = [
        read_files([("bill", one)], SCHEMA).contents.documents for one in (JSON, wrapped, in_yaml)
    ]
    assert said[0] == said[1] == said[2]


def test_a_reference_may_say_its_type_by_an_address_and_a_link_is_a_need() -> None:
    stated = json.loads(JSON)
    (reference,) = stated["packages"][1]["externalRefs"]
    reference["referenceType"] = "http://spdx.org/rdf/references/purl"
    stated["relationships"][1]["relationshipType"] = "DYNAMIC_LINK"
    again = json.dumps(stated).encode()
    said = [read_files([("bill", one)], SCHEMA).contents.documents for one in (JSON, again)]
    assert said[0] == said[1]


def test_a_graph_as_first_published_is_read_as_well() -> None:
    """One target without a list, words with `_`, licences by their address, packages of data."""
    nodes = [
        {"type": "SpdxDocument", "spdxId": "urn:d", "rootElement": "urn:berths"},
        {"type": "software_Package", "spdxId": "urn:berths", "name": "berths"},
        {"type": "dataset_DatasetPackage", "spdxId": "urn:tides", "name": "tides"},
        {"type": "ai_AIPackage", "spdxId": "urn:none", "name": ""},
        {"type": "Relationship", "relationshipType": "depends_on", "from": "urn:berths",
         "to": "urn:tides"},
        {"type": "Relationship", "relationshipType": "hasConcludedLicense", "from": "urn:tides",
         "to": "https://spdx.org/licenses/CC-BY-4.0"},
    ]  # fmt: skip
    context = "https://spdx.org/rdf/3.0.0/spdx-context.jsonld"
    content = json.dumps({"@context": context, "@graph": nodes}).encode()
    found = read_files([("bill", content)], SCHEMA).contents
    root, tides = found.documents
    assert (root.kind, root.values["name"]) == ("application", "berths")
    assert [one["direct"] for one in root.values["contains"]] == [True]
    assert (tides.values["name"], tides.values["licence"]) == ("tides", "CC-BY-4.0")
    assert any("1 packages without a name" in one.message for one in found.notes)


KINDS = [
    ("a", "DEPENDS_ON", "lib"), ("opt", "OPTIONAL_DEPENDENCY_OF", "a"),
    ("run", "RUNTIME_DEPENDENCY_OF", "a"), ("tool", "BUILD_DEPENDENCY_OF", "a"),
    ("lint", "DEV_DEPENDENCY_OF", "a"), ("check", "TEST_DEPENDENCY_OF", "a"),
    ("sun", "PROVIDED_DEPENDENCY_OF", "a"), ("check", "DEPENDS_ON", "deep"),
    ("check", "DEPENDS_ON", "both"), ("opt", "DEPENDS_ON", "both"),
    ("lib", "DEPENDS_ON", "far"), ("far", "TEST_DEPENDENCY_OF", "lib"),
    ("fake", "TEST_DEPENDENCY_OF", "lib"), ("loose", "DEPENDS_ON", "alone"),
]  # fmt: skip
PARTS = ("a", "lib", "opt", "run", "tool", "lint", "check", "sun", "deep", "both", "far", "fake",
         "loose", "alone")  # fmt: skip
IN_IT = {
    "lib": None, "opt": "optional", "run": "required", "tool": "build", "lint": "development",
    "check": "test", "sun": "provided", "deep": "test", "both": "optional", "far": None,
    "fake": "test", "loose": None, "alone": None,
}  # fmt: skip
"""Of each part the scope in the application: the hardest way counts, as soft as its softest step."""


def kinds_as_json() -> bytes:
    return json.dumps({
        "spdxVersion": "SPDX-2.3", "documentDescribes": ["SPDXRef-a"],
        "packages": [{"SPDXID": f"SPDXRef-{one}", "name": one} for one in PARTS],
        "relationships": [
            {"spdxElementId": f"SPDXRef-{a}", "relationshipType": type_,
             "relatedSpdxElement": f"SPDXRef-{b}"} for a, type_, b in KINDS
        ],
    }).encode()  # fmt: skip


def kinds_as_tags() -> bytes:
    lines = ["SPDXVersion: SPDX-2.3", "Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-a"]
    for one in PARTS:
        lines += [f"PackageName: {one}", f"SPDXID: SPDXRef-{one}"]
    lines += [f"Relationship: SPDXRef-{a} {type_} SPDXRef-{b}" for a, type_, b in KINDS]
    return "\n".join(lines).encode()


def kinds_as_graph() -> bytes:
    words = {
        "OPTIONAL_DEPENDENCY_OF": {"relationshipType": "hasOptionalDependency"},
        "PROVIDED_DEPENDENCY_OF": {"relationshipType": "hasProvidedDependency"},
        "RUNTIME_DEPENDENCY_OF": {"scope": "runtime"}, "BUILD_DEPENDENCY_OF": {"scope": "build"},
        "DEV_DEPENDENCY_OF": {"scope": "development"}, "TEST_DEPENDENCY_OF": {"scope": "test"},
    }  # fmt: skip
    links = []
    for a, type_, b in KINDS:
        source, target = (b, a) if type_.endswith("_OF") else (a, b)
        links.append({
            "type": "LifecycleScopedRelationship", "from": source, "to": [target],
            "relationshipType": "dependsOn", **words.get(type_, {}),
        })  # fmt: skip
    return json.dumps({
        "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
        "@graph": [
            {"type": "SpdxDocument", "spdxId": "d", "rootElement": ["a"]},
            *({"type": "software_Package", "spdxId": one, "name": one} for one in PARTS), *links,
        ],
    }).encode()  # fmt: skip


@pytest.mark.parametrize("made", [kinds_as_json, kinds_as_tags, kinds_as_graph])
def test_kinds_of_dependency_are_told_apart_and_a_bill_written_again_says_the_same(
    made: Callable[[], bytes],
) -> None:
    store = enterprise()
    store = store.with_changes(propose(store, contents(made())).changes)
    held = store.links_of("application:a", "contains")
    assert {end.other.partition(":")[2]: end.says.get("scope") for end in held} == IN_IT
    needs = {end.other.partition(":")[2]: end.says.get("scope")
             for end in store.links_of("technology:lib", "requires")}  # fmt: skip
    assert needs == {"far": None, "fake": "test"}  # of two kinds between two parts the harder
    written = write_cyclonedx(store)
    for content in (made(), written):
        assert len(propose(store, contents(content)).changes) == 0
    again = enterprise()
    again = again.with_changes(propose(again, contents(written)).changes)
    assert write_cyclonedx(again) == written
    said = {one["name"]: one.get("scope") for one in json.loads(written)["components"]}
    assert (said["opt"], said["run"], said["tool"], said["lint"], said["check"], said["sun"]) == (
        "optional", "required", "excluded", "excluded", "excluded", None,
    )  # fmt: skip


def test_without_kinds_no_scope_is_claimed() -> None:
    for content in SHAPES.values():
        contains = contents(content).documents[0].values["contains"]
        assert all("scope" not in one for one in contains)
