"""The kinds as data: what a class declares appears in its spec, and nothing else does."""

from __future__ import annotations

from typing import get_args

import pytest

from cohelm.core.audience import PUBLIC, Audience
from cohelm.core.errors import UnknownName
from cohelm.core.fields import FieldType, field
from cohelm.core.kind import Kind
from cohelm.core.kindspec import KindSpec
from cohelm.core.links import Link
from cohelm.core.schema import Schema
from tests.core.kinds_for_tests import (
    KINDS,
    SCHEMA,
    Application,
    CostLine,
    DataSet,
    Reading,
    Server,
)


def test_a_kind_is_named_after_its_class_and_its_domain_after_the_module() -> None:
    spec = SCHEMA.kind("data_set")
    assert (spec.name, spec.label, spec.plural) == ("data_set", "Data set", "data collections")
    assert (spec.domain, spec.folder) == ("kinds_for_tests", "data_set")
    assert SCHEMA.kind("application").plural == "applications"
    assert SCHEMA.kind("application").also == ("app", "system")
    assert SCHEMA.kind("server").folder == "machines"
    assert SCHEMA.kind("application").help == "Software with users. It has one field of every type."
    assert SCHEMA.kind("data_set").model is DataSet


def test_the_kinds_for_these_tests_have_a_field_of_every_type() -> None:
    types = {spec.type for spec in SCHEMA.kind("application").fields.values()}
    assert types == set(get_args(FieldType))


@pytest.mark.parametrize(
    ("name", "type_", "low", "high", "unit", "clearance"),
    [
        ("name", "text", None, None, "", ""), ("notes", "long_text", None, None, "", ""),
        ("users", "integer", 0, None, "", ""), ("load", "number", 0, 1, "", ""),
        ("rating", "number", -5, 5, "points", ""), ("exposed", "boolean", None, None, "", ""),
        ("started", "date", None, None, "", ""), ("checked_at", "time", None, None, "", ""),
        ("annual_cost", "money", None, None, "", "money"), ("tags", "list", None, None, "", ""),
        ("external_ids", "map", None, None, "", ""), ("lifecycle", "lifecycle", None, None, "", ""),
        ("settings", "structure", None, None, "", ""),
    ],
)  # fmt: skip
def test_a_field_says_what_forms_and_files_need(
    name: str, type_: str, low: float | None, high: float | None, unit: str, clearance: str
) -> None:
    spec = SCHEMA.field("application", name)
    assert (spec.type, spec.low, spec.high) == (type_, low, high)
    assert (spec.unit, spec.clearance, spec.choices, spec.own) == (unit, clearance, (), False)


def test_choices_and_scales_keep_their_order() -> None:
    assert SCHEMA.field("application", "hosting").type == "choice"
    assert SCHEMA.field("application", "hosting").choices == ("saas", "cloud", "own")
    assert SCHEMA.field("application", "criticality").type == "scale"
    assert SCHEMA.field("application", "criticality").choices == (
        "low",
        "medium",
        "high",
        "critical",
    )


def test_only_what_has_no_default_is_required() -> None:
    required = {name for name, spec in SCHEMA.kind("application").fields.items() if spec.required}
    assert required == {"name"}


def test_fields_and_relations_stand_in_the_order_of_declaration_the_common_ones_first() -> None:
    spec = SCHEMA.kind("server")
    assert list(spec.fields) == [
        "name", "description", "tags", "lifecycle", "clearance", "external_ids", "source",
        "reviewed_on", "cores", "criticality",
    ]  # fmt: skip
    assert list(spec.relations) == ["owner", "stands_in"]


def test_one_field_added_to_a_class_is_one_field_more_in_its_spec() -> None:
    before = KindSpec.of(Server)

    class Server2(Server):
        racks: int | None = field("How many racks it fills.", ge=1, le=9, also=("rack count",))

    after = KindSpec.of(Server2)
    assert list(after.fields) == [*before.fields, "racks"]
    spec = after.fields["racks"]
    assert (spec.label, spec.type, spec.help) == ("Racks", "integer", "How many racks it fills.")
    assert (spec.low, spec.high, spec.also) == (1, 9, ("rack count",))
    assert list(after.relations) == list(before.relations)


def test_a_field_of_no_known_type_is_refused_when_the_schema_is_made() -> None:
    class Odd(Kind):
        """Odd."""

        colours: set[str] | None = field("Its colours.")

    with pytest.raises(TypeError, match="no field type for"):
        Schema.of([Odd])


