"""Writing many rows: all of them, in their order, whatever number a statement takes; else none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection

from cohelm.store.database import MOST_VALUES, fetch, insert, writing
from tests.tables import table

pytestmark = pytest.mark.usefixtures("store")
COLUMNS = ("id", "kind", "slug", "clearance", "version", "fields")
AT_ONCE = MOST_VALUES // len(COLUMNS)


def rows(count: int) -> Iterator[tuple[Any, ...]]:
    return ((n, "server", f"s{n}", "", 1, f'{{"name":"S {n}"}}') for n in range(1, count + 1))


def stored() -> list[tuple[Any, ...]]:
    return fetch("SELECT id, kind, slug, clearance, version, fields FROM store_item ORDER BY id")


@table("count", [0, 1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 2 * AT_ONCE, 3 * AT_ONCE + 7])
def test_all_rows_are_written_as_they_came(count: int) -> None:
    insert("store_item", COLUMNS, rows(count))
    assert stored() == list(rows(count))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM store_item")


@table("wrong", [1, AT_ONCE, AT_ONCE + 1, 2 * AT_ONCE, 2 * AT_ONCE + 5])
def test_of_rows_of_which_one_is_there_already_none_is_kept(wrong: int) -> None:
    made = list(rows(2 * AT_ONCE + 9))
    made.insert(wrong, made[0])
    with pytest.raises(IntegrityError), writing():
        insert("store_item", COLUMNS, made)
    assert stored() == []


@table("last", [0, AT_ONCE, 2 * AT_ONCE + 5])
def test_what_fails_while_rows_are_made_is_what_is_raised(last: int) -> None:
    def failing() -> Iterator[tuple[Any, ...]]:
        yield from rows(last)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), writing():
        insert("store_item", COLUMNS, failing())
    assert stored() == []
