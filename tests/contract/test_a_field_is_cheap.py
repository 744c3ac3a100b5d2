"""One field added, in code or by the organisation, is in the form, list, CSV, workbook, YAML, schema, API
and reference; nothing else has to be touched."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cohelm.core.documents import Contents, Document
from cohelm.core.fields import field
from cohelm.core.proposal import propose
from cohelm.core.schema import Schema
from cohelm.formats.container import read_sheets
from cohelm.formats.folder import write_folder
from cohelm.formats.jsonschema import kind_schema
from cohelm.formats.workbook.writing import write_workbook
from cohelm.kinds import KINDS, OBSERVATIONS
from cohelm.kinds.estate import Application
from cohelm.store.apply import apply
from cohelm.store.load import everything, forget
from tests.cast import MAKER, make_people

ROOT = Path(__file__).parents[2]
NAME, HELP, WORD = "colour_of_the_box", "The colour of the box that it came in.", "Vermilion"


class Boxed(Application):
    """An application with one line more."""

    colour_of_the_box: str | None = field(HELP)


Boxed.__name__, Boxed.__module__ = "Application", Application.__module__
IN_CODE = Schema.of((*(kind for kind in KINDS if kind is not Application), Boxed), OBSERVATIONS)


@pytest.fixture(params=["in code", "by the organisation"])
def added(
    request: pytest.FixtureRequest, store: None, monkeypatch: pytest.MonkeyPatch,
) -> User:  # fmt: skip
    """The field is there and one application carries it; the administrator who looks."""
    contents = Contents([Document("application", "crm", {"name": "CRM", NAME: WORD})])
    if request.param == "in code":
        monkeypatch.setattr("cohelm.store.held.built_in_schema", lambda: IN_CODE)
    else:
        own = {"application": {NAME: {"type": "text", "help": HELP}}}
        contents.settings = {"name": "Acme", "own_fields": own}
    forget()
    found = propose(everything(), contents)
    assert found.problems == ()
    apply(found.changes, by=MAKER, via="test")
    return make_people()["admin"]


@pytest.fixture
def client(added: User) -> Client:
    client = Client()
    client.force_login(added, "django.contrib.auth.backends.ModelBackend")
    return client


def test_it_is_in_the_form_with_its_help(client: Client) -> None:
    page = client.get("/items/application/crm/edit/").content.decode()
    assert f'name="{NAME}"' in page
    assert HELP in page
    assert WORD in page


def test_it_is_in_the_list_the_csv_and_the_conditions(client: Client) -> None:
    asked = {"columns": f"name,{NAME}", "where": f"{NAME} = '{WORD}'"}
    assert WORD in client.get("/items/application/", asked).content.decode()
    assert WORD in client.get("/items/application.csv", asked).content.decode()
    assert WORD in client.get("/items/application.json", asked).content.decode()


def test_it_is_in_the_api_and_the_schema(client: Client) -> None:
    assert WORD in client.get("/api/v1/items/application/crm").content.decode()
    assert (
        kind_schema(everything().schema, "application")["properties"][NAME]["description"] == HELP
    )


@pytest.mark.usefixtures("added")
def test_it_is_in_the_yaml_and_the_workbook(tmp_path: Path) -> None:
    write_folder(everything(), tmp_path / "acme")
    assert f"{NAME}: {WORD}" in (tmp_path / "acme/application/crm.yaml").read_text("utf-8")
    write_workbook(everything(), tmp_path / "acme.xlsx")
    sheets = read_sheets("acme.xlsx", (tmp_path / "acme.xlsx").read_bytes())
    cells = {str(cell) for sheet in sheets for row in sheet.rows for cell in row}
    assert {NAME.replace("_", " ").capitalize(), WORD} <= cells


@pytest.mark.usefixtures("added")
def test_it_is_in_the_reference() -> None:
    where = ROOT / "tools" / "reference.py"
    spec = importlib.util.spec_from_file_location("reference", where)
    assert spec is not None
    assert spec.loader is not None
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    schema = everything().schema
    text = reference.domain_page("estate", schema)
    assert f"| `{NAME}` | text | {HELP} |" in text
