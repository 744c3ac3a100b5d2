"""Long work: queued, done, stopped, failed, given up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cohelm.core.errors import InputError, UnknownName
from cohelm.store.jobs import (
    SILENT,
    Progress,
    ask_to_stop,
    of_owner,
    run_one,
    run_worker,
    start,
)
from cohelm.store.models import Job

pytestmark = pytest.mark.usefixtures("store")


def add(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    progress.step("adding", 1, 2)
    return {"sum": sum(arguments["numbers"])}


def fail(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    raise InputError("the file is empty")


def break_down(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    raise RuntimeError("a fault")


WORKS = {"add": add, "fail": fail, "break": break_down}


def ended(kind: str, arguments: Mapping[str, Any] | None = None) -> Job:
    job = start(kind, "Work", arguments or {}, owner="ann")
    run_one(WORKS)
    job.refresh_from_db()
    return job


def test_work_is_done_and_says_how_far_it_came() -> None:
    job = ended("add", {"numbers": [1, 2, 3]})
    assert (job.state, job.result, job.step, job.done, job.total) == (
        "done", {"sum": 6}, "adding", 2, 2,
    )  # fmt: skip
    assert job.ended is not None


def test_an_error_of_the_input_is_told_as_it_is() -> None:
    job = ended("fail")
    assert (job.state, job.message) == ("failed", "the file is empty.")


def test_a_fault_of_ours_is_told_and_raised() -> None:
    job = start("break", "Work", {}, owner="ann")
    with pytest.raises(RuntimeError):
        run_one(WORKS)
    job.refresh_from_db()
    assert (job.state, job.message) == ("failed", "An error of ours: RuntimeError: a fault")


def test_unknown_work_fails() -> None:
    assert "there is no kind of work 'addd'" in ended("addd").message


def test_work_that_waits_is_stopped_at_once() -> None:
    job = start("add", "Work", {"numbers": []}, owner="ann")
    ask_to_stop(job)
    assert not run_one(WORKS)
    job.refresh_from_db()
    assert job.state == "stopped"


def test_work_that_runs_is_stopped_at_its_next_step() -> None:
    def asked(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
        progress.step("one")
        ask_to_stop(Job.objects.get(pk=progress.job))
        progress.step("two")
        return {}

    job = start("asked", "Work", {}, owner="ann")
    run_one({"asked": asked})
    job.refresh_from_db()
    assert (job.state, job.step) == ("stopped", "one")


def test_the_oldest_comes_first_and_a_worker_takes_all() -> None:
    first, second = (start("add", "Work", {"numbers": [n]}, owner="ann") for n in (1, 2))
    order: list[int] = []

    def noted(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
        order.append(progress.job)
        return {}

    run_worker({"add": noted}, until=lambda: len(order) == 2)
    assert order == [first.pk, second.pk]


def test_a_worker_goes_on_after_a_fault_of_ours() -> None:
    broken, next_ = start("break", "Work", {}, owner="ann"), start("add", "Work", {}, owner="ann")
    done: list[int] = []

    def noted(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
        done.append(progress.job)
        return {}

    run_worker({"break": break_down, "add": noted}, until=lambda: bool(done))
    broken.refresh_from_db()
    assert (broken.state, done) == ("failed", [next_.pk])


def test_work_whose_worker_died_is_given_up() -> None:
    job = start("add", "Work", {}, owner="ann")
    long_ago = timezone.now() - SILENT - timedelta(seconds=1)
    Job.objects.filter(pk=job.pk).update(state="running", beat=long_ago)
    run_one(WORKS)
    job.refresh_from_db()
    assert (job.state, "start it again" in job.message) == ("failed", True)


def test_nobody_sees_the_work_of_others() -> None:
    job = start("add", "Work", {}, owner="ann")
    assert of_owner(job.pk, "ann") == job
    with pytest.raises(UnknownName):
        of_owner(job.pk, "bob")
