"""Editions of lists: told apart by content, gone with a person, kept with a backup."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps

from cohelm.formats.editions import Listed
from cohelm.store import snapshot
from cohelm.store.backup import TABLES, backup, restore_into_empty
from cohelm.store.editions import (
    Kept,
    continued,
    keep_editions,
    latest_editions,
)
from cohelm.store.erase import erase
from cohelm.store.load import forget
from cohelm.store.undo import undo
from tests.store.cast import ROOT, SMALL, bring

pytestmark = pytest.mark.usefixtures("store")

COLUMNS = ("name", "email", "team", "office")


def people(*ids: str, file: str = "people.csv", header: tuple[str, ...] = COLUMNS) -> Listed:
    rows = {f"person:{id_}": row for row, id_ in enumerate(ids, start=2)}
    return Listed(file, "person", header, rows)


def keep(*lists: Listed, batch: int = 0) -> list[Kept]:
    now = datetime(2026, 11, 29, tzinfo=UTC)
    return keep_editions(continued(lists), batch=batch, actor="root", now=now)


def test_half_of_the_columns_and_a_third_of_the_items_make_it_the_same_list() -> None:
    keep(people("ann", "bo", "cy"))
    # 2 of 6 columns that are in either: another list; 3 of 6: the same
    few = people("ann", "bo", "cy", header=("name", "email", "x", "y"))
    assert continued([few])[0].earlier is None
    half = people("ann", "bo", "cy", header=("name", "email", "team", "x", "y"))
    assert continued([half])[0].earlier is not None
    # 1 of 3 of the shorter list: the same; 1 of 4: another
    assert continued([people("ann", "di", "ed", "flo")])[0].earlier is not None
    keep(people("p", "q", "r", "s", file="other.csv", header=("a", "b")))
    apart = people("p", "w", "x", "y", header=("a", "b"))
    assert continued([apart])[0].earlier is None


def test_a_tenth_of_the_items_is_enough_where_six_columns_are_all_the_same() -> None:
    six = (*COLUMNS, "phone", "grade")
    first = [f"p{at}" for at in range(10)]
    keep(people(*first, header=six))
    tenth = ["p0", *(f"q{at}" for at in range(9))]
    assert continued([people(*tenth, header=six)])[0].earlier is not None
    assert continued([people(*tenth, header=(*six[:5], "level"))])[0].earlier is None
    none = [f"q{at}" for at in range(10)]
    assert continued([people(*none, header=six)])[0].earlier is None


def test_of_two_lists_with_the_same_columns_the_one_with_the_same_items_goes_on() -> None:
    keep(people("ann", "bo", file="germany.csv"))
    keep(people("cy", "di", file="france.csv"))
    found = continued([people("di", "ed", file="germany.csv")])[0]
    assert found.earlier is not None
    assert found.earlier.file == "france.csv"
    assert found.missing == ("person:cy",)


def test_what_moved_from_one_sheet_to_another_is_not_missing() -> None:
    keep(people("ann", "bo", file="x:A"), people("cy", "di", file="x:B"))
    one, other = continued([people("ann", file="x:A"), people("cy", "di", "bo", file="x:B")])
    assert one.missing == ()
    assert other.missing == ()


def test_what_nobody_told_about_is_asked_again_with_the_next_edition() -> None:
    keep(people("ann", "bo", "cy"))
    keep(people("ann", "bo"))
    assert continued([people("ann", "bo")])[0].missing == ("person:cy",)
    assert continued([people("ann", "bo", "cy")])[0].missing == ()
    assert len(latest_editions()) == 1


def test_an_edition_that_was_undone_is_none_until_that_is_undone() -> None:
    (first,) = keep(people("ann", "bo", "cy"))
    brought = bring(SMALL).batch
    (second,) = keep(people("ann", "bo"), batch=brought)
    assert latest_editions() == latest_editions(kind="person") == [second]
    undone = undo(brought, by=ROOT, via="test").batch
    assert latest_editions() == [first]
    undo(undone, by=ROOT, via="test")
    assert latest_editions() == [second]
    assert latest_editions(kind="team") == []


def test_who_is_erased_is_in_no_edition_any_more() -> None:
    bring(SMALL)
    keep(people("ann", "bo"))
    keep(people("bo"))
    erase("person:ann", by=ROOT, reason="asked for it")
    (left,) = latest_editions()
    assert left.missing == ()
    assert set(left.rows) == {"person:bo"}
    (first,) = [one for one in _all() if one.follows is None]
    assert set(first.rows) == {"person:bo"}


def test_editions_come_back_with_a_backup(tmp_path: Path) -> None:
    bring(SMALL)
    keep(people("ann", "bo"))
    before = latest_editions()
    backup(tmp_path / "acme.cohelm")
    for label in reversed(TABLES):
        apps.get_model(label)._default_manager.all().delete()
    forget()
    snapshot.purge()
    restore_into_empty(tmp_path / "acme.cohelm")
    assert latest_editions() == before
    (again,) = keep(people("bo"))
    assert again.follows == before[0].number
    assert again.number > before[0].number


def _all() -> list[Kept]:
    from cohelm.store.editions import edition
    from cohelm.store.models import Edition

    found = [edition(one) for one in Edition.objects.values_list("pk", flat=True)]
    return [one for one in found if one is not None]
