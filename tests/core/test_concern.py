from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cohelm.core.concern import SEVERITIES, Check, Concern
from cohelm.core.enterprise import Enterprise
from tests.core.kinds_for_tests import EMPTY, plan_of


def named_twice(enterprise: Enterprise, *, on: date) -> Iterable[Concern]:
    for key in sorted(enterprise.keys("server")):
        yield Concern("TST001", "watch", (key, "team:a"), f"{key} on {on}", "It is there.")


CHECK = Check("TST001", "a server", "watch", "Servers cost money.", named_twice)


def test_a_concern_is_known_by_its_code_and_its_first_item() -> None:
    concern = Concern("TST001", "act", ("server:a", "server:b"), "m", "b")
    assert concern.identity == ("TST001", "server:a")
    assert Concern("TST001", "act", (), "m", "b").identity == ("TST001", "")


def test_a_check_is_asked_for_a_day() -> None:
    plan = plan_of({"server:b": {}, "server:a": {}})
    found = list(CHECK(plan, on=date(2026, 1, 31)))
    assert [concern.message for concern in found] == [
        "server:a on 2026-01-31", "server:b on 2026-01-31"
    ]  # fmt: skip
    assert list(CHECK(EMPTY, on=date(2026, 1, 31))) == []


def test_severities_are_in_their_order() -> None:
    assert SEVERITIES == ("info", "watch", "act")
