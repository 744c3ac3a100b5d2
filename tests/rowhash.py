"""A hash of every row that the product keeps: what was refused or only tried has changed none of them."""

from __future__ import annotations

from hashlib import sha256

from django.apps import apps
from django.db import connection

LEFT_OUT = frozenset(
    {"accounts_keptanswer", "accounts_signin", "django_session", "django_migrations"}
)
"""What a request may write although nothing was changed: retries, sign-ins."""


def row_hash() -> str:
    """The hash of all rows of all tables, in the order of their text."""
    found = sha256()
    for model in sorted(apps.get_models(), key=lambda one: one._meta.db_table):
        table = model._meta.db_table
        if table in LEFT_OUT:
            continue
        columns = [
            f'"{one.column}"' for one in model._meta.local_fields if one.column != "last_login"
        ]
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT {", ".join(columns)} FROM "{table}"')
            rows = sorted(
                repr([bytes(v) if isinstance(v, memoryview) else v for v in row])
                for row in cursor.fetchall()
            )
        found.update(f"{table}\n".encode() + "\n".join(rows).encode())
    return found.hexdigest()
