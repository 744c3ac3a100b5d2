"""Starting the demo and a real installation from the command line."""

from __future__ import annotations

import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from cohelm.cli.serve import data_folder, kept_secret
from cohelm.core.errors import InputError
from cohelm.server.serve import tell
from tests.cli.running import clean_environment, run, session

START = "import sys; from cohelm.cli import main; sys.exit(main())"


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield int(taken.getsockname()[1])


def test_the_demos_data_lie_where_the_platform_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert data_folder() == Path("/data/cohelm")
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setattr(sys, "platform", "linux")
    assert data_folder() == Path.home() / ".local" / "share" / "cohelm"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert data_folder() == Path.home() / "Library" / "Application Support" / "Cohelm"


def test_the_secret_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "demo.secret"
    first = kept_secret(path)
    assert len(first) >= 32
    assert kept_secret(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert kept_secret(tmp_path / "other.secret") != first
    path.write_text("short")
    with pytest.raises(InputError, match="too short"):
        kept_secret(path)


@pytest.mark.slow
def test_a_busy_port_is_one_line_that_names_the_way_out(tmp_path: Path, busy_port: int) -> None:
    demo, serve = session(
        ["demo"], ["serve", "--org", "acme.db"], folder=tmp_path,
        COHELM_PORT=str(busy_port), COHELM_DEMO_DATABASE=str(tmp_path / "demo.db"),
        COHELM_SECRET_KEY="x" * 40,
    )  # fmt: skip
    for answer in (demo, serve):
        assert answer.code == 2
        assert answer.out == ""
        assert str(busy_port) in answer.err
        assert "COHELM_PORT=" in answer.err
        assert answer.err.count("\n") == 1
    assert not (tmp_path / "demo.db").exists()
    assert not (tmp_path / "acme.db").exists()


def test_a_real_installation_does_not_start_without_a_secret(tmp_path: Path) -> None:
    (refused,) = session(["serve", "--org", "acme.db"], folder=tmp_path)
    assert refused.code == 2
    assert "COHELM_SECRET_KEY" in refused.err
    assert not (tmp_path / "acme.db").exists()


def test_where_it_is_is_said_once_somebody_listens(free_port: int) -> None:
    heard = threading.Event()
    thread = threading.Thread(target=tell, args=("127.0.0.1", free_port, heard.set), daemon=True)
    thread.start()
    assert not heard.wait(0.3)
    with socket.create_server(("127.0.0.1", free_port)):
        assert heard.wait(10)
    thread.join(10)


def test_an_option_that_a_command_does_not_take_is_refused_in_the_words_that_are_typed() -> None:
    refused = run("let-in", "miriam", "--org", "acme.db", "--on", "2026-01-01")
    assert refused.code == 2
    assert "--on does not go with 'let-in'" in refused.err


def test_the_demo_opens_the_sample_alone() -> None:
    answer = run("demo", "--org", "acme.db")
    assert answer.code == 2
    assert "cohelm serve --org acme.db" in answer.err


@pytest.mark.slow
def test_the_demo_is_served_on_this_machine_and_kept(tmp_path: Path, free_port: int) -> None:
    database = tmp_path / "demo" / "demo.db"
    environment = clean_environment() | {
        "COHELM_PORT": str(free_port), "COHELM_DEMO_DATABASE": str(database)
    }  # fmt: skip
    for _ in range(2):
        with subprocess.Popen(
            [sys.executable, "-c", START, "demo"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
        ) as server:  # fmt: skip
            try:
                page = answered(f"http://127.0.0.1:{free_port}/", server)
            finally:
                server.send_signal(signal.SIGINT)
            out, err = server.communicate(timeout=120)
        assert "cohelm" in page.lower(), err
        assert f"http://127.0.0.1:{free_port}/" in out
    demo = ["--org", str(database), "--json"]
    kept, cio, board, stranger, nobody, not_lead = session(
        ["history", *demo],
        ["list", "contract", *demo, "--as", "cio"],
        ["list", "contract", *demo, "--as", "board"],
        ["list", "contract", *demo, "--as", "stranger"],
        ["list", "contract", *demo, "--as", "ceo"],
        ["erase", "person:adam-kaczmarek", *demo, "--reason", "x", "--as", "person:cio"],
        folder=tmp_path,
    )
    ways = [one["via"] for one in kept.json["items"]]
    assert sorted({*ways, "nightly"}) == ["demo", "nightly"]
    assert ways.count("demo") == 1
    assert any("annual_cost" in item for item in cio.json["items"])
    assert not any("annual_cost" in item for item in board.json["items"])
    assert (stranger.code, nobody.code, not_lead.code) == (3, 2, 3)
    assert "'cio'" in nobody.err


def answered(url: str, server: subprocess.Popen[str], seconds: float = 180) -> str:
    """The page at an address, as soon as there is one; empty where the server has stopped."""
    end = time.monotonic() + seconds
    while server.poll() is None and time.monotonic() < end:
        try:
            with urlopen(url, timeout=30) as answer:
                return str(answer.read().decode())
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    return ""
