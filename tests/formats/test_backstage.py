"""Catalogues of Backstage: how entities name each other, what becomes of them, what is written."""

from __future__ import annotations

import contextlib
import random

import pytest
import yaml

from cohelm.core.documents import Contents
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.core.proposal import propose
from cohelm.formats.backstage import write_catalogue
from cohelm.formats.detect import read_files
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA = built_in_schema()

CATALOGUE = b"""# a comment
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: planner
  namespace: ops
  title: Route planner
  description: Plans routes.
  annotations: {github.com/project-slug: acme/planner}
  labels: {tier: one}
  links: [{url: "https://planner.example", title: Open}]
  tags: [java]
spec:
  type: website
  lifecycle: deprecated
  owner: Team-A
  system: default/transport
  dependsOn: [resource:default/depot-db, component:ledger]
  consumesApis: [rates]
  providesApis: [routes]
---
{apiVersion: backstage.io/v1alpha1, kind: Component, metadata: {name: ledger, namespace: ops},
 spec: {owner: user:default/jo}}
---
{apiVersion: backstage.io/v1alpha1, kind: Resource, metadata: {name: depot-db},
 spec: {type: database, owner: group:gone}}
---
{apiVersion: backstage.io/v1alpha1, kind: System, metadata: {name: transport}, spec: {domain: logistics}}
---
{apiVersion: backstage.io/v1alpha1, kind: Domain, metadata: {name: logistics}}
---
{apiVersion: backstage.io/v1alpha1, kind: API, metadata: {name: rates, namespace: ops}}
---
{apiVersion: backstage.io/v1alpha1, kind: API, metadata: {name: routes, namespace: ops}}
---
{apiVersion: backstage.io/v1alpha1, kind: Group, metadata: {name: team-a, namespace: ops},
 spec: {parent: default/all, members: [default/jo, ann]}}
---
{apiVersion: backstage.io/v1alpha1, kind: Group, metadata: {name: all}}
---
{apiVersion: backstage.io/v1alpha1, kind: User, metadata: {name: jo},
 spec: {profile: {email: jo@acme.example}}}
---
{apiVersion: scaffolder.backstage.io/v1beta3, kind: Template, metadata: {name: new-app},
 spec: {steps: [{id: fetch}]}}
---
{apiVersion: backstage.io/v1alpha1, kind: Group, metadata: {name: ALL, title: Everybody}}
---
{kind: Component}
"""


def contents(*files: bytes) -> Contents:
    return read_files([(f"{at}.txt", one) for at, one in enumerate(files)], SCHEMA).contents


def taken_in(content: bytes) -> Enterprise:
    return enterprise().with_changes(propose(enterprise(), contents(content)).changes)


def test_entities_become_items_and_their_names_links() -> None:
    found = taken_in(CATALOGUE)
    assert found.plain("application:route-planner") == {
        "name": "Route planner",
        "description": "Plans routes.",
        "lifecycle": {"stated": "phase_out"},
        "tags": [
            "java", "github.com/project-slug=acme/planner", "label:tier=one",
            "link=https://planner.example", "spec.type=website",
        ],
        "external_ids": {"backstage": "component:ops/planner"},
    }  # fmt: skip
    assert found.targets("application:route-planner", "owner") == ["team:team-a"]
    assert found.targets("application:route-planner", "depends_on") == [
        "application:ledger", "platform:depot-db", "service:rates",
    ]  # fmt: skip
    assert found.targets("service:routes", "depends_on") == ["application:route-planner"]
    assert found.targets("service:transport", "depends_on") == ["application:route-planner"]
    assert found.targets("service:transport", "supports") == ["capability:logistics"]
    assert found.targets("team:team-a", "parent") == ["team:all"]
    assert found.targets("person:jo", "works_in") == ["team:team-a"]
    assert found.targets("application:ledger", "owner") == ["person:jo"]
    assert found.plain("service:rates")["tags"] == ["backstage=API"]
    assert found.plain("element:new-app")["type"] == "Template"


def test_what_is_not_taken_is_said() -> None:
    found = contents(CATALOGUE)
    assert found.records == 13
    assert [one.message for one in found.problems] == [
        "this is no entity: it has no kind, or no name under metadata"
    ]
    assert [one.message for one in found.notes] == [
        "'group:default/all' stands twice: it is taken as in line 40",
        "kept as elements, having no kind here: 1 Template",
        "2 names are in none of the files as they are spelled",
        "of these in none at all: 1 group:default/gone",
        "of these taken without regard to capital letters: 1 group:ops/Team-A",
        "left out, for no relation here says it: 1 members that no file states",
    ]
    refused = propose(enterprise(), found).problems[1:]
    assert [one.column for one in refused] == ["owner"]
    assert "there is no team 'group:default/gone'" in refused[0].message


def test_a_name_that_no_file_states_is_found_among_what_is_known() -> None:
    teams = b"\n---\n".join(one for one in CATALOGUE.split(b"\n---\n") if b"kind: Group" in one)
    rest = b"\n---\n".join(one for one in CATALOGUE.split(b"\n---\n") if b"kind: Group" not in one)
    store = taken_in(teams)
    known = "on record from an earlier file, and taken for what is there"
    said = [one.message for one in propose(store, contents(rest)).notes]
    assert [one for one in said if known in one] == [
        f"1 name is {known}"
    ]  # team-a, as two spell it
    assert not [one for one in propose(enterprise(), contents(rest)).notes if known in one.message]
    store = store.with_changes(propose(store, contents(rest)).changes)
    assert store.targets("application:route-planner", "owner") == ["team:team-a"]
    together = contents(rest, teams)
    assert len(together.documents) == len(contents(CATALOGUE).documents)


def test_written_and_read_again_nothing_changes() -> None:
    found = taken_in(CATALOGUE)
    again = propose(found, contents(write_catalogue(found)))
    assert (len(again.changes), again.problems) == (0, ())


def test_what_is_written_is_what_backstage_reads() -> None:
    plan = enterprise(
        role={"cio": {}}, team={"platform": {}}, service={"mail": {"depends_on": "application:relay"}},
        application={"relay": {"owner": "team:platform", "users": 5, "lifecycle": "active"},
                     "bin": {"owner": "role:cio"}},
    )  # fmt: skip
    entities = {one["metadata"]["name"]: one for one in yaml.safe_load_all(write_catalogue(plan))}
    assert entities["relay"] == {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "Component",
        "metadata": {
            "name": "relay", "namespace": "default", "title": "relay",
            "annotations": {
                "cohelm.key": "application:relay", "cohelm.users": "5",
                "cohelm.owner": '["team:platform"]',
            },
        },
        "spec": {
            "type": "service", "lifecycle": "production", "owner": "group:default/platform",
        },
    }  # fmt: skip
    assert entities["bin"]["spec"]["owner"] == "unknown"
    assert entities["mail"]["kind"] == "System"
    assert entities["platform"]["kind"] == "Group"
    assert "cio" not in entities


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_catalogue_is_refused_or_read(seed: int) -> None:
    chance, content = random.Random(seed), bytearray(CATALOGUE)
    for _ in range(chance.randint(1, 20)):
        at = chance.randrange(150, len(content))
        content[at : at + chance.randint(0, 3)] = chance.choice(
            [b"", b":", b"- ", b"\n", b"{", b"]", b"7", b"null", b"\xff", b"&a ", b"*a"]
        )
    with contextlib.suppress(InputError):
        found = contents(bytes(content))
        assert len(propose(enterprise(), found).new) <= len(found.documents)
