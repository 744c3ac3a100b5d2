"""`cohelm why`: a number with its items, and what moved it."""

from pathlib import Path

import pytest

from tests.cli.running import run, session

ASK = ("--org", "sample", "--on", "2026-11-29")


@pytest.mark.slow
def test_a_number_is_told_with_its_formula_and_every_item_that_it_counts() -> None:
    done = run("why", "obsolescence.share", *ASK, "--json")
    assert done.code == 0, done.err
    said = done.json
    assert said["value"] == pytest.approx(len(said["counted"]) / 68)
    assert all(one.startswith("application:") for one in said["counted"])


@pytest.mark.slow
def test_a_question_alone_lists_its_figures() -> None:
    done = run("why", "spend", *ASK)
    assert "spend.over: 666,933" in done.out
    assert run("why", "first-officer", *ASK).code == 0


@pytest.mark.parametrize(("number", "said"), [
    ("spnd.over", "Did you mean 'spend'"), ("spend.ovr", "Did you mean 'over'"),
])  # fmt: skip
def test_a_name_that_is_not_there_is_answered_with_the_nearest(number: str, said: str) -> None:
    done = run("why", number, *ASK)
    assert done.code == 2
    assert said in done.err


def test_what_moved_is_told_apart_since_a_day_and_not_since_the_future() -> None:
    done = run("why", "obsolescence.count", *ASK, "--since", "2026-08-29", "--json")
    said = done.json
    assert said["value"] - said["then"]["value"] == len(said["new"]) - len(said["removed"])
    assert said["redefined"] is False
    assert run("why", "spend.over", *ASK, "--since", "2026-11-29").code == 2


def test_a_number_that_is_not_known_says_why_out_of_a_database_too(home: Path) -> None:
    (done,) = session(["why", "decisions.open", "--org", "acme.db"], folder=home)
    assert done.code == 0, done.err
    assert "Open: not known\nno decision is on record\n" in done.out
