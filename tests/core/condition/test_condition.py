"""Conditions against a slow evaluator of plain Python, and the texts of their errors."""

from __future__ import annotations

import operator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohelm.core.condition import conjuncts, select
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import ConditionError, UnknownName
from tests.making import enterprise
from tests.shares import tries

ON = date(2026, 11, 23)
SCALE = ["low", "medium", "high", "critical"]
SIGNS = {"=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
         ">": operator.gt, ">=": operator.ge}  # fmt: skip


@pytest.fixture(scope="module")
def acme() -> Enterprise:
    return enterprise(
        server={
            "new": {"cores": 8, "lifecycle": {"end_of_life": "2030-01-01"}},
            "old": {"cores": 2, "lifecycle": {"end_of_life": "2026-06-30"}},
            "unknown": {},
        },
        role={"cio": {"name": "Chief information officer"}},
        application={
            "crm": {"criticality": "high", "users": 10, "tags": ["core"], "owner": "role:cio",
                    "annual_cost": "300 EUR", "runs_on": ["server:new", "server:old"],
                    "lifecycle": {"active": "2020-01-01"}, "reviewed_on": "2026-01-31"},
            "erp": {"criticality": "critical", "users": 90, "runs_on": ["server:new"],
                    "annual_cost": "300 USD", "depends_on": ["application:crm"]},
            "wiki": {"runs_on": ["server:unknown"], "exposed": True, "description": "It's 100% ours"},
            "bare": {"criticality": "low"},
        },
    )  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "ids", "unknown"),
    [
        ("application", "bare crm erp wiki", 0),
        ("application where criticality >= 'high'", "crm erp", 1),
        ("application where not criticality >= 'high'", "bare", 1),
        ("application where criticality in ('low', 'critical')", "bare erp", 1),
        ("application where users between 10 and 89", "crm", 2),
        ("application where users is null", "bare wiki", 0),
        ("application where users is not null and users > 10 or id = 'bare'", "bare erp", 0),
        ("application where annual_cost >= '300 EUR'", "crm", 3),
        ("application where reviewed_on < '2026-02-01'", "crm", 3),
        ("application where tags = 'core'", "crm", 3),
        ("application where exposed = true", "wiki", 3),
        ("application where description like 'it''s 100%'", "wiki", 3),
        ("application where lifecycle.phase = 'active'", "crm", 3),
        ("application where runs_on.cores < 4", "crm", 2),
        ("application where all(runs_on.cores > 4)", "erp", 2),
        ("application where runs_on.lifecycle.end_of_life < '2027-01-01'", "crm", 2),
        ("application where runs_on = 'server:old'", "crm", 1),
        ("application where owner is null", "bare erp wiki", 0),
        ("application where owner.name like 'chief%'", "crm", 3),
        ("application where count(runs_on) > 1", "crm", 0),
        ("application where count(needed_by) = 0", "bare erp wiki", 0),
        ("server where runs.criticality = 'critical'", "new", 1),
        ("server where runs.depends_on.users = 10", "new", 2),
    ],
)
def test_a_condition_selects_what_it_says(
    acme: Enterprise, condition: str, ids: str, unknown: int
) -> None:
    found = select(acme, condition, on=ON)
    assert sorted(found.ids) == ids.split()
    assert found.unknown == unknown


values = st.fixed_dictionaries(
    {}, optional={"users": st.integers(0, 5), "criticality": st.sampled_from(SCALE)}
)
tests = st.tuples(st.sampled_from(["users", "criticality"]), st.sampled_from(list(SIGNS)),
                  st.integers(0, 3))  # fmt: skip
trees = st.recursive(
    tests,
    lambda inner: (
        st.tuples(st.just("not"), inner) | st.tuples(st.sampled_from(["and", "or"]), inner, inner)
    ),
    max_leaves=6,
)


def text(tree: Any) -> str:
    if tree[0] == "not":
        return f"not ({text(tree[1])})"
    if tree[0] in ("and", "or"):
        return f"({text(tree[1])}) {tree[0]} ({text(tree[2])})"
    field, sign, value = tree
    return f"{field} {sign} " + (f"'{SCALE[value]}'" if field == "criticality" else str(value))


def truth(tree: Any, item: dict[str, Any]) -> bool | None:
    if tree[0] == "not":
        inner = truth(tree[1], item)
        return None if inner is None else not inner
    if tree[0] in ("and", "or"):
        both = {truth(tree[1], item), truth(tree[2], item)}
        decisive = tree[0] == "or"
        return decisive if decisive in both else None if None in both else not decisive
    field, sign, value = tree
    if field not in item:
        return None
    known = SCALE.index(item[field]) if field == "criticality" else item[field]
    return bool(SIGNS[sign](known, value))


@pytest.mark.slow
@settings(max_examples=tries(200), deadline=None)
@given(st.lists(values, max_size=6), trees)
def test_it_agrees_with_a_slow_one(items: list[dict[str, Any]], tree: Any) -> None:
    plan = enterprise(application={f"a{n}": item for n, item in enumerate(items)})
    found = select(plan, f"application where {text(tree)}")
    answers = [truth(tree, item) for item in items]
    assert sorted(found.ids) == sorted(f"a{n}" for n, is_so in enumerate(answers) if is_so)
    assert found.unknown == answers.count(None)


@pytest.mark.parametrize(
    ("condition", "why"),
    [
        ("application wher users > 1", "character 13, 'wher users > 1'"),
        ("application where (users > 1", "the end"),
        ("application where users", "!= < <= > >="),
        ("application where criticality = 'hihg'", "Did you mean 'high'"),
        ("application where users = 'ten'", "a number without quotes"),
        ("application where reviewed_on < 'soon'", "a day such as"),
        ("application where annual_cost > '5'", "312000 EUR"),
        ("application where users like '1%'", "like compares text"),
        ("application where " + "(" * 50 + "users > 1" + ")" * 50, "nested levels"),
        ("application where external_ids = 'x'", ""),
    ],
)
def test_what_cannot_be_read_says_where_and_what_is_accepted(
    acme: Enterprise, condition: str, why: str
) -> None:
    with pytest.raises(ConditionError) as error:
        select(acme, condition, on=ON)
    assert why in str(error.value)


def test_an_unknown_name_is_answered_with_the_nearest(acme: Enterprise) -> None:
    with pytest.raises(UnknownName, match="Did you mean 'runs_on'"):
        select(acme, "application where runs_onn.cores > 1")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("users > 3", ["users > 3"]),
        ("users > 3 and  name = 'a and b'", ["users > 3", "name = 'a and b'"]),
        ("users between 1 and 3 AND exposed = true", ["users between 1 and 3", "exposed = true"]),
        ("(users > 3 or users < 1) and not exposed = true",
         ["(users > 3 or users < 1)", "not exposed = true"]),
        ("users > 3 or exposed = true and users < 1", ["(users > 3 or exposed = true and users < 1)"]),
        ("(users > 3 or users < 1)", ["(users > 3 or users < 1)"]),
    ],
)  # fmt: skip
def test_the_parts_of_which_all_must_hold_are_the_same_condition_again(
    text: str, parts: list[str], acme: Enterprise
) -> None:
    assert conjuncts(text) == parts
    again = " and ".join(parts)
    assert conjuncts(again) == parts
    found, same = (select(acme, f"application where {one}").ids for one in (text, again))
    assert found == same


def test_parts_of_what_cannot_be_read_are_refused() -> None:
    for text in ("users >", "users > 3 users", "users > 3 or", ""):
        with pytest.raises(ConditionError):
            conjuncts(text)
