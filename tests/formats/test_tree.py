"""Trees of named things as items with parents."""

from __future__ import annotations

import json

import pytest

from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.core.proposal import propose
from cohelm.formats.tree import is_structured, read_tree_file
from cohelm.kinds import built_in_schema

SCHEMA = built_in_schema()
TREE = """# A map
id: C-1
name: Sell
level: 1
description: |
  Everything up to the order.
children:
  - id: C-1.1
    name: Quote
    level: 2
    children:
      - id: C-1.1.1
        name: Price
        level: 3
        children: []
  - id: C-1.2
    name: Close
    level: 2
"""


def test_a_node_becomes_an_item_and_its_children_point_to_it() -> None:
    contents, (mapping,) = read_tree_file("sell.yaml", TREE.encode(), SCHEMA)
    empty = Enterprise.empty(SCHEMA)
    found = empty.with_changes(propose(empty, contents).changes)
    assert mapping.kind == "capability"
    assert {key: found.targets(key, "parent") for key in found.keys("capability")} == {
        "capability:sell": [],
        "capability:quote": ["capability:sell"],
        "capability:price": ["capability:quote"],
        "capability:close": ["capability:sell"],
    }
    assert found.plain("capability:sell")["description"] == "Everything up to the order."


def test_rows_are_lines_of_the_file() -> None:
    contents, _ = read_tree_file("sell.yaml", TREE.encode(), SCHEMA)
    assert [one.row for one in contents.documents] == [2, 8, 12, 16]


def test_what_was_not_understood_or_assumed_is_said() -> None:
    contents, _ = read_tree_file("sell.yaml", TREE.encode(), SCHEMA)
    said = "\n".join(map(str, contents.notes))
    assert "nothing says what the nodes are: read as capability" in said
    assert "level: the column was not understood: 4 values are left out" in said


@pytest.mark.slow
def test_several_files_of_one_map_call_their_ids_alike() -> None:
    other = TREE.replace("C-1", "C-2").replace("Sell", "Make")
    systems = set()
    for name, text in (("L1-sell.yaml", TREE), ("L1-make.yaml", other)):
        contents, _ = read_tree_file(name, text.encode(), SCHEMA)
        systems |= {system for one in contents.documents for system in one.values["external_ids"]}
    assert systems == {"capability-id"}


def test_nodes_of_one_name_in_two_branches_are_two_items() -> None:
    text = TREE.replace("name: Close", "name: Price")
    contents, _ = read_tree_file("sell.yaml", text.encode(), SCHEMA)
    proposal = propose(Enterprise.empty(SCHEMA), contents)
    assert sorted(proposal.new) == [
        "capability:price", "capability:price-2", "capability:quote", "capability:sell",
    ]  # fmt: skip


def test_a_word_over_the_nodes_says_their_kind() -> None:
    text = json.dumps({"departments": [{"name": "Head", "units": [{"name": "Sales"}]}]})
    contents, (mapping,) = read_tree_file("x.json", text.encode(), SCHEMA)
    assert mapping.kind == "department"
    assert [one.values["name"] for one in contents.documents] == ["Head", "Sales"]
    assert contents.documents[1].values["parent"][0].text == "Head"


def test_a_list_without_children_is_read_as_a_table() -> None:
    text = "applications:\n- {id: A1, name: CRM, owner: Ann Lee}\n- {id: A2, name: ERP}\n"
    contents, (mapping,) = read_tree_file("x.yaml", text.encode(), SCHEMA)
    assert mapping.kind == "application"
    assert contents.documents[0].values["owner"][0].text == "Ann Lee"


def test_the_kind_can_be_said() -> None:
    contents, _ = read_tree_file("x.yaml", TREE.encode(), SCHEMA, as_kind="process")
    assert {one.kind for one in contents.documents} == {"process"}


def test_lists_of_other_things_under_the_nodes_are_said() -> None:
    text = json.dumps({"goals": [{"name": "Grow", "steps": [{"step": 1}]}, {"name": "Save"}]})
    contents, _ = read_tree_file("x.json", text.encode(), SCHEMA)
    assert len(contents.documents) == 2
    assert "what stands under 'steps' was not understood" in "\n".join(map(str, contents.notes))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("just words", "holds no mapping"),
        ("a: 1\nb: [1, 2]\n", "no list of named things"),
        ("- 1\n- 2\n", "the list holds no mappings"),
        ("a: [", "not YAML"),
    ],
)
def test_a_file_without_nodes_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read_tree_file("x.yaml", text.encode(), SCHEMA)
    assert caught.value.where.startswith("x.yaml")


@pytest.mark.slow
def test_a_tree_without_end_is_refused() -> None:
    text = "&a\nname: One\nchildren:\n- *a\n"
    with pytest.raises(InputError, match=r"too many values|more than 50 levels"):
        read_tree_file("x.yaml", text.encode(), SCHEMA)


@pytest.mark.parametrize(
    ("content", "is_one"),
    [
        (TREE.encode(), True),
        (b'{"name": "A"}', True),
        (b"- name: A\n- name: B\n", True),
        (b"Name,Cost\nA,1\n", False),
        (b"Name;Note\nA;see: below\n", False),
        (b"PK\x03\x04", False),
    ],
)
def test_a_tree_is_told_from_a_table_by_its_content(content: bytes, is_one: bool) -> None:
    assert is_structured(content) is is_one


def test_a_document_of_another_program_is_not_taken_for_what_its_parts_look_like() -> None:
    text = (
        b"apiVersion: v3.1.0\nkind: DataContract\nid: c-1\nschema:\n- name: Orders\n- name: Lines\n"
    )
    with pytest.raises(InputError, match=r"it calls itself 'DataContract' of 'v3\.1\.0'"):
        read_tree_file("c.yaml", text, SCHEMA)
    contents, _ = read_tree_file("c.yaml", text, SCHEMA, as_kind="data_set")
    assert [one.values["name"] for one in contents.documents] == ["Orders", "Lines"]
