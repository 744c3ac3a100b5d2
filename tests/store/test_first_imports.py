"""Four who bring the same list into one new database at the same moment: one makes it, all are done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.cli.running import SESSIONS, Answer, clean_environment, session
from tests.forked import started
from tests.store.test_writers import url

HOW_MANY = 4
ROUNDS = 2
LIST = "name,vendor,annual value,end\nHosting,Acme,100000 EUR,2027-01-31\nMail,Brix,9000 EUR,2028-05-31\n"
HELD = ["contract:hosting", "contract:mail"]

pytestmark = pytest.mark.slow


@pytest.fixture
def new_database(open_store: None) -> Iterator[str]:
    """The address of a PostgreSQL database without a table, beside the open one."""
    name = "cohelm_first_import"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        yield url().replace(f"/{connection.settings_dict['NAME']}", f"/{name}")
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def at_once(command: list[str], folder: Path) -> list[Answer]:
    """What each of the four was answered."""
    programs = [
        started(SESSIONS, json.dumps([command]), folder=folder, environment=clean_environment())
        for _ in range(HOW_MANY)
    ]
    said = [one.communicate(timeout=300)[0] for one in programs]
    return [Answer(*json.loads(one)[0]) for one in said]


def all_bring_it(database: str, folder: Path) -> None:
    (folder / "contracts.csv").write_text(LIST)
    command = ["import", "contracts.csv", "--as", "contract", "--org", database]
    answers = at_once(command, folder)
    assert [(one.code, one.err) for one in answers if one.code] == []
    shown, history = session(
        ["list", "contract", "--org", database, "--json"],
        ["history", "--org", database, "--json"],
        folder=folder,
    )
    assert sorted(row["key"] for row in shown.json["items"]) == HELD
    assert history.json["total"] == 1  # who came later found everything there


@pytest.mark.files
@pytest.mark.parametrize("number", range(ROUNDS))
def test_four_first_imports_into_one_file(number: int, tmp_path: Path) -> None:
    all_bring_it("new.db", tmp_path)


@pytest.mark.postgres
def test_four_first_imports_into_one_database_on_postgresql(
    new_database: str, tmp_path: Path
) -> None:
    all_bring_it(new_database, tmp_path)
