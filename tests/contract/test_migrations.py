"""Each app's migrations are one line: no number twice, and a single last one."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db.migrations.loader import MigrationLoader

LOADER = MigrationLoader(None)
OURS = sorted({app for app, _ in LOADER.disk_migrations} & {"accounts", "store", "web"})


@pytest.mark.parametrize("app", OURS)
def test_migrations_of_an_app_are_one_line(app: str) -> None:
    names = [name for one, name in LOADER.disk_migrations if one == app]
    twice = [number for number, n in Counter(name[:4] for name in names).items() if n > 1]
    assert twice == [], f"{app} has two migrations of one number: give the later one the next"
    assert len(LOADER.graph.leaf_nodes(app)) == 1


def test_the_apps_with_tables_are_looked_at() -> None:
    assert OURS == ["accounts", "store", "web"]
