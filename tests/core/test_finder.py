from collections.abc import Iterator
from typing import Any

import pytest

from cohelm.core.finder import Finder
from cohelm.core.table import Table
from tests.making import enterprise

THERE = {"crm": {"name": "Sales desk", "external_ids": {"cmdb": "CI-1"}}, "wiki": {}}


def test_what_is_named_by_its_id_needs_no_index_of_its_kind():
    plan = enterprise(application=THERE)
    finder = Finder(plan)
    finder.add("application", "crm", {"name": "Sales desk"})
    assert finder.by_word("application", "wiki") == "wiki"
    assert finder.added("application:crm")
    assert "_named" not in plan.table("application").__dict__


def test_what_a_file_adds_is_found_by_name_and_by_external_id_and_comes_after_what_was_there():
    finder = Finder(enterprise(application=THERE))
    finder.add("application", "new", {"name": "Portal", "external_ids": {"cmdb": "CI-2"}})
    finder.add("application", "second", {"name": "Sales desk", "external_ids": {"cmdb": "CI-1"}})
    assert finder.by_name("application", " portal ") == "new"
    finder.add("application", "later", {"name": "Later"})
    found = [finder.by_word("application", word) for word in ("later", "CI-2", "Sales desk")]
    assert found == ["later", "new", "crm"]
    assert finder.by_external_id("application", {"cmdb": "CI-1"}) == "crm"
    assert finder.by_external_id("application", {}) is None


def test_who_asks_while_another_reads_the_names_finds_them_all(monkeypatch: pytest.MonkeyPatch):
    """Two imports at the same time: an index half read would make an item that is there anew."""
    plan, rows = enterprise(application=THERE), Table.rows
    found: list[str | None] = []

    def asked_meanwhile(table: Table) -> Iterator[tuple[str, dict[str, Any]]]:
        monkeypatch.setattr(Table, "rows", rows)
        found.append(Finder(plan).by_name("application", "Sales desk"))
        yield from rows(table)

    monkeypatch.setattr(Table, "rows", asked_meanwhile)
    found.append(Finder(plan).by_name("application", "Sales desk"))
    assert found == ["crm", "crm"]
