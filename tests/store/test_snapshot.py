"""The snapshot file: it gives what the tables give, or it is left aside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cohelm.core.audience import Audience
from cohelm.store import load, snapshot
from cohelm.store.erase import erase
from tests.store.cast import ROOT, SMALL, bring

pytestmark = pytest.mark.usefixtures("cached")

OWN_FIELD = {"own_fields": {"server": {"rack": {"type": "text"}}}}


@pytest.fixture
def cached(
    open_store: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """A store that keeps snapshots even of a few items."""
    settings.CACHE_FOLDER = str(tmp_path)
    monkeypatch.setattr(snapshot, "FEWEST_ITEMS", 1)
    bring(SMALL)
    yield
    load.forget()


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def restart() -> None:
    """As a new process begins: nothing in memory, whatever lies on the disk."""
    load.forget()
    load.everything()


def refuse_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    def read() -> None:
        raise AssertionError("the tables were read")

    monkeypatch.setattr(load, "held", read)


def documents() -> dict[str, Any]:
    plan = load.everything()
    return {key: plan.document(key) for key in sorted(plan.keys())}


def test_a_new_process_starts_from_the_snapshot_and_gives_what_the_tables_give(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    restart()
    known, versions = documents(), {key: load.everything().version(key) for key in documents()}
    frames = {kind: load.everything().frame(kind) for kind in ("application", "server", "person")}
    refuse_the_tables(monkeypatch)
    restart()
    assert documents() == known
    assert {key: load.everything().version(key) for key in known} == versions
    assert all(load.everything().frame(kind).equals(frame) for kind, frame in frames.items())


def test_what_was_changed_since_is_laid_on_the_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    restart()
    refuse_the_tables(monkeypatch)
    bring({"application:crm": {"name": "Customers"}, "server:new": {"name": "New"}})
    restart()
    assert load.everything().name("application:crm") == "Customers"
    assert "server:new" in load.everything()


def test_clearances_hold_in_what_a_snapshot_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    bring({"server:secret": {"name": "Secret", "clearance": "people"}})
    restart()
    refuse_the_tables(monkeypatch)
    load.forget()
    seen = load.load(audience=Audience.of())
    assert "server:secret" in load.everything()
    assert "server:secret" not in seen
    assert "server:db" in seen


def test_own_fields_are_known_after_a_start_from_a_snapshot(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bring({"organisation:organisation": OWN_FIELD})
    bring({"server:db": {"rack": "R7"}})
    restart()
    refuse_the_tables(monkeypatch)
    restart()
    assert load.everything().frame("server")["rack"].to_list() == ["R7"]


def test_no_snapshot_is_written_of_a_small_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "FEWEST_ITEMS", len(SMALL) + 1)
    restart()
    assert files(tmp_path) == []


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    restart()
    (file,) = files(tmp_path)
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_a_snapshot_of_another_log_is_left_aside_and_replaced(tmp_path: Path) -> None:
    restart()
    (file,) = files(tmp_path)
    head = file.stem.partition("-")[2]
    forged = file.with_name(file.name.replace(head, "0" * len(head)))
    file.rename(forged)
    restart()
    assert files(tmp_path) == [file]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_a_snapshot_that_was_cut_is_left_aside_and_replaced(tmp_path: Path, share: float) -> None:
    restart()
    known, (file,) = documents(), files(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    restart()
    assert documents() == known
    assert files(tmp_path) == [file]
    assert len(file.read_bytes()) > 0.99 * len(whole)


def test_one_wrong_byte_anywhere_is_noticed(tmp_path: Path) -> None:
    restart()
    (file,) = files(tmp_path)
    whole = file.read_bytes()
    for at in range(0, len(whole), len(whole) // 50):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert snapshot.read() is None


def test_a_long_tail_makes_a_new_snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    restart()
    (old,) = files(tmp_path)
    monkeypatch.setattr(snapshot, "LONGEST_TAIL", 2)
    bring({f"server:s{number}": {"name": f"S{number}"} for number in range(3)})
    restart()
    (new,) = files(tmp_path)
    assert int(new.name[:12]) == int(old.name[:12]) + 3


def test_a_folder_that_cannot_be_written_stops_nobody(
    settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    settings.CACHE_FOLDER = str(blocked)
    restart()
    assert "application:crm" in load.everything()
    assert "no snapshot was written" in caplog.text


def test_nothing_of_an_erased_person_stays_in_a_snapshot(tmp_path: Path) -> None:
    restart()
    (tmp_path / files(tmp_path)[0].parent.name / "half.part").write_bytes(b"ann@acme.example")
    erase("person:ann", by=ROOT, reason="asked to")
    assert files(tmp_path) == []
    restart()
    assert len(files(tmp_path)) == 1
    assert "person:ann" not in load.everything()


def test_a_snapshot_from_before_an_erasure_is_not_followed(tmp_path: Path) -> None:
    restart()
    (file,) = files(tmp_path)
    content = file.read_bytes()
    erase("person:ann", by=ROOT, reason="asked to")
    file.write_bytes(content)
    assert snapshot.read() is None
    restart()
    assert "person:ann" not in load.everything()
    assert file not in files(tmp_path)


def test_a_snapshot_that_is_written_after_an_erasure_from_older_rows_does_not_stay(
    tmp_path: Path,
) -> None:
    before = load.held()
    erase("person:ann", by=ROOT, reason="asked to")
    snapshot.write(before)
    assert files(tmp_path) == []
