"""The text of every error: the value, where, what is accepted, the likely mend."""

from __future__ import annotations

from time import process_time

import pytest

from cohelm.core.errors import (
    CohelmError,
    ConditionError,
    Conflict,
    InputError,
    NotPermitted,
    Problem,
    StoreError,
    UnknownName,
    UsageError,
    did_you_mean,
)


def test_an_error_says_what_where_what_is_accepted_and_the_mend() -> None:
    error = CohelmError(
        "'x' is no day", where="a.yaml:3", accepted="2026-12-31", mend="Write 2026-01-02."
    )
    assert str(error) == "a.yaml:3: 'x' is no day. Accepted: 2026-12-31. Write 2026-01-02."
    assert (error.message, error.where) == ("'x' is no day", "a.yaml:3")
    assert (error.accepted, error.mend) == ("2026-12-31", "Write 2026-01-02.")


def test_an_error_without_more_is_one_sentence() -> None:
    assert str(CohelmError("nothing is there")) == "nothing is there."


@pytest.mark.parametrize("end", [".", "?", "!", "…"])
def test_a_sentence_that_has_its_end_gets_no_other(end: str) -> None:
    assert str(CohelmError(f"so it is{end}")) == f"so it is{end}"


@pytest.mark.parametrize(
    ("error", "exit_code", "status"),
    [
        (CohelmError, 5, 500), (UsageError, 2, 400), (UnknownName, 2, 404),
        (ConditionError, 2, 400), (NotPermitted, 3, 403), (Conflict, 4, 409),
        (InputError, 5, 422), (StoreError, 5, 503),
    ],
)  # fmt: skip
def test_every_error_has_its_exit_code_and_its_status(
    error: type[CohelmError], exit_code: int, status: int
) -> None:
    assert (error.exit_code, error.status) == (exit_code, status)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    error = UnknownName.of("kind", "aplication", ["application", "server"], where="list")
    assert str(error) == "list: there is no kind 'aplication'. Did you mean 'application'?"


def test_two_that_are_near_are_both_named() -> None:
    answer = did_you_mean("java-9", ["java-8", "java-7", "perl"])
    assert answer.startswith("Did you mean ")
    assert "'java-7'" in answer
    assert "'java-8'" in answer
    assert "perl" not in answer


def test_where_none_is_near_the_first_few_are_named() -> None:
    assert did_you_mean("zebra", ["one", "six"]) == "Known: one, six"
    many = [f"{n:02}" for n in range(13)]
    assert did_you_mean("zebra", many) == "Known: " + ", ".join(many[:12]) + ", …"
    assert not did_you_mean("zebra", many[:12]).endswith("…")


def test_where_nothing_is_known_nothing_is_said() -> None:
    assert did_you_mean("zebra", []) == ""
    assert str(UnknownName.of("item", "x", ())) == "there is no item 'x'."


def test_a_kind_in_common_is_no_likeness() -> None:
    keys = ["person:ada-byron", "person:sren-bech", "role:nobody-yet"]
    assert did_you_mean("person:nobody", keys[:2]).startswith("Known: ")
    assert did_you_mean("person:ada-biron", keys) == "Did you mean 'person:ada-byron'?"
    assert did_you_mean("persn:ada-byron", keys) == "Did you mean 'person:ada-byron'?"


@pytest.mark.slow
def test_a_hundred_thousand_names_are_looked_through_in_a_moment() -> None:
    names = [f"application-{n}" for n in range(100_000)]
    began = process_time()
    assert "'application-4711'" in did_you_mean("aplication-4711", names)
    assert process_time() - began < 20  # a fraction of one, where nothing else runs


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("it is wrong"), "it is wrong"),
        (Problem("it is wrong", "a.csv"), "a.csv: it is wrong"),
        (Problem("it is wrong", "a.csv", 3), "a.csv:3: it is wrong"),
        (Problem("it is wrong", "a.csv", 3, "Cost", "TBD"), "a.csv:3:Cost: it is wrong"),
        (Problem("it is wrong", column="Cost"), "Cost: it is wrong"),
    ],
)
def test_a_problem_says_its_place(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_a_problem_as_the_import_answers_it() -> None:
    assert Problem("m", "f", 3, "c", "v").as_dict() == {
        "message": "m", "file": "f", "row": 3, "column": "c", "value": "v"
    }  # fmt: skip
