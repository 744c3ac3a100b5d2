"""What holds for every kind and every type of observation."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from cohelm.core.fields import FieldSpec, field
from cohelm.core.kind import Kind
from cohelm.core.kindspec import KindSpec
from cohelm.core.links import Links, RelationSpec, relation
from cohelm.core.schema import Schema
from cohelm.kinds import KINDS, OBSERVATIONS, built_in_schema
from tests.tables import table

SCHEMA = built_in_schema()
DOMAINS = {
    "rights", "strategy", "portfolio", "estate", "information", "vendors", "people",
    "technology", "product", "research", "engineering", "security", "agenda", "impact",
}  # fmt: skip
PROMISED = [
    "organisation", "office", "role", "person", "team", "skill", "right", "forum", "delegation",
    "goal", "key_result", "theme", "capability", "department", "process", "commitment",
    "initiative", "budget", "request", "application", "service", "interface", "server", "network",
    "platform", "location", "element", "data_set", "data_store", "data_product", "processing", "policy",
    "vendor", "partner", "contract", "technology", "standard", "ai_use", "product", "segment",
    "journey", "market", "demand", "deal", "release", "idea", "experiment", "repository", "freeze",
    "risk", "control", "requirement", "vulnerability", "decision", "meeting", "metric", "benefit",
    "acceptance", "distinction", "check", "action", "question",
]  # fmt: skip

kinds = table("kind", SCHEMA.kinds.values(), name=lambda kind: kind.name)


def is_sentence(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z].*[^ .]\.", text))


def test_every_promised_kind_is_there_once():
    assert sorted(SCHEMA.kinds) == sorted(PROMISED)
    assert len(KINDS) == len(SCHEMA.kinds)


def test_the_fourteen_domains_hold_all_kinds():
    assert {kind.domain for kind in SCHEMA.kinds.values()} == DOMAINS


@kinds
def test_a_kind_says_what_it_is(kind: KindSpec):
    assert is_sentence(kind.help)
    assert kind.help != " ".join(Kind.__doc__.split())
    assert kind.plural
    assert kind.plural != kind.name


@kinds
def test_every_field_has_a_sentence_of_help(kind: KindSpec):
    without = [name for name, spec in kind.fields.items() if not is_sentence(spec.help)]
    assert without == []


@kinds
def test_every_relation_and_its_attributes_have_a_sentence_of_help(kind: KindSpec):
    for spec in kind.relations.values():
        assert is_sentence(spec.help), spec.name
        assert all(is_sentence(one.help) for one in spec.attributes), spec.name


@kinds
def test_every_relation_leads_to_kinds_that_exist(kind: KindSpec):
    for spec in kind.relations.values():
        assert spec.targets
        assert set(spec.targets) - {"*"} <= set(SCHEMA.kinds), spec.name


@kinds
def test_an_inverse_name_is_free_on_the_kind_it_leads_to(kind: KindSpec):
    taken = {*kind.fields, *kind.relations, "id", "key"}
    assert taken.isdisjoint(SCHEMA.inverses[kind.name])


@kinds
def test_relations_that_share_an_inverse_share_their_name_and_so_their_meaning(kind: KindSpec):
    for inverse, behind in SCHEMA.inverses[kind.name].items():
        assert len({spec.name for spec in behind}) == 1, inverse


def test_one_relation_name_has_the_same_attributes_wherever_it_leads_to_one_kind():
    seen: dict[tuple[str, str], RelationSpec] = {}
    for kind in SCHEMA.kinds.values():
        for spec in kind.relations.values():
            for target in SCHEMA.targets(spec):
                first = seen.setdefault((spec.name, target), spec)
                assert first.attributes == spec.attributes, (first.source, spec.source, spec.name)


@kinds
def test_a_tree_is_made_by_parent_and_children(kind: KindSpec):
    parent = kind.relations.get("parent")
    if parent:
        assert (parent.targets, parent.inverse, parent.many) == ((kind.name,), "children", False)


@kinds
def test_money_is_for_those_who_may_see_money(kind: KindSpec):
    open_money = [
        name
        for name, spec in kind.fields.items()
        if spec.type == "money" and spec.clearance not in ("money", "people")
    ]
    assert open_money == []


@kinds
def test_other_words_for_a_field_lead_to_one_field_only(kind: KindSpec):
    common = {*Kind.model_fields}
    leads: dict[str, str] = {}
    for name, spec in {**kind.fields, **kind.relations}.items():
        if name in common:
            continue
        for word in {*spec.also, name.replace("_", " ")}:
            assert word == word.lower(), word
            assert leads.setdefault(word, name) == name, f"'{word}' leads to {leads[word]}, {name}"


@table("model", OBSERVATIONS, name=lambda model: model.__name__)
def test_a_type_of_observation_says_what_it_is(model):
    (spec,) = (one for one in SCHEMA.observations.values() if one.model is model)
    assert is_sentence(spec.help)
    assert all(is_sentence(one.help) for one in spec.fields.values())


def test_a_metric_is_of_the_type_that_names_it_else_a_reading():
    types = {
        "budget": "cost_line", "actual": "cost_line", "forecast": "cost_line",
        "incident": "incident", "deployment": "deployment", "approval": "approval",
        "exchange_rate": "exchange_rate", "cost-to-serve": "reading",
    }  # fmt: skip
    assert {metric: SCHEMA.observation(metric).name for metric in types} == types


def test_a_field_added_to_a_class_is_in_its_spec():
    class Boat(Kind):
        """A boat."""

        length: float | None = field("How long it is.", unit="m", ge=0, also=("loa",))
        moored_at: Links = relation("location", inverse="boats", help="Where it lies.")

    spec = KindSpec.of(Boat)
    assert spec.fields["length"] == FieldSpec(
        "length", "number", "How long it is.", unit="m", also=("loa",), low=0.0
    )
    assert spec.relations["moored_at"].targets == ("location",)
    assert Schema.of((*KINDS, Boat)).inverses["location"]["boats"][0].source == "boat"


def test_an_own_field_is_in_the_spec_and_in_the_model():
    own = {"application": {"tier": {"type": "scale", "help": "Ours.", "choices": ["c", "b", "a"]}}}
    schema = SCHEMA.with_own_fields(own)
    assert schema.field("application", "tier").choices == ("c", "b", "a")
    assert schema.field("application", "tier").own
    model = schema.kind("application").model
    assert model.model_validate({"name": "CRM", "tier": "b"}).tier == "b"
    assert "tier" not in SCHEMA.kind("application").fields
    assert schema.kind("application").domain == "estate"


@pytest.mark.slow
def test_the_kinds_are_imported_without_django():
    code = "import sys, cohelm.kinds; print('django' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert answer.stdout.strip() == "False", answer.stderr
