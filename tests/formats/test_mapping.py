"""Mappings: shown, corrected, kept, found again."""

from __future__ import annotations

import pytest

from cohelm.core.errors import InputError, UnknownName
from cohelm.formats.mapping import ColumnUse, Mapping, fingerprint, kept_for, table_name
from cohelm.formats.mappings import check_mapping, read_mappings, write_mappings
from cohelm.kinds import built_in_schema

SCHEMA = built_in_schema()
MAPPING = Mapping(
    "application",
    (
        ColumnUse("Id", "external_id", "cmdb"),
        ColumnUse("Name", "field", "name", score=1.0, reason="'Name' says name"),
        ColumnUse("End", "field", "lifecycle.end_of_life"),
        ColumnUse("Unit", "relation", "used_by", ("department",), "unit-id"),
        ColumnUse("Maker", "relation", "provided_by", ("vendor",), make=True),
        ColumnUse("Colour"),
    ),
    table="apps",
    currency="EUR",
    factor=1000,
    day_first=True,
    score=1.5,
    reasons=("the table is called 'apps'",),
)


def test_a_mapping_is_the_same_after_it_was_written_and_read() -> None:
    assert read_mappings(write_mappings([MAPPING]), SCHEMA) == (MAPPING,)


def test_what_a_person_writes_by_hand_is_enough() -> None:
    text = "kind: application\ncolumns:\n- {header: Name, use: field, name: name}\n"
    (mapping,) = read_mappings(text, SCHEMA)
    assert mapping.kind == "application"
    assert mapping.column("Name") == ColumnUse("Name", "field", "name")
    assert mapping.column("Nothing") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[1, 2]", "not as it must be"),
        ("- {kind: application}", "columns"),
        (
            "- {kind: application, columns: [{header: A, use: field, name: name, colour: red}]}",
            "colour",
        ),
        ("- {kind: application, columns: [{header: A, use: guess}]}", "use"),
        ("a: [", "this is not YAML"),
    ],
)
def test_a_mapping_that_is_none_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_mappings(text, SCHEMA, where="m.yaml")


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        (Mapping("aplication", ()), "Did you mean 'application'"),
        (
            Mapping("application", (ColumnUse("A", "field", "nam"),)),
            "there is no field of application",
        ),
        (
            Mapping("application", (ColumnUse("A", "field", "lifecycle.end"),)),
            "there is no phase 'end'",
        ),
        (Mapping("application", (ColumnUse("A", "relation", "hosts"),)), "relation of application"),
        (Mapping("application", (), key=("B",)), "there is no column 'B'"),
        (Mapping("application", (), links="hosts"), "there is no relation of application"),
        (Mapping("", (), shape="spent"), "Did you mean 'spend'"),
        (Mapping("", (ColumnUse("A", "role", "vendr"),), shape="spend"), "Did you mean 'vendor'"),
        (Mapping("application", (ColumnUse("A", "role", "day"),)), "there is no role 'day'"),
    ],
)
def test_a_name_that_the_schema_does_not_have_is_refused_with_the_nearest(
    mapping: Mapping, said: str
) -> None:
    with pytest.raises(UnknownName, match=said):
        check_mapping(mapping, SCHEMA)


def test_a_table_that_is_left_out_needs_no_kind() -> None:
    check_mapping(Mapping("", (ColumnUse("A"),)), SCHEMA)


def test_the_order_and_spelling_of_a_header_do_not_matter() -> None:
    assert fingerprint(["App name", "Owner"]) == fingerprint(["owner", "app_name"])
    assert fingerprint(["App name", "Owner"]) != fingerprint(["App name", "Owner", "Cost"])


@pytest.mark.parametrize(
    ("file", "sheet", "name"),
    [
        ("exports/Apps_2024-03-31 v2.csv", "", "Apps"),
        ("projects-2016.csv", "", "projects"),
        ("book.xlsx", "Data types", "Data types"),
        ("book (3).xlsx", "Sheet1", "book"),
        ("2019.csv", "", "2019"),
        ("it-list-v10.csv", "", "it-list"),
    ],
)
def test_a_table_is_called_the_same_from_one_edition_to_the_next(
    file: str, sheet: str, name: str
) -> None:
    assert table_name(file, sheet) == name


SHORT = Mapping("department", (ColumnUse("Id"), ColumnUse("Name"), ColumnUse("Parent")), "units")


def test_a_kept_mapping_is_found_by_header_and_name() -> None:
    assert kept_for("units", ["Parent", "id", "NAME"], [MAPPING, SHORT]) == SHORT


def test_a_short_header_of_another_table_is_not_taken_for_it() -> None:
    assert kept_for("capabilities", ["Id", "Name", "Parent"], [SHORT]) is None


def test_a_telling_header_is_found_in_a_file_of_another_name() -> None:
    header = [one.header for one in MAPPING.columns]
    assert kept_for("renamed", header, [SHORT, MAPPING]) == MAPPING


def test_a_telling_header_that_was_kept_for_two_kinds_is_not_found_by_itself() -> None:
    from dataclasses import replace

    header = [one.header for one in MAPPING.columns]
    other = replace(MAPPING, kind="server", columns=MAPPING.columns, table="hosts")
    assert kept_for("renamed", header, [MAPPING, other]) is None
