"""Models of ArchiMate in their three shapes, told by content; what has no kind here is kept."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import zipfile
from typing import Any

import pytest

from cohelm.core.documents import Contents, Document, Named
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.core.proposal import propose
from cohelm.formats.detect import read_files
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA = built_in_schema()

EXCHANGE = b"""<?xml version="1.0" encoding="UTF-8"?>
<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="m">
  <name xml:lang="en">Harbour</name>
  <elements>
    <element identifier="crm" xsi:type="ApplicationComponent">
      <name>Berth book</name>
      <documentation>Who lies where.</documentation>
      <properties><property propertyDefinitionRef="p1"><value>blue</value></property></properties>
    </element>
    <element identifier="db" xsi:type="Device"><name>Rack 7</name></element>
    <element identifier="tide" xsi:type="BusinessEvent"><name>High tide</name></element>
  </elements>
  <relationships>
    <relationship identifier="r1" xsi:type="Assignment" source="db" target="crm"/>
    <relationship identifier="r2" xsi:type="Triggering" source="tide" target="crm"/>
  </relationships>
  <propertyDefinitions>
    <propertyDefinition identifier="p1" type="string"><name>colour</name></propertyDefinition>
  </propertyDefinitions>
  <views><diagrams><view identifier="v"><name>All</name></view></diagrams></views>
</model>
"""
SECOND = b"""<model xmlns="http://www.opengroup.org/xsd/archimate"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="m">
  <elements>
    <element identifier="crm" xsi:type="ApplicationComponent">
      <label>Berth book</label>
      <documentation>Who lies where.</documentation>
      <properties><property identifierref="p1"><value>blue</value></property></properties>
    </element>
    <element identifier="db" xsi:type="Device"><label>Rack 7</label></element>
    <element identifier="tide" xsi:type="BusinessEvent"><label>High tide</label></element>
  </elements>
  <relationships>
    <relationship identifier="r1" xsi:type="AssignmentRelationship" source="db" target="crm"/>
    <relationship identifier="r2" xsi:type="TriggeringRelationship" source="tide" target="crm"/>
  </relationships>
  <propertydefs><propertydef identifier="p1" name="colour" type="string"/></propertydefs>
  <views><view identifier="v"/></views>
</model>
"""
ARCHI = b"""<archimate:model xmlns:archimate="http://www.archimatetool.com/archimate"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="Harbour" id="m">
  <folder name="Application" type="application">
    <folder name="Inner">
      <element xsi:type="archimate:ApplicationComponent" name="Berth book" id="crm">
        <documentation>Who lies where.</documentation>
        <property key="colour" value="blue"/>
      </element>
    </folder>
    <element xsi:type="archimate:Device" name="Rack 7" id="db"/>
    <element xsi:type="archimate:BusinessEvent" name="High tide" id="tide"/>
  </folder>
  <folder name="Relations" type="relations">
    <element xsi:type="archimate:AssignmentRelationship" id="r1" source="db" target="crm"/>
    <element xsi:type="archimate:TriggeringRelationship" id="r2" source="tide" target="crm"/>
  </folder>
  <folder name="Views" type="diagrams">
    <element xsi:type="archimate:ArchimateDiagramModel" name="All" id="v">
      <child xsi:type="archimate:DiagramObject" id="c" archimateElement="crm"/>
    </element>
  </folder>
