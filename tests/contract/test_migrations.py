"""Every app's migrations are one line: no number twice, one newest, and no model without one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

OURS = sorted(one.label for one in apps.get_app_configs() if one.name.startswith("cohelm."))
WITH = sorted(
    label for label in OURS if (Path(apps.get_app_config(label).path) / "migrations").is_dir()
)


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None)


def twice(names: list[str]) -> list[str]:
    """The names whose number another has too."""
    counted = Counter(name.split("_")[0] for name in names)
    return sorted(name for name in names if counted[name.split("_")[0]] > 1)


def test_two_of_one_number_are_told() -> None:
    assert twice(["0001_a", "0002_b", "0002_c"]) == ["0002_b", "0002_c"]


def test_the_apps_that_keep_something_have_migrations() -> None:
    assert {"accounts", "store"} <= set(WITH)


@pytest.mark.parametrize("label", WITH)
def test_an_app_has_one_newest_migration(loader: MigrationLoader, label: str) -> None:
    assert len(loader.graph.leaf_nodes(label)) == 1


@pytest.mark.parametrize("label", WITH)
def test_no_number_is_there_twice(loader: MigrationLoader, label: str) -> None:
    assert twice([name for app, name in loader.disk_migrations if app == label]) == []


@pytest.mark.slow
@pytest.mark.django_db
def test_no_model_is_ahead_of_its_migrations() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
