"""Long work: how far one's own jobs are, what came of them, and stopping one."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema, Status

from cohelm.accounts.permission import asker
from cohelm.api.access import reads
from cohelm.api.paging import Turn, newest
from cohelm.store.jobs import ask_to_stop, of_owner
from cohelm.store.models import Job

router = Router(tags=["jobs"])
Number = Annotated[int, Path(ge=0, lt=2**62)]


class Queued(Schema):
    """Work that was left to the worker; `Location` says where to ask for it."""

    job: int
    state: str


class JobState(Schema):
    """A piece of work: queued, running, done, failed or stopped, and what came of it."""

    id: int
    kind: str
    title: str
    state: str
    step: str
    done: int
    total: int
    message: str
    result: dict[str, Any]
    asked: datetime
    ended: datetime | None


class Jobs(Schema):
    """A page of one's own jobs, the newest first."""

    jobs: list[JobState]
    after: str | None


def queued(response: HttpResponse, job: Job) -> Any:
    """The answer 202 for a job."""
    response["Location"] = f"/api/v1/jobs/{job.pk}"
    return Status(202, {"job": job.pk, "state": job.state})


@router.get("/jobs", auth=reads, response=Jobs, summary="One's own jobs")
def list_jobs(request: HttpRequest, turn: Query[Turn]) -> Any:
    """The newest first."""
    page, after = newest(Job.objects.filter(owner=asker(request).username), turn)
    return {"jobs": page, "after": after}


@router.get("/jobs/{number}", auth=reads, response=JobState, summary="One job")
def read_job(request: HttpRequest, number: Number) -> Any:
    """A job of one's own. Raises UnknownName."""
    return of_owner(number, asker(request).username)


@router.post("/jobs/{number}/stop", auth=reads, response=JobState, summary="Stop a job")
def stop_job(request: HttpRequest, number: Number) -> Any:
    """Asks a job of one's own to stop before its next step. Raises UnknownName."""
    ask_to_stop(of_owner(number, asker(request).username))
    return of_owner(number, asker(request).username)
