"""What a user reads of a file of another version, of a part of one, or of one with nothing in it."""

from __future__ import annotations

import json
import re

import pytest

from cohelm.core.errors import InputError
from cohelm.formats.detect import read_files
from cohelm.kinds import built_in_schema
from tests.tables import table

SCHEMA = built_in_schema()
EXCHANGE = "http://www.opengroup.org/xsd/archimate"
ARCHI = "http://www.archimatetool.com/archimate"
LIBRARY = {"type": "library", "name": "rope", "version": "7"}
PACKAGE = {"name": "rope", "SPDXID": "SPDXRef-a"}
ENTITY = "apiVersion: {0}\nkind: {1}\nmetadata:\n  name: berths\n"


def bill(version: str, **rest: object) -> str:
    return json.dumps({"bomFormat": "CycloneDX", "specVersion": version, **rest})


def bill_xml(version: str, inside: str = "") -> str:
    return f'<bom xmlns="http://cyclonedx.org/schema/bom/{version}">{inside}</bom>'


def spdx(version: str, *packages: object) -> str:
    return json.dumps({"spdxVersion": f"SPDX-{version}", "packages": packages})


def graph(version: str, *nodes: object) -> str:
    context = f"https://spdx.org/rdf/{version}/spdx-context.jsonld"
    return json.dumps({"@context": context, "@graph": nodes})


def answer(version: str, **result: object) -> str:
    return json.dumps({"schema_version": version, "result": {"name": "rope", **result}})


RELEASE = {"name": "3", "isEol": True, "eolFrom": "2020-01-31"}
ROPE = {"type": "software_Package", "spdxId": "urn:rope", "name": "rope"}
REFUSED: tuple[tuple[str, str, str], ...] = (
    ("a later ArchiMate", f'<model xmlns="{EXCHANGE}/4.0/"/>', "ArchiMate 4.0.* as ArchiMate 3"),
    ("a root of ArchiMate", f'<views xmlns="{EXCHANGE}/3.0/"/>', "'views', where .* has 'model'"),
    ("a part of a model", f'<a:Node xmlns:a="{ARCHI}"/>', r"model \(Node\).* Open the model in Archi"),
    ("a model of nobody", "<model/>", "'model', of no namespace that is read .it states none"),
    ("relations alone", '"ID","Type","Name","Documentation","Source","Target"\n', "Bring elements.csv"),
    ("properties alone", "ID;Key;Value\n", "Bring elements.csv"),
    ("a root of CycloneDX", '<bill xmlns="http://cyclonedx.org/schema/bom/1.5"/>', "has 'bom'"),
    ("CycloneDX 2", json.dumps({"specFormat": "CycloneDX", "specVersion": "2.0"}), "CycloneDX 2.0.* 1.6"),
    ("SPDX 4", spdx("4.0", PACKAGE), "SPDX 4.0.* 2.3 or 3.0"),
    ("SPDX 1 as tags", "SPDXVersion: SPDX-1.2\nPackageName: rope\n", "SPDX 1.2.* 2.3 or 3.0"),
    ("SPDX 4 as a graph", graph("4.0", ROPE), "SPDX 4.0.* 2.3 or 3.0"),
    ("SPDX as RDF", '<r:RDF xmlns:r="urn:r" xmlns="http://spdx.org/rdf/terms#"/>', "SPDX as RDF.* tags"),
    ("an empty graph", graph("3.0.1"), "no graph"),
    ("another catalogue", ENTITY.format("apps/v1", "Deployment"), "Deployment of apps/v1.* catalog"),
    ("products alone", '[{"uri": "https://endoflife.date/api/v1/products/a"}]', "products/full"),
    ("a product of another shape", answer("2.0.0", cycles=[RELEASE]), "no releases of a product"),
    ("an error", json.dumps({"detail": "No token."}), "server answered.*: No token"),
    ("an error of a CMDB", '{"error": {"message": "No."}, "status": "x"}', "server answered.*: No"),
    ("a pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "git lfs pull"),
    ("a page", "<!DOCTYPE html><html><body>Sign in</body></html>", "web page without a table.* sign in"),
    ("other XML", '<feed xmlns="urn:f"/>', "XML whose outermost element is 'feed'"),
    ("an empty list", "[]", "the list is empty"),
    ("a list of nothing", '{"result": []}', "the list 'result' is empty"),
)  # fmt: skip
SAID: tuple[tuple[str, str, str], ...] = (
    ("an empty exchange file", f'<model xmlns="{EXCHANGE}/3.0/"/>', "model, and there are no elements"),
    ("an empty model of Archi", f'<a:model xmlns:a="{ARCHI}"/>', "there are no elements in it"),
    ("a later bill", bill("9.9", components=[LIBRARY]), "CycloneDX 9.9; 1.1 to 1.6 are known.* as 1.6"),
    ("a later bill in XML", bill_xml("9.9"), "CycloneDX 9.9; 1.1 to 1.6 are known.* as 1.6"),
    ("an empty bill", bill("1.6"), "there are no components, services or weaknesses in it"),
    ("a later SPDX", spdx("2.9", PACKAGE), "SPDX 2.9; 2.0 to 2.3 are known"),
    ("a later graph", graph("3.7", ROPE), "SPDX 3.7; 3.0 is known"),
    ("an empty document", spdx("2.3"), "there are no packages in it"),
    ("a later catalogue", ENTITY.format("backstage.io/v9", "Component"), "Backstage v9; v1alpha1 to"),
    ("a later answer", answer("9.0.0", releases=[RELEASE]), "API 9; 1 is known"),
    ("no object", '{"count": 0, "next": null, "previous": null, "results": []}', "holds no object"),
    ("headers alone", "name,criticality,users\n", "headers and no row below"),
)  # fmt: skip


def first(case: tuple[str, str, str]) -> str:
    return case[0]


@table("what, content, says", REFUSED, name=first)
def test_what_is_not_read_says_what_it_is_and_what_to_do(
    what: str, content: str, says: str
) -> None:
    del what
    with pytest.raises(InputError, match=f"(?s){says}"):
        read_files([("brought.txt", content.encode())], SCHEMA)


@table("what, content, says", SAID, name=first)
def test_what_is_read_in_part_says_so(what: str, content: str, says: str) -> None:
    del what
    notes = read_files([("brought.txt", content.encode())], SCHEMA).contents.notes
    assert any(re.search(says, one.message) for one in notes), notes


@table("encoding", ("utf-16", "utf-16-le", "utf-16-be"))
def test_what_a_shell_wrote_in_utf_16_is_read_as_in_utf_8(encoding: str) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    declared = '<?xml version="1.0" encoding="UTF-16"?>'
    inside = "<components><component><name>rope</name></component></components>"
    for written in (bill("1.5", components=[LIBRARY]), declared + bill_xml("1.5", inside)):
        content = (mark + written).encode(encoding)
        (document,) = read_files([("bill", content)], SCHEMA).contents.documents
        assert document.kind == "technology"
        assert str(document.values["name"]).startswith("rope")


def test_pages_with_a_front_matter_that_is_no_format_are_read_without_a_trace() -> None:
    page = b"---\ntitle: Rope\nreleases: []\n---\n\nA text.\n"
    assert read_files([("rope.md", page)], SCHEMA).contents.notes
