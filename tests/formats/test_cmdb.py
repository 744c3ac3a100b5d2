"""Relationships of a CMDB: needs between items that are found by name or made."""

from __future__ import annotations

import json

import pytest

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError
from cohelm.core.proposal import propose
from cohelm.formats.cmdb import is_relationships, read_relationships
from cohelm.formats.detect import read_files
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA = built_in_schema()
CSV = b"""parent,parent.sys_class_name,type,child,child.sys_class_name
Billing,cmdb_ci_business_app,Depends on::Used by,Ledger,cmdb_ci_appl
Ledger,cmdb_ci_appl,Runs on::Runs,app-01,cmdb_ci_linux_server
esx-01,cmdb_ci_esx_server,Hosts::Hosted on,app-01,cmdb_ci_vmware_instance
app-01,cmdb_ci_linux_server,Located in::Houses,Hall 2,cmdb_ci_datacenter
Ledger,cmdb_ci_appl,Owned by::Owns,Ann,sys_user
Printer,cmdb_ci_printer,Depends on::Used by,Ledger,cmdb_ci_appl
"""


def read(content: bytes, name: str = "rel.csv") -> Contents:
    return read_files([(name, content)], SCHEMA).contents


def test_each_row_is_a_need_of_the_item_that_has_it() -> None:
    plan = enterprise(application={"billing": {"name": "Billing"}})
    found = propose(plan, read(CSV))
    assert not found.problems
    made = plan.with_changes(found.changes)
    assert made.targets("application:billing", "depends_on") == ["application:ledger"]
    assert made.links_of("application:ledger", "runs_on")[0].plain() == {
        "to": "server:app-01", "hard": True,
    }  # fmt: skip
    assert made.targets("server:app-01", "runs_on") == ["server:esx-01"]
    assert made.targets("server:app-01", "located_in") == ["location:hall-2"]


def test_what_is_no_need_or_no_kind_of_ours_is_counted() -> None:
    found = read(CSV)
    assert [one.message for one in found.notes] == [
        "left out, 1 of them: 'Owned by::Owns' is no need of one for the other",
        "left out, 1 of them: the class 'cmdb_ci_printer' tells no kind of ours",
    ]
    assert found.records == 6


def test_brought_again_nothing_changes() -> None:
    empty = enterprise()
    made = empty.with_changes(propose(empty, read(CSV)).changes)
    assert not propose(made, read(CSV)).changes


def test_without_classes_it_says_what_to_export() -> None:
    found = read(b"parent,type,child\nA,Runs on::Runs,B\n")
    assert not found.documents
    assert "export parent.sys_class_name" in found.notes[0].message


def test_the_answer_of_the_table_api_says_the_same() -> None:
    rows = [
        {"parent": {"display_value": "Ledger", "link": "x"}, "parent.sys_class_name": "cmdb_ci_appl",
         "type": {"display_value": "Runs on::Runs"}, "child": {"display_value": "app-01"},
         "child.sys_class_name": "cmdb_ci_linux_server"}
    ]  # fmt: skip
    found = read(json.dumps({"result": rows}).encode(), "rel.json")
    assert [one.kind for one in found.documents] == ["application"]
    assert found.documents[0].values["runs_on"][0]["hard"] is True


@pytest.mark.parametrize(
    ("header", "yes"),
    [
        (b"Parent;Parent.Class;Type;Child;Child.Class\na;b;Runs on::Runs;c;d\n", True),
        (b"\xef\xbb\xbfparent.name,type.name,child.name\na,Runs on::Runs,c\n", True),
        (b"parent,type,child\na,b,c\n", False), (b"name,type\na,Runs on::Runs\n", False), (b"", False),
    ],
)  # fmt: skip
def test_it_is_told_by_its_headers_and_its_types(header: bytes, yes: bool) -> None:
    assert is_relationships(header) is yes


def test_damage_is_refused_in_a_sentence() -> None:
    with pytest.raises(InputError, match="no relationship"):
        read_relationships("rel.csv", b"parent,type,child\n", SCHEMA)
    with pytest.raises(InputError):
        read_relationships("rel.json", b'{"result": [{"parent": ', SCHEMA)
