from __future__ import annotations

import threading
from datetime import date

import pytest

from cohelm.accounts.kept import Kept
from cohelm.core.enterprise import Enterprise
from cohelm.kinds import built_in_schema

PLAN = Enterprise.empty(built_in_schema())


def test_who_asks_while_an_answer_is_computed_waits_for_it() -> None:
    kept: Kept[str] = Kept(2)
    found: list[str] = []
    other = threading.Thread(target=lambda: found.append(kept.answer(PLAN, "q", lambda: "second")))

    def compute() -> str:
        other.start()
        other.join(0.05)  # by itself it would be through by now
        return "first"

    assert kept.answer(PLAN, "q", compute) == "first"
    other.join()
    assert found == ["first"]


def test_what_could_not_be_computed_is_asked_again() -> None:
    kept: Kept[str] = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept.answer(PLAN, "q", lambda: str(1 / 0))
    assert kept.answer(PLAN, "q", lambda: "there") == "there"


def test_an_answer_is_of_one_plan_and_one_question() -> None:
    kept: Kept[str] = Kept(2)
    assert kept.answer(PLAN, "q", lambda: "one") == "one"
    assert kept.answer(PLAN, "r", lambda: "two") == "two"
    assert kept.answer(PLAN.at(date(2026, 1, 1)), "q", lambda: "three") == "three"
    assert kept.peek(PLAN, "q") is None, "the last few alone are kept"
