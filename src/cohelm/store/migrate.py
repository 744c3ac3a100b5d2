"""Brings a database's tables up to date."""

from __future__ import annotations

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from cohelm.core.errors import StoreError
from cohelm.store.database import refuse_an_old_sqlite


def migrate() -> None:
    """Applies what migrations are missing. Raises StoreError where that cannot be done."""
    refuse_an_old_sqlite()
    try:
        executor = MigrationExecutor(connection)
        known = set(executor.loader.graph.nodes)
        newer = [name for name in executor.loader.applied_migrations if name not in known
                 and name[0] == "store"]  # fmt: skip
        if newer:
            raise StoreError(
                "the database was written by a newer Cohelm",
                mend="Install the newer version; nothing was changed.",
            )
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        raise StoreError(f"the database cannot be opened: {error}") from error
