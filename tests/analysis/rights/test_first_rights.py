"""A first set of rights: nothing is named twice or left out, and it is handed over one day."""

from __future__ import annotations

from datetime import date

import pytest

from cohelm.analysis.rights.first_rights import first_rights
from cohelm.analysis.rights.questions import QUESTIONS
from cohelm.core.documents import Contents
from cohelm.core.enterprise import Enterprise
from cohelm.formats.organisation import enterprise_of
from cohelm.kinds import built_in_schema

ON = date(2026, 11, 23)


def begun(verdict: str) -> Enterprise:
    contents = Contents(documents=list(first_rights(verdict, on=ON)))
    return enterprise_of(contents, built_in_schema())


@pytest.mark.parametrize("verdict", ["cio", "cto", "undecided"])
def test_a_first_set_has_nothing_wrong_but_the_empty_chairs(verdict: str) -> None:
    plan = begun(verdict)
    assert len(plan.table("right")) == 12
    codes = {row["code"] for of in QUESTIONS for row in of(plan, on=ON).concerns.to_dicts()}
    assert codes == {"RGT002"}


def test_whoever_comes_first_answers_for_all_and_knows_what_will_be_handed_over() -> None:
    plan = begun("cto")
    assert list(plan.keys("role")) == ["role:cto"]
    assert {tuple(plan.targets(key, "accountable")) for key in plan.keys("right")} == {
        ("role:cto",)
    }
    said = plan.plain("right:sign-contracts")["description"]
    assert said == "Until there is a CIO, whose it becomes."
    assert "description" not in plan.plain("right:set-standards")


def test_undecided_each_office_has_its_own_and_nothing_follows_without_a_verdict() -> None:
    plan = begun("undecided")
    assert plan.targets("right:sign-contracts", "accountable") == ["role:cio"]
    assert plan.targets("right:sign-contracts", "consulted") == ["role:cto"]
    assert plan.targets("right:set-standards", "accountable") == ["role:cto"]
    assert first_rights("refused", on=ON) == ()
