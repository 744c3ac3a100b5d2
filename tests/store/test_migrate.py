"""An empty database gets its tables in one go: those that the migrations make step by step."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from cohelm.store import migrate


def tables(connection: BaseDatabaseWrapper) -> dict[str, tuple[list[Any], list[str], set[str]]]:
    """By table, its columns with all that is known of each, its constraints, and what indexes are called.

    SQLite numbers foreign keys by the order of the columns, in which those that came later are the last.
    """
    look, found = connection.introspection, {}
    with connection.cursor() as cursor:
        for name in look.table_names(cursor):
            rules = look.get_constraints(cursor, name)
            indexes = {one for one, about in rules.items() if about["index"]}
            columns = sorted(look.get_table_description(cursor, name))
            found[name] = columns, sorted(map(repr, rules.values())), indexes
    return found


@pytest.mark.django_db
def test_the_tables_made_in_one_go_are_those_made_step_by_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    step_by_step = connections["default"]
    if step_by_step.vendor != "sqlite":
        pytest.skip("an empty database beside this one takes SQLite")
    settings = {**step_by_step.settings_dict, "NAME": ":memory:"}
    monkeypatch.setitem(connections.databases, "empty", settings)
    empty = connections["empty"]
    empty.connect()
    monkeypatch.setattr(migrate, "connection", empty)
    monkeypatch.delattr(migrate, "call_command")  # nothing is left to be done step by step
    try:
        migrate.migrate()
        migrate.migrate()
        assert tables(empty) == tables(step_by_step)
        applied = MigrationRecorder(empty).applied_migrations()
        assert applied.keys() == MigrationRecorder(step_by_step).applied_migrations().keys()
        kinds = ContentType.objects.order_by("app_label", "model").values_list("app_label", "model")
        assert list(kinds.using("empty")) == list(kinds)
    finally:
        empty.close()
        del connections["empty"]
