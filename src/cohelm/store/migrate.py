"""Brings a database's tables up to date; makes those of an empty one as they are now, in one go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from cohelm.core.errors import StoreError
from cohelm.store.database import LOCK, refuse_an_old_sqlite


def migrate() -> None:
    """Applies what migrations are missing. Raises StoreError where that cannot be done.

    Of several processes that open a new or an older database at once, one does it and the others wait.
    """
    refuse_an_old_sqlite()
    try:
        if _missing():
            with _alone():
                _apply(_missing())  # another may have done it meanwhile
    except DatabaseError as error:
        raise StoreError(f"the database cannot be opened: {error}") from error


def _missing() -> list[tuple[str, str]]:
    """The migrations not applied yet, in their order. Raises StoreError for a newer database."""
    executor = MigrationExecutor(connection)
    known = set(executor.loader.graph.nodes)
    newer = [name for name in executor.loader.applied_migrations if name not in known
             and name[0] == "store"]  # fmt: skip
    if newer:
        raise StoreError(
            "the database was written by a newer Cohelm",
            mend="Install the newer version; nothing was changed.",
        )
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(step.app_label, step.name) for step, _ in plan]


@contextmanager
def _alone() -> Iterator[None]:
    """While no other process writes or changes tables. On SQLite as one transaction."""
    if connection.vendor == "postgresql":
        # of the session: a migration may end transactions of its own
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        return
    # tables are remade without their foreign keys, which cannot be put aside within a transaction
    with connection.constraint_checks_disabled(), transaction.atomic(using=connection.alias):
        yield


def _apply(missing: list[tuple[str, str]]) -> None:
    if missing and not connection.introspection.table_names():
        _make(missing)
    elif missing:
        call_command("migrate", interactive=False, verbosity=0)


def _make(steps: list[tuple[str, str]]) -> None:
    """Makes the tables of an empty database as the models have them, whole or not at all.

    The same tables as step by step come of it, in a twentieth of the time.
    """
    recorder = MigrationRecorder(connection)
    models: list[type[Model]] = [recorder.Migration, *apps.get_models()]
    with connection.schema_editor() as editor:
        for model in models:
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        recorder.migration_qs.bulk_create(
            recorder.Migration(app=app, name=name) for app, name in steps
        )
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
