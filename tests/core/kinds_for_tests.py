"""A few kinds of our own, so that the tests of core do not hang on those of the product."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from cohelm.core.documents import Contents, Document
from cohelm.core.enterprise import Enterprise
from cohelm.core.fields import ORDERED, Count, Share, Structure, Text, field
from cohelm.core.kind import Kind
from cohelm.core.links import Dependencies, Link, Links, Many, Parts, relation
from cohelm.core.money import Money
from cohelm.core.observation import Observation
from cohelm.core.proposal import propose
from cohelm.core.schema import Schema

LEVELS = ("low", "medium", "high", "critical")
Level = Annotated[Literal["low", "medium", "high", "critical"], ORDERED]


class Organisation(Kind):
    """The organisation itself."""

    currency: str | None = field("The currency it reckons in.", pattern="^[A-Z]{3}$")
    own_fields: Structure | None = field("The fields that it added to the kinds.")


class Role(Kind):
    """Somebody's part."""


class Team(Kind):
    """A group of people."""


class Server(Kind):
    """A machine, real or virtual."""

    folder = "machines"

    cores: Count | None = field("Its processor cores.", unit="cores")
    criticality: Level | None = field("How bad an outage is.")
    stands_in: Links = relation("location", inverse="houses", many=False, help="Where it stands.")


class Location(Kind):
    """A place."""

    country: str | None = field("The country it is in.")


class Fee(Link):
    """A link that costs something."""

    amount: Money | None = field("What is paid for it.", clearance="money")
    term: str | None = field("How long it is bound.")


class Application(Kind):
    """Software with users. It has one field of every type."""

    also = ("app", "system")

    code: str | None = field("Its short code.", pattern="^[A-Z]{2,4}$")
    notes: Text | None = field("What else there is to say.")
    users: Count | None = field("How many use it.", also=("number of users",))
    load: Share | None = field("The share of its capacity in use.")
    rating: float | None = field("What people think of it.", ge=-5, le=5, unit="points")
    exposed: bool | None = field("It can be reached from the internet.")
    started: date | None = field("The day it went live.")
    checked_at: datetime | None = field("The moment it was last checked.")
    annual_cost: Money | None = field("What it costs a year.", clearance="money")
    hosting: Literal["saas", "cloud", "own"] | None = field("Where it runs.")
    criticality: Level | None = field("How bad an outage is.")
    settings: Structure | None = field("Whatever it is set to.")
    runs_on: Dependencies = relation("server", inverse="runs", help="What it runs on.")
    depends_on: Links = relation("application", inverse="needed_by", help="What it needs.")
    serves: Parts = relation("team", "role", inverse="served_by", help="Who uses it.")
    paid_by: Links = relation("team", inverse="pays_for", clearance="money", help="Who pays.")
    bought_from: Annotated[tuple[Fee, ...], Many] = relation(
        "team", inverse="sells", help="Who sells it."
    )
    see_also: Links = relation("*", inverse="seen_from", help="What else to look at.")


class DataSet(Kind):
    """Data that belong together."""

    plural = "data collections"


class Person(Kind):
    """Somebody."""


class Metric(Kind):
    """Something that is measured."""


class Reading(Observation):
    """A value of a metric."""

    value: float = field("The value.", default=...)
    comment: str | None = field("What there is to say of it.")
    person: str | None = field("Who read it.", clearance="people")
    closed: datetime | None = field("When it was over.")


class CostLine(Observation):
    """A sum of money, which only those see who see money."""

    metrics = ("budget", "actual")

    amount: Money = field("How much it is.", default=..., clearance="money")
    account: str | None = field("The account in the books.")


KINDS = (Organisation, Role, Team, Person, Server, Location, Application, DataSet, Metric)
SCHEMA = Schema.of(KINDS, (Reading, CostLine))
EMPTY = Enterprise.empty(SCHEMA)

Values = Mapping[str, Any]


def contents(items: Mapping[str, Values]) -> Contents:
    """Whole documents from `{"application:crm": {"users": 3}}`; a name not given is the id."""
    documents = []
    for key, values in items.items():
        kind, _, id_ = key.partition(":")
        documents.append(Document(kind, id_, {"name": id_, **values}, f"{id_}.yaml", whole=True))
    return Contents(documents)


def plan_of(items: Mapping[str, Values]) -> Enterprise:
    """The plan that these documents hold; a mistake in them fails the test."""
    proposal = propose(EMPTY, contents(items))
    assert proposal.problems == ()
    return EMPTY.with_changes(proposal.changes)
