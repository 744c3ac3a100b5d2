"""A small organisation as a folder, and as a database that commands may write to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import session

FILES = {
    "_organisation.yaml": "name: Acme\ncurrency: EUR\n",
    "application/crm.yaml": (
        "name: CRM\ncriticality: high\nusers: 500\nannual_cost: 312000 EUR\n"
        "owner: role:head-of-sales\nruns_on: [{to: server:a, until: 2026-12-31}]\n"
    ),
    "application/erp.yaml": 'name: "ERP [old]; =1+1"\ncriticality: low\ntags: ["a, b", c]\n',
    "server/a.yaml": "name: Server A\n",
    "role/head-of-sales.yaml": "name: Head of sales\n",
    "role/cto.yaml": "name: CTO\n",
    "office/cto.yaml": "name: CTO's office\nled_by: role:cto\n",
    "person/ann.yaml": "name: Ann Example\nfills: role:head-of-sales\n",
    "person/tom.yaml": "name: Tom Lead\nfills: role:cto\n",
    "initiative/secret.yaml": "name: Project Secret\nclearance: office:cto\n",
}


@pytest.fixture(scope="session")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small organisation."""
    folder = tmp_path_factory.mktemp("organisation") / "acme"
    for name, text in FILES.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def made(acme: Path) -> bytes:
    """The bytes of a database into which the folder was brought."""
    (done,) = session(["import", "acme", "--org", "made.db"], folder=acme.parent)
    assert done.code == 0, done.err
    return (acme.parent / "made.db").read_bytes()


@pytest.fixture
def home(tmp_path: Path, made: bytes) -> Path:
    """A folder with a database `acme.db` of its own, batch 1 of which brought the organisation."""
    (tmp_path / "acme.db").write_bytes(made)
    return tmp_path
