"""What every analysis answers as JSON about an organisation without anything: what there is to bring."""

from __future__ import annotations

from typing import Any

import pytest

from cohelm.analysis.analysis import Analysis
from cohelm.analysis.bringing import NEEDED
from cohelm.analysis.catalogue import ANALYSES
from cohelm.core.enterprise import Enterprise
from cohelm.kinds import built_in_schema
from cohelm.reports.answers import plain_answer
from tests.contract.conftest import ON
from tests.tables import table

LISTS = {"contracts"}
"""Their answer is a bare list, which has no place beside it."""
TOLD = {"first_officer"}
"""What they go by can be told in the question itself."""

each = table("analysis", ANALYSES, name=lambda one: one.name)


def answer(analysis: Analysis, plan: Enterprise) -> Any:
    return plain_answer(analysis.ask(plan, on=ON), plan, name=analysis.name)


@pytest.mark.slow
@each
def test_an_answer_about_nothing_names_the_list_and_the_command(analysis: Analysis) -> None:
    found = answer(analysis, Enterprise.empty(built_in_schema()))
    if analysis.name in LISTS:
        assert found == []
    elif analysis.name in TOLD:
        assert "bring" not in found
    else:
        assert found["bring"]["list"] == NEEDED[analysis.name].brings
        assert found["bring"]["command"] == "cohelm import FILE"


def test_an_answer_about_something_names_none(plan: Enterprise) -> None:
    of = {"gaps", "spellings", "requests", "radar"}
    found = {one.name: answer(one, plan) for one in ANALYSES if one.name in of}
    assert found.keys() == of
    assert not any("bring" in one for one in found.values())