def test_a_relation_says_its_ends_its_inverse_and_what_its_links_say() -> None:
    spec = SCHEMA.relation("application", "runs_on")
    assert (spec.source, spec.targets, spec.inverse) == ("application", ("server",), "runs")
    assert (spec.label, spec.inverse_label, spec.many) == ("Runs on", "Runs", True)
    assert [(one.name, one.type) for one in spec.attributes] == [
        ("hard", "boolean"), ("group", "text"), ("k", "integer")
    ]  # fmt: skip
    assert SCHEMA.relation("application", "depends_on").model is Link
    assert SCHEMA.relation("application", "depends_on").attributes == ()
    assert SCHEMA.relation("server", "stands_in").many is False
    assert SCHEMA.relation("application", "paid_by").clearance == "money"


def test_a_relation_is_found_from_each_kind_that_it_leads_to() -> None:
    serves = SCHEMA.relation("application", "serves")
    assert SCHEMA.inverses["team"]["served_by"] == (serves,)
    assert SCHEMA.inverses["role"]["served_by"] == (serves,)
    assert "served_by" not in SCHEMA.inverses["server"]


def test_one_inverse_name_may_stand_for_the_relations_of_several_kinds() -> None:
    owners = SCHEMA.inverses["role"]["owns"]
    assert {spec.source for spec in owners} == set(SCHEMA.kinds)


def test_a_relation_to_any_kind_leads_to_all_of_them() -> None:
    any_kind = SCHEMA.relation("application", "see_also")
    assert SCHEMA.targets(any_kind) == tuple(SCHEMA.kinds)
    assert all(any_kind in SCHEMA.inverses[kind]["seen_from"] for kind in SCHEMA.kinds)


def test_a_target_that_this_schema_does_not_have_is_left_out() -> None:
    small = Schema.of([Application])
    assert small.targets(small.relation("application", "runs_on")) == ()
    assert small.targets(small.relation("application", "depends_on")) == ("application",)


@pytest.mark.parametrize(
    ("look", "why"),
    [
        (lambda: SCHEMA.kind("aplication"), "there is no kind 'aplication'. Did you mean 'application'"),
        (lambda: SCHEMA.field("application", "critcality"), "Did you mean 'criticality'"),
        (lambda: SCHEMA.field("application", "run_on"), "Did you mean 'runs_on'"),
        (lambda: SCHEMA.relation("server", "stand_in"), "Did you mean 'stands_in'"),
        (lambda: SCHEMA.field("nothing", "name"), "there is no kind 'nothing'"),
    ],
)  # fmt: skip
def test_a_name_that_is_not_there_is_answered_with_the_nearest(look: object, why: str) -> None:
    with pytest.raises(UnknownName) as error:
        look()  # type: ignore[operator]
    assert why in str(error.value)


def test_a_metric_is_of_the_type_that_lists_it_else_a_reading() -> None:
    assert SCHEMA.observation("budget").model is CostLine
    assert SCHEMA.observation("uptime").model is Reading
    with pytest.raises(UnknownName, match="no metric 'uptime'"):
        Schema.of(KINDS, [CostLine]).observation("uptime")


def test_an_audience_sees_no_field_relation_or_attribute_above_its_clearances() -> None:
    for audience, seen in ((PUBLIC, False), (Audience.of("money"), True)):
        kind = SCHEMA.seen_by(audience).kind("application")
        assert ("annual_cost" in kind.fields) is seen
        assert ("paid_by" in kind.relations) is seen
        attributes = {one.name for one in kind.relations["bought_from"].attributes}
        assert ("amount" in attributes) is seen
        assert "term" in attributes
        assert ("pays_for" in SCHEMA.seen_by(audience).inverses["team"]) is seen


def test_a_field_that_is_hidden_is_not_even_suggested() -> None:
    with pytest.raises(UnknownName) as error:
        SCHEMA.seen_by(PUBLIC).field("application", "anual_cost")
    assert "annual_cost" not in str(error.value)


def test_what_an_audience_sees_is_made_once_and_is_of_that_audience_alone() -> None:
    schema = Schema.of(KINDS)
    money = Audience.of("money")
    assert schema.seen_by(PUBLIC) is schema.seen_by(Audience.of())
    assert schema.seen_by(money) is not schema.seen_by(PUBLIC)
    assert "paid_by" in schema.seen_by(money).kind("application").relations
    assert "paid_by" not in schema.seen_by(PUBLIC).kind("application").relations
