"""Long work: queued by a page or a program, done by one worker, with progress, a stop and a result."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import close_old_connections, connection
from django.db.models import F
from django.utils import timezone

from cohelm.core.errors import CohelmError, UnknownName
from cohelm.store.models import Job

QUEUED, RUNNING, DONE, FAILED, STOPPED = "queued", "running", "done", "failed", "stopped"
OPEN = (QUEUED, RUNNING)
SILENT = timedelta(seconds=60)
"""A worker that has given no sign for so long is taken for dead."""
TELLING = timedelta(days=7)
"""So long every page says that work has ended, until its owner looks at it."""
PAUSE = 0.5
BEGUN_AGAIN = "The worker ended in the middle of it; it was begun again from its start."
log = logging.getLogger(__name__)


class Stopped(Exception):
    """The owner asked for the work to stop; nothing of it was written."""


@dataclass
class Progress:
    """What a piece of work says of itself while it runs."""

    job: int
    last: datetime | None = None

    def step(self, name: str, done: int = 0, total: int = 0) -> None:
        """Says what is being done and how far it is. Raises Stopped where that was asked for."""
        changed = Job.objects.filter(pk=self.job, stop=False).update(
            step=name, done=done, total=total, beat=timezone.now()
        )
        if not changed:
            raise Stopped


Work = Callable[[Mapping[str, Any], Progress], Mapping[str, Any]]
"""Takes the arguments and the progress; gives the result, as plain values."""


def start(kind: str, title: str, arguments: Mapping[str, Any], *, owner: str) -> Job:
    """Queues a piece of work for the worker."""
    return Job.objects.create(
        kind=kind, title=title, arguments=dict(arguments), owner=owner, asked=timezone.now()
    )


def of_owner(number: int, owner: str) -> Job:
    """A job of one's own. Raises UnknownName."""
    found = Job.objects.filter(pk=number, owner=owner).first()
    if found is None:
        raise UnknownName(f"there is no work of yours under {number}")
    return found


def waiting(owner: str) -> list[Job]:
    """One's own work that waits or is being done, the oldest first."""
    return list(Job.objects.filter(owner=owner, state__in=OPEN).order_by("pk"))


def unseen(owner: str, *, now: datetime) -> list[Job]:
    """One's own work that ended within the last days and that one has not looked at since."""
    ended = Job.objects.filter(owner=owner, seen=False, ended__gt=now - TELLING)
    return list(ended.exclude(state=STOPPED).order_by("pk"))


def see(job: Job) -> None:
    """Notes that the owner has looked at what came of a job that ended."""
    if job.state not in OPEN and not job.seen:
        Job.objects.filter(pk=job.pk).update(seen=True)


def ask_to_stop(job: Job) -> None:
    """Asks a job to stop before its next step; one that waits is stopped at once."""
    Job.objects.filter(pk=job.pk, state__in=OPEN).update(stop=True)
    Job.objects.filter(pk=job.pk, state=QUEUED).update(state=STOPPED, ended=timezone.now())


def run_one(
    works: Mapping[str, Work],
    *,
    again: Collection[str] = (),
    ended: Callable[[Job], None] = lambda _: None,
) -> bool:
    """Does the oldest piece of work that waits, and tells `ended` of it; False when none does.

    `again` are the kinds of work that may be done twice: what a dead worker left of them is begun
    again, once.
    """
    _take_up_the_dead(again)
    waiting = Job.objects.filter(state=QUEUED).order_by("pk").first()
    if waiting is None:
        return False
    now = timezone.now()
    claimed = Job.objects.filter(pk=waiting.pk, state=QUEUED).update(
        state=RUNNING, began=now, beat=now
    )
    if claimed:
        try:
            _run(waiting, works)
        finally:
            ended(Job.objects.get(pk=waiting.pk))
    return True


def run_worker(
    works: Mapping[str, Work],
    *,
    again: Collection[str] = (),
    until: Callable[[], bool] = lambda: False,
    meanwhile: Callable[[], int] = lambda: 0,
    ended: Callable[[Job], None] = lambda _: None,
) -> None:
    """Does work as it comes, until `until` says so; one piece that fails does not end the rest.

    `meanwhile` is called between two pieces, and answers how much it did; `ended` after each.
    """
    while not until():
        if not connection.in_atomic_block:
            close_old_connections()
        try:
            idle = not run_one(works, again=again, ended=ended) and not meanwhile()
        except Exception:
            log.exception("a piece of work failed by a fault of ours")
            idle = True
        if idle:
            time.sleep(PAUSE)


def _run(job: Job, works: Mapping[str, Work]) -> None:
    end: dict[str, Any]
    try:
        if job.kind not in works:
            raise UnknownName.of("kind of work", job.kind, works)
        result = dict(works[job.kind](job.arguments, Progress(job.pk)))
        end = {"state": DONE, "result": result, "done": F("total")}
    except Stopped:
        end = {"state": STOPPED, "message": "Stopped as asked; nothing was written."}
    except CohelmError as error:
        end = {"state": FAILED, "message": str(error)}
    except Exception as error:
        end = {"state": FAILED, "message": f"An error of ours: {type(error).__name__}: {error}"}
        Job.objects.filter(pk=job.pk).update(**end, ended=timezone.now())
        raise
    Job.objects.filter(pk=job.pk).update(**end, ended=timezone.now())


def _take_up_the_dead(again: Collection[str]) -> None:
    """Work whose worker died: its writes are whole or not at all."""
    dead = Job.objects.filter(state=RUNNING, beat__lt=timezone.now() - SILENT)
    dead.filter(kind__in=again).exclude(message=BEGUN_AGAIN).update(
        state=QUEUED, step="", done=0, total=0, message=BEGUN_AGAIN
    )
    dead.update(
        state=FAILED,
        message="The worker ended in the middle of it. Look at the history, then start it again.",
        ended=timezone.now(),
    )
