"""Where two are named and where nobody is: worked by hand, and against nested loops over the items."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohelm.analysis.rights.found import Found
from cohelm.analysis.rights.gaps import gaps
from cohelm.analysis.rights.overlaps import overlaps
from tests.making import enterprise
from tests.shares import some, tries

ON = date(2026, 11, 23)
APPS: dict[str, Any] = {
    "crm": {"criticality": "critical"}, "shop": {"criticality": "high"},
    "wiki": {"criticality": "low"},
}  # fmt: skip
ROLES: dict[str, Any] = {
    "cio": {"office": "office:cio"}, "ops": {"office": "office:cio"},
    "cto": {"office": "office:cto"}, "empty": {},
}  # fmt: skip


def right(who: list[str], covers: str = "application", **more: Any) -> dict[str, Any]:
    return {"verb": "approve", "covers": covers, "accountable": who, **more}


def plan(rights: dict[str, Any], apps: dict[str, Any] | None = None) -> Any:
    return enterprise(
        office={"cio": {}, "cto": {}},
        role=ROLES,
        person={one: {"fills": f"role:{one}"} for one in ("cio", "ops", "cto")},
        forum={"board": {"chaired_by": "role:cio"}},
        application=APPS if apps is None else apps,
        right=rights,
    )


def rows(found: Found) -> list[tuple[str, list[str], list[str]]]:
    names = [(row["code"], row["rights"], row["items"]) for row in found.concerns.to_dicts()]
    return [
        (code, [one.partition(":")[2] for one in rights], [one.partition(":")[2] for one in items])
        for code, rights, items in names
    ]


def test_two_rights_that_cross_are_two_named_on_what_both_cover() -> None:
    two = {
        "high": right(["role:cio"], "application where criticality >= 'high'"),
        "shop": right(["role:cto"], "application where id in ('shop', 'wiki')"),
    }
    found = overlaps(plan(two), on=ON)
    assert rows(found) == [("RGT005", ["high", "shop"], ["shop"])]
    assert found.concerns["message"][0] == (
        "1 item has 2 who approve: cio and cto, by high and shop; "
        "1 of the 3 that they cover are the same"
    )
    assert found.sentence == "1 concern about 1 item (two named on the same items: 1)"


def test_an_exception_is_no_overlap() -> None:
    two = {"all": right(["role:cio"]), "crm": right(["role:ops"], "application where id = 'crm'")}
    assert rows(overlaps(plan(two), on=ON)) == []


def test_on_the_same_items_the_lower_limit_goes_before_and_equal_ones_tie() -> None:
    low, high = {"limit": "10 EUR"}, {"limit": "20 EUR"}
    lower = {"a": right(["role:cio"], **low), "b": right(["role:ops"], **high)}
    assert rows(overlaps(plan(lower), on=ON)) == []
    equal = {"a": right(["role:cio"], **low), "b": right(["role:ops"], **low)}
    assert [one[0] for one in rows(overlaps(plan(equal), on=ON))] == ["RGT005"]


def test_two_rights_that_name_the_same_role_are_not_two_named() -> None:
    two = {
        "a": right(["role:cio"], "application where id in ('crm', 'shop')"),
        "b": right(["role:cio"], "application where id in ('shop', 'wiki')"),
    }
    assert rows(overlaps(plan(two), on=ON)) == []


def test_two_accountable_on_one_right_are_said_once() -> None:
    found = overlaps(plan({"a": right(["role:cio", "role:cto"])}), on=ON)
    assert rows(found) == [("RGT004", ["a"], ["crm", "shop", "wiki"])]


def test_both_offices_at_work_on_the_same_items_are_said_unless_a_forum_decides() -> None:
    joint = {"a": right(["role:cio"], responsible=["role:cto"])}
    assert rows(overlaps(plan(joint), on=ON)) == [("RGT006", ["a"], ["crm", "shop", "wiki"])]
    forum = {"a": right(["forum:board"], responsible=["role:cio", "role:cto"])}
    assert rows(overlaps(plan(forum), on=ON)) == []


def test_gaps_are_rights_without_anybody_and_items_without_a_right() -> None:
    three = {
        "nobody": {"verb": "retire", "covers": "application where id = 'crm'"},
        "vacant": right(["role:empty"], "application where id = 'shop'"),
    }
    found = gaps(plan(three), on=ON)
    assert rows(found) == [
        ("RGT001", ["nobody"], ["crm"]),
        ("RGT002", ["vacant"], ["shop"]),
        ("RGT003", ["vacant"], ["crm", "wiki"]),
        ("RGT003", ["nobody"], ["shop", "wiki"]),
    ]
    assert found.concerns["message"][2] == "nobody is named to approve 2 of 3 applications"


def test_a_condition_that_cannot_be_read_is_said_and_covers_nothing() -> None:
    found = gaps(plan({"a": right(["role:cio"], "application where nonsense = 1")}), on=ON)
    assert rows(found) == [("RGT020", ["a"], [])]
    assert "nonsense" in found.unreadable[0]


def test_without_rights_nothing_can_be_said() -> None:
    for question in (gaps, overlaps):
        found = question(plan({}), on=ON)
        assert found.number.value is None
        assert "no decision right is on record" in found.sentence


# A plain reference: (items covered, limit or None, who) by right, nested loops over the items.
Plain = list[tuple[frozenset[str], int | None, frozenset[str]]]


def reference(rights: Plain, items: list[str]) -> dict[frozenset[int], set[str]]:
    """By the rights that tie and name different people, the items on which they do."""
    ties: dict[frozenset[int], set[str]] = {}
    for item in items:
        holding = [at for at, one in enumerate(rights) if item in one[0]]
        winning = []
        for at in holding:
            covered, limit, _ = rights[at]
            beaten = False
            for other in holding:
                theirs, bound, _ = rights[other]
                narrower = theirs < covered
                lower = theirs == covered and bound is not None and (limit is None or bound < limit)
                beaten = beaten or (other != at and (narrower or lower))
            if not beaten:
                winning.append(at)
        named = {one for at in winning for one in rights[at][2]}
        if len(winning) > 1 and len(named) > 1:
            ties.setdefault(frozenset(winning), set()).add(item)
    return ties


def drawn(random_: random.Random) -> tuple[Plain, list[str]]:
    items = [f"a{at}" for at in range(random_.randint(1, 7))]
    rights = [
        (
            frozenset(random_.sample(items, random_.randint(1, len(items)))),
            random_.choice([None, 10, 20]),
            frozenset(random_.sample(["cio", "cto", "ops"], random_.choice([1, 1, 1, 2]))),
        )
        for _ in range(random_.randint(1, 6))
    ]
    return rights, items


def as_plan(rights: Plain, items: list[str]) -> Any:
    made = {
        f"r{at}": right(
            [f"role:{one}" for one in sorted(who)],
            f"application where id in ({', '.join(repr(one) for one in sorted(covered))})",
            **({"limit": f"{limit} EUR"} if limit else {}),
        )
        for at, (covered, limit, who) in enumerate(rights)
    }
    return plan(made, {one: {} for one in items})


def ties(found: Found) -> dict[frozenset[int], set[str]]:
    return {
        frozenset(int(one[1:]) for one in rights): set(items)
        for code, rights, items in rows(found)
        if code == "RGT005"
    }


@pytest.mark.parametrize("seed", some(range(300), 16))
def test_a_plain_reference_finds_the_same_ties(seed: int) -> None:
    rights, items = drawn(random.Random(seed))
    assert ties(overlaps(as_plan(rights, items), on=ON)) == reference(rights, items)


@pytest.mark.slow
@settings(max_examples=tries(25), deadline=None)
@given(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), st.sampled_from([0, 1]))
def test_taking_one_of_two_named_away_removes_that_concern_and_adds_none(
    own: int, shared: int, theirs: int, gone: int
) -> None:
    items = [f"a{at}" for at in range(own + shared + theirs + 2)]
    first, second = frozenset(items[: own + shared]), frozenset(items[own : own + shared + theirs])
    who = frozenset(["cio"]), frozenset(["cto"]), frozenset(["ops"]), frozenset(["cio"])
    rest: Plain = [(frozenset(items[-2:]), None, who[2]), (frozenset(items[-2:]), None, who[3])]
    both: Plain = [(first, None, who[0]), (second, None, who[1])]
    before = ties(overlaps(as_plan([*both, *rest], items), on=ON))
    after = ties(overlaps(as_plan([both[1 - gone], *rest], items), on=ON))
    assert before == {frozenset((0, 1)): first & second, frozenset((2, 3)): set(items[-2:])}
    assert after == {frozenset((1, 2)): set(items[-2:])}


def test_an_unrelated_right_changes_nothing() -> None:
    two = {
        "high": right(["role:cio"], "application where criticality >= 'high'"),
        "shop": right(["role:cto"], "application where id in ('shop', 'wiki')"),
    }
    more = {**two, "other": {**right(["role:ops"], "role"), "verb": "hire"}}
    assert rows(overlaps(plan(more), on=ON)) == rows(overlaps(plan(two), on=ON))
