"""Serves an installation, or the demo, until it is stopped: pages, the API, and one worker."""

from __future__ import annotations

import os
import secrets
import socket
import sys
import threading
import time
from collections.abc import Callable

from cohelm.core.errors import StoreError, UsageError
from cohelm.server import environment

APPLICATION = "cohelm.server.wsgi:application"
THREADS = 8
"""So many requests are answered at a time; others wait their turn."""
PAUSE = 0.1
PATIENCE = 10
"""So many seconds a process that answers is waited for when the server is told to end."""


def serve(host: str, port: int, *, processes: int = 1, told: Callable[[], None]) -> None:
    """Answers on an address until it is stopped, with so many processes. The database is open already.

    `told` is called once the address takes connections, from a thread of its own.

    Raises UsageError where the port is taken or no secret is set.
    """
    environment.refuse_an_open_door()
    refuse_a_busy_port(host, port)
    for sentence in environment.unknown():
        print(sentence, file=sys.stderr)
    if environment.flag("COHELM_DEMO"):
        # the process that answers is another one than this: both sign with the same secret
        os.environ.setdefault("COHELM_SECRET_KEY", secrets.token_urlsafe(48))
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from cohelm.server.answering import Server
    from cohelm.server.worker import beside

    server = Server(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        backpressure=THREADS * 4,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
        websockets=False,
    )
    with beside():
        threading.Thread(target=tell, args=(host, port, told), daemon=True).start()
        server.serve()


def tell(host: str, port: int, told: Callable[[], None]) -> None:
    """Waits until somebody listens on an address, and says so."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - not every platform connects there
    while True:
        try:
            socket.create_connection((everywhere.get(host, host), port), timeout=1).close()
        except OSError:
            time.sleep(PAUSE)
        else:
            return told()


def refuse_a_busy_port(host: str, port: int) -> None:
    """Raises UsageError where nothing can listen on an address."""
    if not 0 < port < 65536:
        raise UsageError(f"{port} is no port", accepted="1 to 65535")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UsageError(
                f"port {port} on {host} cannot be used: {error.strerror}",
                mend="Something else may be listening there. Name another: COHELM_PORT=8001",
            ) from error


def address(host: str, port: int) -> str:
    """Where a browser finds the server."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def first_administrator_link(host: str, port: int) -> str | None:
    """A link by which the first administrator makes the account; None where there is one already.

    The database is open. Raises StoreError where it has no tables.
    """
    from django.db import DatabaseError
    from django.urls import reverse
    from django.utils import timezone

    from cohelm.accounts.models import Access
    from cohelm.accounts.secrets import invite
    from cohelm.store.access import Level

    try:
        if Access.objects.filter(level=Level.ADMINISTRATOR, user__is_active=True).exists():
            return None
        secret = invite(Level.ADMINISTRATOR, now=timezone.now())
    except DatabaseError as error:
        raise StoreError(f"the database cannot be read: {error}") from error
    return address(host, port).rstrip("/") + reverse("welcome", args=[secret])
