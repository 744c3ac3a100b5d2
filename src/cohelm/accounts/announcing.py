"""Telling webhooks of what was written: read from the log, whoever wrote it and through what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse

from cohelm.accounts.hooks import queue
from cohelm.accounts.models import Announced, Hook
from cohelm.accounts.person import person_of
from cohelm.core.changes import Change, ItemChange, decode
from cohelm.core.enterprise import Enterprise
from cohelm.store import models
from cohelm.store.load import load

TAKEN = ("accepted", "rejected")
FROM_LOG = ("decision.decided", "minutes.written", "import.applied")


@dataclass(frozen=True)
class Happened:
    """One thing to tell of: its event, its message, and the key that one has to see; of a batch any."""

    event: str
    message: Mapping[str, str | int]
    key: str = ""
    batch: int = 0

    def is_seen(self, plan: Enterprise) -> bool:
        """Whether what happened is about something in a plan."""
        return self.key in plan if self.key else any(one in plan for one in self.subjects)

    @cached_property
    def subjects(self) -> frozenset[str]:
        """What the batch changed."""
        size = models.Batch.objects.values_list("changes", flat=True).get(pk=self.batch)
        found = models.Change.objects.filter(seq__range=(self.batch, self.batch + size - 1))
        return frozenset(found.values_list("subject", flat=True).distinct())


def announce(now: datetime) -> int:
    """Queues what was written since it last looked to the hooks that want it; answers how much.

    The first time it begins with what comes after. A scenario is nobody's news before it is adopted.
    Nobody is told of what they may not see.
    """
    last = models.Change.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    mark, _ = Announced.objects.get_or_create(pk=1, defaults={"seq": last})
    if mark.seq == last:
        return 0
    wanting = [one for one in Hook.objects.filter(stopped=None) if {*one.events} & {*FROM_LOG}]
    happened = list(_happened(mark.seq)) if wanting else []
    with transaction.atomic():
        for user in User.objects.filter(is_active=True, pk__in={one.user_id for one in wanting}):
            plan = load(audience=person_of(user).audience) if happened else None
            for one in happened:
                if plan is not None and one.is_seen(plan):
                    queue(user, one.event, one.message, now=now)
        Announced.objects.filter(pk=1).update(seq=last)
    return len(happened)


def announce_work(job: models.Job, now: datetime) -> None:
    """Tells who asked for long work that it has ended, and how."""
    for user in User.objects.filter(is_active=True, username=job.owner):
        page = settings.ADDRESS + reverse("job", args=[job.pk])
        message = {"work": job.pk, "state": job.state, "address": page}
        queue(user, "work.done", message, now=now)


def _happened(after: int) -> Iterator[Happened]:
    of_plan = models.Change.objects.filter(seq__gt=after, batch__scenario="")
    for kind in ("decision", "meeting"):
        rows = of_plan.filter(subject__startswith=f"{kind}:")
        for payload in rows.order_by("seq").values_list("payload", flat=True):
            if payload is not None:
                yield from _of_item(decode(bytes(payload)))
    batches = of_plan.filter(batch__via="import").values_list("batch", "batch__changes").distinct()
    for batch, changes in batches.order_by("batch"):
        page = _at("batch", str(batch))
        message: Mapping[str, str | int] = {"batch": batch, "changes": changes, "address": page}
        yield Happened("import.applied", message, batch=batch)


def _of_item(change: Change) -> Iterator[Happened]:
    """A decision that is taken now, or a meeting of which there are minutes now."""
    if not isinstance(change, ItemChange) or change.after is None:
        return
    key, id_ = change.key, change.key.partition(":")[2]
    status = change.after.get("status")
    if key.startswith("decision:") and status in TAKEN:
        if (change.before or {}).get("status") != status:
            message = {"decision": key, "status": status, "address": _at("decide", id_)}
            yield Happened("decision.decided", message, key)
    elif key.startswith("meeting:") and change.before is None:
        message = {"meeting": key, "address": _at("item", "meeting", id_)}
        yield Happened("minutes.written", message, key)


def _at(name: str, *of: str) -> str:
    return str(settings.ADDRESS + reverse(name, args=of))
