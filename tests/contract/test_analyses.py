"""Every analysis: pure, answered as JSON, on the sample and on nothing, by command, API and page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from cohelm.analysis.analysis import Analysis
from cohelm.analysis.catalogue import ANALYSES
from cohelm.cli.app import COMMANDS
from cohelm.core.audience import PUBLIC
from cohelm.core.enterprise import Enterprise
from cohelm.kinds import built_in_schema
from cohelm.reports.answers import answer_of, plain_answer
from tests.contract.conftest import ON
from tests.tables import table

each = table("analysis", ANALYSES, name=lambda one: one.name)


def as_json(result: Any) -> bytes:
    return orjson.dumps(plain_answer(result))


def test_names_are_told_apart_and_each_is_a_command() -> None:
    words = [one.word for one in ANALYSES]
    assert len(set(words)) == len(words)
    assert {one.command[0] for one in ANALYSES} <= COMMANDS.keys()


@each
def test_its_question_is_a_question_and_every_parameter_is_explained(analysis: Analysis) -> None:
    assert analysis.question.endswith("?")
    assert all(one.help.endswith(".") for one in analysis.parameters)


@each
def test_it_answers_who_may_see_nothing_but_what_is_open(
    analysis: Analysis, the_sample: Enterprise
) -> None:
    result = analysis.ask(the_sample.seen_by(PUBLIC), on=ON)
    assert as_json(result)


@pytest.mark.slow
@each
def test_it_answers_nothing_about_nothing(analysis: Analysis) -> None:
    result = analysis.ask(Enterprise.empty(built_in_schema()), on=ON)
    assert result.sentence
    assert as_json(result)
    assert not any(one.value.counted for one in answer_of(result).figures)


@each
def test_it_answers_the_same_twice_and_changes_nothing(
    analysis: Analysis, plan: Enterprise, answered: Callable[[Analysis], Any]
) -> None:
    before = {kind: plan.frame(kind).clone() for kind in plan.tables}
    first = answered(analysis)
    assert as_json(analysis.ask(plan, on=ON)) == as_json(first)
    assert all(plan.frame(kind).equals(frame) for kind, frame in before.items())


@each
def test_every_figure_names_what_it_rests_on(
    analysis: Analysis, answered: Callable[[Analysis], Any]
) -> None:
    for one in answer_of(answered(analysis)).figures:
        figure = one.value
        assert figure.reason if figure.value is None else figure.formula, one.name
        assert all(":" in key for key in figure.counted), one.name
