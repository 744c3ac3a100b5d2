from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.test import Client

from cohelm.accounts.models import Invitation
from cohelm.core.errors import UsageError
from cohelm.server.serve import address, first_administrator_link, refuse_a_busy_port


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_busy_port_is_said_in_one_line_with_a_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError) as refused:
            refuse_a_busy_port("127.0.0.1", port)
    assert f"port {port} on 127.0.0.1 cannot be used" in str(refused.value)
    assert "COHELM_PORT=8001" in str(refused.value)
    refuse_a_busy_port("127.0.0.1", free_port())


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_number_that_is_no_port_is_refused(port: int) -> None:
    with pytest.raises(UsageError, match="Accepted: 1 to 65535"):
        refuse_a_busy_port("127.0.0.1", port)


def test_an_address_of_the_sixth_version_stands_in_brackets() -> None:
    assert address("::1", 80) == "http://[::1]:80/"


def test_the_first_administrator_comes_in_by_a_link_that_works_once(store: None) -> None:
    link = first_administrator_link("127.0.0.1", 8000)
    assert link is not None
    path = link.removeprefix("http://127.0.0.1:8000")
    assert path.rsplit("/", 2)[1] not in Invitation.objects.get().digest
    stated = {"name": "Ada Fenwick", "username": "ada", "password": "seven green lamps",
              "again": "seven green lamps"}  # fmt: skip
    client = Client()
    assert client.post(path, stated).status_code == 302
    assert client.get("/people/").status_code == 200
    assert Client().post(path, stated | {"username": "eve"}).status_code == 404
    assert first_administrator_link("127.0.0.1", 8000) is None


@pytest.mark.slow
def test_a_server_answers_within_seconds_and_ends_when_all_its_processes_are_told_to(
    tmp_path: Path,
) -> None:
    """As by Ctrl-C, which reaches all of them: no fault is said, and nothing is waited for."""
    port = free_port()
    program = (
        "import sys; from cohelm.server.boot import open_database;"
        f"open_database({str(tmp_path / 'a.db')!r}, make=True);"
        f"from cohelm.server.serve import serve;"
        f"serve('127.0.0.1', {port}, processes=2, told=lambda: None)"
    )
    environment = {**os.environ, "COHELM_SECRET_KEY": "x" * 40}
    environment.pop("COHELM_DATABASE_URL", None)
    server = subprocess.Popen(
        [sys.executable, "-c", program], env=environment, start_new_session=True,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        began, answer = time.monotonic(), 0
        while not answer and time.monotonic() - began < 180:
            try:
                url = f"http://127.0.0.1:{port}/accounts/login/"
                answer = urllib.request.urlopen(url, timeout=20).status
            except OSError:
                time.sleep(0.1)
        assert answer == 200
    finally:
        os.killpg(server.pid, signal.SIGINT)
        said = server.communicate(timeout=120)[1].decode()
    assert (server.returncode, said) == (0, "")


@pytest.mark.slow
def test_a_server_started_without_its_secret_refuses_in_one_line() -> None:
    environment = {name: value for name, value in os.environ.items() if "COHELM" not in name}
    ended = subprocess.run(
        [sys.executable, "-c", "import cohelm.server.wsgi"],
        env=environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert ended.returncode != 0
    assert "COHELM_SECRET_KEY is missing or shorter than 32 characters" in ended.stderr