</archimate:model>
"""
ELEMENTS = b"""\xef\xbb\xbf"ID","Type","Name","Documentation","Specialization"
"m","ArchimateModel","Harbour","",""
"crm","ApplicationComponent","Berth book","Who lies where.",""
"db","Device","Rack 7","",""
"tide","BusinessEvent","High tide","",""
"""
RELATIONS = b""""ID","Type","Name","Documentation","Source","Target","Specialization"
"r1","AssignmentRelationship","","","db","crm",""
"r2","TriggeringRelationship","","","tide","crm",""
"""
PROPERTIES = b'"ID","Key","Value"\n"crm","colour","blue"\n'


def packed(content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("model.xml", content)
        made.writestr("images/a.png", b"")
    return target.getvalue()


SHAPES: dict[str, list[tuple[str, bytes]]] = {
    "exchange": [("a.txt", EXCHANGE)],
    "exchange of version 2": [("a.csv", SECOND)],
    "archi": [("a.xml", ARCHI)],
    "archi with pictures": [("a.zip", packed(ARCHI))],
    "tables": [("c", PROPERTIES), ("a", ELEMENTS), ("b", RELATIONS)],
}


def contents(*files: tuple[str, bytes]) -> Contents:
    return read_files(files, SCHEMA).contents


def named(found: Contents) -> dict[str, Document]:
    return {one.values["external_ids"]["archimate"]: one for one in found.documents}


def model(elements: str = "", relationships: str = "") -> tuple[str, bytes]:
    whole = EXCHANGE.decode()
    head, tail = whole.index("  <elements>"), whole.index("  <propertyDefinitions>")
    inside = f"<elements>{elements}</elements><relationships>{relationships}</relationships>"
    return "m.xml", (whole[:head] + inside + whole[tail:]).encode()


def element(id_: str, type_: str, name: str = "") -> str:
    name_node = f"<name>{name}</name>" if name else ""
    return f'<element identifier="{id_}" xsi:type="{type_}">{name_node}</element>'


def relationship(id_: str, type_: str, source: str, target: str, more: str = "") -> str:
    ends = f'source="{source}" target="{target}" {more}'
    return f'<relationship identifier="{id_}" xsi:type="{type_}" {ends}/>'


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_says_the_same(shape: str) -> None:
    found = contents(*SHAPES[shape])
    assert found.problems == []
    assert found.records == 5  # three elements and two relationships; the model is none
    book, rack, tide, trigger = named(found).values()
    assert (book.kind, book.values) == ("application", {
        "name": "Berth book", "description": "Who lies where.", "tags": ["colour=blue"],
        "external_ids": {"archimate": "crm"},
        "runs_on": [Named("db", ("server",), system="archimate")],
    })  # fmt: skip
    assert (rack.kind, rack.values["name"]) == ("server", "Rack 7")
    assert (tide.kind, tide.values["type"]) == ("element", "BusinessEvent")
    assert (trigger.kind, trigger.values["name"]) == (
        "element", "Triggering: High tide → Berth book",
    )  # fmt: skip
    assert trigger.values["begins_at"] == [Named("tide", ("element",), system="archimate")]
    assert trigger.values["ends_at"] == [Named("crm", ("application",), system="archimate")]
    notes = [one.message for one in found.notes]
    assert notes[0] == "kept as elements, having no kind here: 1 BusinessEvent, 1 Triggering"
    assert notes[1:] == ([] if shape == "tables" else ["1 view (drawing) is left out"])


def test_it_comes_in_with_its_links_and_a_second_time_changes_nothing() -> None:
    empty = enterprise()
    first = propose(empty, contents(*SHAPES["archi"]))
    assert first.problems == ()
    store: Enterprise = empty.with_changes(first.changes)
    assert store.targets("application:berth-book", "runs_on") == ["server:rack-7"]
    assert store.targets("element:triggering-high-tide-berth-book", "begins_at") == [
        "element:high-tide"
    ]
    again = propose(store, contents(*SHAPES["exchange"]))
    assert (len(again.changes), again.same) == (0, 4)


def test_a_renamed_element_is_found_again_by_its_identifier() -> None:
    store = enterprise()
    store = store.with_changes(propose(store, contents(*SHAPES["archi"])).changes)
    renamed = ARCHI.replace(b"Rack 7", b"Rack 8")
    store = store.with_changes(propose(store, contents(("b", renamed))).changes)
    assert store.name("server:rack-7") == "Rack 8"


@pytest.mark.parametrize(
    ("type_", "source", "target", "more", "at", "relation"),
    [
        ("Composition", "Capability", "Capability", "", "b", "parent"),
        ("Serving", "ApplicationComponent", "ApplicationComponent", "", "b", "depends_on"),
        ("Access", "ApplicationComponent", "DataObject", 'accessType="Read"', "a", "handles"),
    ],
)
def test_a_relationship_that_a_relation_of_ours_says_is_a_link(
    type_: str, source: str, target: str, more: str, at: str, relation: str
) -> None:
    ends = element("a", source, "A") + element("b", target, "B")
    found = named(contents(model(ends, relationship("r", type_, "a", "b", more))))
    assert set(found) == {"a", "b"}
    (link,) = found[at].values[relation]
    to: Any = link["to"] if isinstance(link, dict) else link
    assert to.text == ("a" if at == "b" else "b")


def test_a_relationship_between_relationships_keeps_both() -> None:
    ends = element("a", "Device", "A") + element("b", "ApplicationComponent", "B")
    joined = relationship("r", "Assignment", "a", "b") + relationship("s", "Association", "a", "r")
    found = named(contents(model(ends, joined)))
    assert set(found) == {"a", "b", "r", "s"}
    assert found["s"].values["ends_at"] == [Named("r", ("element",), system="archimate")]
    assert "runs_on" in found["b"].values


def test_an_end_that_is_not_there_and_a_part_without_identifier_are_problems() -> None:
    parts = element("a", "Device", "A") + "<element/>"
    found = contents(model(parts, relationship("r", "Flow", "a", "gone")))
    assert sorted(one.message for one in found.problems) == [
        "a part without an identifier is left out",
        "there is no part 'gone' in the model: this end of the Flow is open",
    ]


def test_a_table_of_elements_alone_says_what_is_missing() -> None:
    found = contents(("e.csv", ELEMENTS))
    assert len(found.documents) == 3
    assert "no table of relations came with it" in found.notes[-1].message


@pytest.mark.slow
def test_a_table_of_relations_alone_says_what_belongs_to_it() -> None:
    with pytest.raises(
        InputError, match="the tables of elements, relations and properties together"
    ):
        contents(("r", RELATIONS))


BOMB = b"""<!DOCTYPE model [<!ENTITY a "%s">%s]>
<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/"><name>&z;</name></model>""" % (
    b"ha" * 50,
    b"".join(
        b'<!ENTITY %c "%s">' % (at, b"&%c;" % (at - 1) * 10) for at in range(ord("b"), ord("z") + 1)
    ),
)
OUTSIDE = b"""<!DOCTYPE model [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/"><name>&a;</name></model>"""
DEEP = EXCHANGE[: EXCHANGE.index(b"  <elements>")] + b"<a>" * 100_000
ZIP_BOMB = packed(ARCHI.replace(b"Harbour", b"x" * 30_000_000))
HOSTILE = {
    "entities that grow": (BOMB, "brings a document type"),
    "an entity that reaches for a file": (OUTSIDE, "brings a document type"),
    "deep": (DEEP, "this is not XML"),
    "cut off": (EXCHANGE[:-20], "this is not XML"),
    "a zip bomb": (ZIP_BOMB, "unpacks to too much"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(what: str) -> None:
    content, said = HOSTILE[what]
    with pytest.raises(InputError, match=said):
        contents(("model.xml", content))


LIMITED = """
import sys
from cohelm.core.errors import InputError
from cohelm.formats.detect import read_files
from cohelm.kinds import built_in_schema
try:
    read_files([("model.xml", sys.stdin.buffer.read())], built_in_schema())
except InputError as error:
    print(error.message)
"""


def narrow() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    resource.setrlimit(resource.RLIMIT_DATA, (512 * 2**20, 512 * 2**20))


@pytest.mark.slow
@pytest.mark.parametrize("what", ["entities that grow", "a zip bomb"])
def test_a_bomb_is_refused_in_little_memory(what: str) -> None:
    content, said = HOSTILE[what]
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED], input=content, capture_output=True, preexec_fn=narrow
    )
    assert said in ran.stdout.decode(), ran.stderr.decode()
