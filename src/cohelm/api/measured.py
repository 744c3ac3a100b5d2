"""A metric as its owner sees it: what all its readings say, and what the owner says."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from cohelm.accounts.permission import asker
from cohelm.analysis.impact.owned import claimed, refuse_others, verdict
from cohelm.api.access import reads, writes
from cohelm.api.texts import Line
from cohelm.core.errors import UnknownName
from cohelm.reports.answers import plain
from cohelm.store.apply import apply
from cohelm.store.load import load

router = Router(tags=["metrics"])


class Claim(Schema, extra="forbid"):
    """What the owner says of a metric: better, same or worse, and by what."""

    claim: Line
    because: Line = ""


@router.get(
    "/metrics/{metric}/verdict", auth=reads, response=dict[str, Any], summary="For its owner"
)
def read_verdict(request: HttpRequest, metric: str) -> Any:
    """What its readings say, the newest too. Raises UnknownName, NotPermitted for all but its owner."""
    plan, key, today = (
        load(audience=asker(request).audience),
        f"metric:{metric}",
        timezone.now().date(),
    )
    if key not in plan:
        raise UnknownName.of("metric", metric, plan.table("metric").ids)
    refuse_others(plan, key, asker(request).key, on=today)
    found = verdict(plan, key, on=today)
    return {"sentence": found.sentence, **plain(found.row)}


@router.post("/metrics/{metric}/claim", auth=writes, response=dict[str, int], summary="Claim")
def say_claim(request: HttpRequest, metric: str, said: Claim) -> Any:
    """Writes what the owner says of it. Raises UnknownName, InputError, NotPermitted for all others."""
    person, key, today = asker(request), f"metric:{metric}", timezone.now().date()
    plan = load(audience=person.audience)
    if key not in plan:
        raise UnknownName.of("metric", metric, plan.table("metric").ids)
    refuse_others(plan, key, person.key, on=today)
    changes = claimed(plan, key, said.claim, because=said.because, on=today)
    written = apply(changes, by=person.writer, via="api", reason="the owner's claim")
    return {"batch": written.batch, "changes": written.changes}
