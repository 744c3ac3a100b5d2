"""Damaged and senseless files: a clear error or valid contents, and nothing else."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cohelm.core.documents import Contents
from cohelm.core.errors import CohelmError
from cohelm.formats.mappings import read_mappings, write_mappings
from cohelm.formats.tables import read_table_file
from cohelm.formats.tree import is_structured, read_tree_file
from cohelm.kinds import built_in_schema
from tests.formats.books import cell, ods, xlsx
from tests.formats.ugly import KINDS, ugly
from tests.shares import tries

SCHEMA = built_in_schema()
TREE = b"id: A\nname: One\nchildren:\n  - id: A.1\n    name: Two\n    children: []\n"
SEEDS = (
    *(ugly(kind, seed, 8).content for kind in KINDS[:4] for seed in (1, 2)),
    xlsx(apps=[["Id", "Name"], ["A", "B"]], links=[["App", "Server"], ["A", "S"]]),
    ods(f"<table:table-row>{cell('Name')}{cell('Cost')}</table:table-row>" * 3),
    "Name;Kosten\nÜbung;1,5 €\n".encode("cp1252"),
    TREE,
    json.dumps([{"name": "One", "children": [{"name": "Two"}]}]).encode(),
)
MUTATION = st.tuples(
    st.integers(0, 2**20), st.integers(0, 255), st.sampled_from(["set", "cut", "copy", "add"])
)


def mutated(content: bytes, changes: list[tuple[int, int, str]]) -> bytes:
    data = bytearray(content)
    for place, value, how in changes:
        at = place % (len(data) + 1)
        if how == "set" and at < len(data):
            data[at] = value
        elif how == "cut":
            del data[at : at + value]
        elif how == "copy":
            data[at:at] = data[at // 2 : at // 2 + value]
        else:
            data.insert(at, value)
    return bytes(data)


def is_sound(contents: Contents) -> bool:
    """Every document is of a known kind and says only fields and relations that the kind has."""
    for one in contents.documents:
        spec = SCHEMA.kind(one.kind)
        assert set(one.values) <= {*spec.fields, *spec.relations}
    assert all(problem.message for problem in (*contents.problems, *contents.notes))
    return True


def try_both(content: bytes) -> None:
    for read in (read_table_file, read_tree_file):
        try:
            contents, mappings, *_ = read("x.csv", content, SCHEMA)
        except CohelmError:
            continue
        assert is_sound(contents)
        assert read_mappings(write_mappings(mappings), SCHEMA) == mappings
    is_structured(content)


@pytest.mark.slow
@settings(max_examples=tries(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SEEDS), st.lists(MUTATION, min_size=1, max_size=6))
def test_a_mutated_file_is_refused_or_read(
    seed: bytes, changes: list[tuple[int, int, str]]
) -> None:
    try_both(mutated(seed, changes))


CELLS = st.one_of(
    st.none(), st.text(max_size=12), st.integers(-(10**6), 10**6), st.floats(), st.booleans(),
    st.dates().map(str),
    st.sampled_from(["Name", "ID", "Owner", "Cost (k€)", "Start date", "Total", "TBD", "Application",
                     "Server", "APP-1", "APP-2", "5 €", "31/01/2020", "Parent", "source", "target"]),
)  # fmt: skip
ROWS = st.lists(st.lists(CELLS, max_size=7), max_size=14)


@pytest.mark.slow
@settings(max_examples=tries(80), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS)
def test_any_cells_are_refused_or_read(rows: list[list[Any]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    try_both(text.getvalue().encode("utf-8", errors="replace"))


@settings(max_examples=tries(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_or_read(content: bytes) -> None:
    try_both(content)


NODES = st.recursive(
    st.one_of(st.none(), st.text(max_size=6), st.integers(), st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(["id", "name", "children", "owner", "x"]), inner, max_size=4
        ),
    ),
    max_leaves=20,
)


@pytest.mark.slow
@settings(max_examples=tries(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NODES)
def test_any_tree_is_refused_or_read(node: Any) -> None:
    try_both(json.dumps(node).encode())


@pytest.mark.campaign
@settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(SEEDS), st.lists(MUTATION, min_size=1, max_size=8))
def test_thousands_of_mutated_files_are_refused_or_read(
    seed: bytes, changes: list[tuple[int, int, str]]
) -> None:
    try_both(mutated(seed, changes))


@pytest.mark.campaign
@settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(ROWS)
def test_thousands_of_tables_are_refused_or_read(rows: list[list[Any]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    try_both(text.getvalue().encode("utf-8", errors="replace"))
