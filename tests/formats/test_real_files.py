"""Files that others published load with the counts that their descriptions give."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from cohelm.core.documents import Contents
from cohelm.core.enterprise import Enterprise
from cohelm.core.proposal import Proposal, propose
from cohelm.formats.mapping import Mapping
from cohelm.formats.tables import read_table_file
from cohelm.formats.tree import is_structured, read_tree_file
from cohelm.kinds import built_in_schema

SCHEMA = built_in_schema()
PLACE = os.environ.get("COHELM_REAL_DATA", "")
pytestmark = pytest.mark.skipif(not PLACE, reason="COHELM_REAL_DATA is not set")


def read(path: str) -> tuple[Contents, tuple[Mapping, ...]]:
    file = Path(PLACE) / path
    return read_table_file(file.name, file.read_bytes(), SCHEMA)[:2]


def proposed(before: Enterprise, *paths: str) -> tuple[Enterprise, Proposal]:
    contents = Contents()
    for path in paths:
        contents.extend(read(path)[0])
    proposal = propose(before, contents)
    return before.with_changes(proposal.changes), proposal


def counts(contents: Contents) -> Counter[str]:
    return Counter(one.kind for one in contents.documents)


@pytest.mark.slow
def test_a_portfolio_workbook_comes_in_with_nothing_asked() -> None:
    contents, mappings = read("waltz/sample-data-v1.xlsx")
    links = sum(len(one.values.get("supports", ())) for one in contents.documents)
    assert links == 140
    found, proposal = proposed(Enterprise.empty(SCHEMA), "waltz/sample-data-v1.xlsx")
    assert Counter(key.partition(":")[0] for key in proposal.new) == {
        "department": 21, "capability": 29, "application": 45, "data_set": 30, "interface": 45,
    }  # fmt: skip
    # 33 of the links, and one application, name things that the workbook does not have.
    assert len(proposal.problems) == 34
    assert sum(len(found.targets(key, "supports")) for key in found.keys("application")) == 107
    assert sum(len(found.targets(key, "used_by")) for key in found.keys("application")) == 44
    for relation in ("provider", "consumer", "carries"):
        assert all(len(found.targets(key, relation)) == 1 for key in found.keys("interface"))
    assert [one.kind for one in mappings].count("") == 1
    assert "20 rows are left out" in "\n".join(map(str, contents.notes))


def test_a_table_parted_by_tabs_is_told_by_its_content() -> None:
    contents, _ = read("waltz/capabilities.csv")
    assert counts(contents) == {"capability": 41}
    assert sum("parent" in one.values for one in contents.documents) > 20


@pytest.mark.slow
def test_contracts_count_once_and_both_sums_are_said() -> None:
    contents, _ = read("us-it-dashboard/contracts.csv")
    (sums,) = [note for note in contents.notes if "add up" in note.message]
    assert "the rows add up to 5,091.895333 million USD" in sums.message
    assert "the items to 2,562.507742 million USD" in sums.message
    investments = {one.text for doc in contents.documents for one in doc.values.get("covers", ())}
    assert len(investments) == 100
    assert counts(contents) == {"contract": 655}
    said = "\n".join(map(str, contents.notes))
    assert "72 rows repeat 33 items" in said
    assert contents.problems == []


@pytest.mark.slow
def test_projects_come_in_as_initiatives() -> None:
    contents, _ = read("us-it-dashboard/projects.csv")
    assert counts(contents) == {"initiative": 460}
    assert contents.problems == []


@pytest.mark.slow
def test_a_second_edition_finds_the_projects_of_the_first() -> None:
    first, second = (
        "ca-it-projects/gc-it-projects-2016.csv",
        "ca-it-projects/gc-it-projects-2019.csv",
    )
    before, one = proposed(Enterprise.empty(SCHEMA), first)
    _, other = proposed(before, second)
    new = [Counter(key.partition(":")[0] for key in proposal.new) for proposal in (one, other)]
    assert [count["initiative"] for count in new] == [398, 363]
    assert len(other.changed) == 100


@pytest.mark.slow
def test_a_portfolio_on_its_side_comes_in() -> None:
    contents, _ = read("uk-gmpp/uk_2014.csv")
    assert counts(contents) == {"initiative": 199}
    assert all("serves" in one.values for one in contents.documents)
    withheld = [one for one in contents.notes if "xempt" in one.value]
    assert all(one.row and "column" in one.column for one in withheld)
    assert sum(int(one.message.split()[0]) for one in withheld) > 20  # cells, by column
    later, _ = read("uk-gmpp/uk_2019.csv")
    assert counts(later) == {"initiative": 133}


@pytest.mark.slow
@pytest.mark.parametrize(("edition", "count"), [("2017-01-05", 1196), ("2018-01-31", 1494)])
def test_a_register_of_standards_is_one_of_technologies(edition: str, count: int) -> None:
    contents, _ = read(f"gsa-it-standards/it-standards-{edition}.csv")
    assert counts(contents) == {"technology": count}
    assert not any("lifecycle" in one.values for one in contents.documents)
    tags = [tag for one in contents.documents for tag in one.values["tags"]]
    ends = [tag for tag in tags if tag.startswith("approved until=")]
    if edition == "2018-01-31":
        assert len(ends) == count - 561


@pytest.mark.slow
def test_trees_of_capabilities_come_in_with_their_three_levels() -> None:
    contents = Contents()
    for file in sorted((Path(PLACE) / "capabilities-turbo-ea").glob("L1-*.yaml")):
        assert is_structured(file.read_bytes())
        contents.extend(read_tree_file(file.name, file.read_bytes(), SCHEMA)[0])
    empty = Enterprise.empty(SCHEMA)
    found = empty.with_changes(propose(empty, contents).changes)
    levels = Counter(_level(found, key) for key in found.keys("capability"))
    assert levels == {1: 39, 2: 209, 3: 840}


def _level(found: Enterprise, key: str) -> int:
    above = found.targets(key, "parent")
    return 1 + _level(found, above[0]) if above else 1


@pytest.mark.slow
def test_real_files_survive_with_columns_in_another_order() -> None:
    from cohelm.formats.container import read_sheets
    from tests.formats.books import xlsx

    file = Path(PLACE) / "waltz/sample-data-v1.xlsx"
    sheets = read_sheets(file.name, file.read_bytes())
    turned = {one.name: [list(row)[::-1] for row in one.rows] for one in sheets[::-1]}
    contents, *_ = read_table_file("other.xlsx", xlsx(**turned), SCHEMA)
    proposal = propose(Enterprise.empty(SCHEMA), contents)
    assert Counter(key.partition(":")[0] for key in proposal.new) == {
        "department": 21, "capability": 29, "application": 45, "data_set": 30, "interface": 45,
    }  # fmt: skip
