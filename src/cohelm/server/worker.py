"""The worker: does long work one piece after the other, beside the server, in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def beside() -> Iterator[None]:
    """Runs a worker on the open database for as long as the block lasts."""
    process = subprocess.Popen([sys.executable, "-m", "cohelm.server.worker"])
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


def main() -> None:
    """Works until the process that started it is gone, or until it is told to end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches both: who started it ends it
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cohelm.server.settings")
    import django

    django.setup()
    from django.utils import timezone

    from cohelm.accounts.announcing import announce, announce_work
    from cohelm.accounts.hooks import deliver_due
    from cohelm.accounts.night import nightly
    from cohelm.accounts.telling import mail_digests
    from cohelm.api import works as programs
    from cohelm.store.jobs import run_worker
    from cohelm.web import works as pages
    from cohelm.web.documents import documents_in

    parent, measured = os.getppid(), nightly(timezone.now)

    def meanwhile() -> int:
        now = timezone.now()
        return mail_digests(now, speak=documents_in) + announce(now) + deliver_due(now) + measured()

    run_worker(
        {**pages.WORKS, **programs.WORKS},
        again=pages.WORKS,  # rows that a program sent may make an item each time
        until=lambda: os.getppid() != parent,
        meanwhile=meanwhile,
        ended=lambda job: announce_work(job, timezone.now()),
    )


if __name__ == "__main__":
    main()
