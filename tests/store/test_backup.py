"""A backup out and in again; what is wrong is refused in plain words and leaves nothing behind."""

from __future__ import annotations

import zipfile
from pathlib import Path

import orjson
import pytest
from django.contrib.auth.models import User

from cohelm.accounts.models import KeptMapping
from cohelm.core.errors import StoreError
from cohelm.store.backup import TABLES, backup, restore_into_empty
from cohelm.store.database import fetch
from cohelm.store.load import everything
from cohelm.store.manifest import FORMAT, MANIFEST, read_manifest
from cohelm.store.models import Change, Item
from cohelm.store.verify import verify
from tests.store.cast import SMALL, bring

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    bring(SMALL)
    ann = User.objects.create_user("ann", password="a long password")
    # a column that is called as a word of SQL is
    KeptMapping.objects.create(
        fingerprint="f", table="servers.csv", text="{}", kept=ann.date_joined
    )
    path = tmp_path / "acme.cohelm"
    backup(path)
    return path


def emptied() -> None:
    from django.apps import apps

    for label in reversed(TABLES):
        apps.get_model(label)._default_manager.all().delete()
    from cohelm.store.load import forget

    forget()


def test_what_comes_back_is_what_went_out(made: Path) -> None:
    plan = everything()
    before = {key: plan.document(key) for key in list(plan.keys())}
    proven = verify()
    emptied()
    restore_into_empty(made)
    after = everything()
    assert {key: after.document(key) for key in list(after.keys())} == before
    assert verify() == proven
    assert User.objects.get().check_password("a long password")
    assert KeptMapping.objects.get().table == "servers.csv"
    bring({"server:new": {"name": "New"}, "application:erp": {"runs_on": ["server:new"]}})
    assert everything().targets("application:erp", "runs_on") == ["server:new"]


def test_a_manifest_counts_what_is_within(made: Path) -> None:
    manifest = read_manifest(made)
    assert manifest.changes == Change.objects.count()
    counts = {part.name: part.rows for part in manifest.parts}
    assert counts["store.item"] == Item.objects.count() == len(SMALL)
    assert made.stat().st_mode & 0o077 == 0


def test_a_backup_is_never_written_over(made: Path) -> None:
    with pytest.raises(StoreError, match="is there already"):
        backup(made)


def test_a_database_that_holds_something_is_not_restored_into(made: Path) -> None:
    with pytest.raises(StoreError, match="not empty"):
        restore_into_empty(made)


def rewritten(made: Path, name: str, change: bytes) -> Path:
    other = made.with_name("other.cohelm")
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(other, "w") as new:
        for part in old.namelist():
            new.writestr(part, change if part == name else old.read(part))
    return other


def test_a_file_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "x.cohelm"
    wrong.write_bytes(b"PK\x03\x04 not a zip")
    with pytest.raises(StoreError, match="not a whole backup"):
        restore_into_empty(wrong)
    with pytest.raises(StoreError, match="there is no file"):
        restore_into_empty(tmp_path / "none.cohelm")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_file_is_refused(made: Path, share: float) -> None:
    content = made.read_bytes()
    emptied()
    made.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(StoreError):
        restore_into_empty(made)
    assert fetch("SELECT COUNT(*) FROM store_item") == [(0,)]


def test_a_newer_file_is_refused(made: Path) -> None:
    manifest = orjson.loads(zipfile.ZipFile(made).read(MANIFEST))
    manifest["format"] = FORMAT + 1
    newer = rewritten(made, MANIFEST, orjson.dumps(manifest))
    emptied()
    with pytest.raises(StoreError, match="newer Cohelm"):
        restore_into_empty(newer)


def test_a_changed_file_is_refused_and_nothing_is_restored(made: Path) -> None:
    text = zipfile.ZipFile(made).read("store.item.jsonl").replace(b"CRM", b"ABC")
    changed = rewritten(made, "store.item.jsonl", text)
    emptied()
    with pytest.raises(StoreError, match=r"was changed in store\.item"):
        restore_into_empty(changed)
    assert fetch("SELECT COUNT(*) FROM store_change") == [(0,)]
