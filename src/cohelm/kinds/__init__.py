"""What exists: one module a domain, a Pydantic class a kind."""

from __future__ import annotations

from functools import cache

from cohelm.core.kind import Kind
from cohelm.core.observation import Observation
from cohelm.core.schema import Schema
from cohelm.kinds.agenda import (
    Acceptance,
    Action,
    Check,
    Decision,
    Distinction,
    Meeting,
    Question,
)
from cohelm.kinds.engineering import Deployment, Freeze, Repository
from cohelm.kinds.estate import (
    Application,
    Element,
    Incident,
    Interface,
    Load,
    Location,
    Network,
    Platform,
    Server,
    Service,
)
from cohelm.kinds.impact import Benefit, Metric, MetricTarget, Reading
from cohelm.kinds.information import DataProduct, DataSet, DataStore, Policy, Processing
from cohelm.kinds.people import Department, Person, Skill, Team
from cohelm.kinds.portfolio import Budget, CostLine, ExchangeRate, Initiative, Request
from cohelm.kinds.product import Deal, Demand, Journey, Market, Product, Release, Segment
from cohelm.kinds.research import Experiment, Idea
from cohelm.kinds.rights import Approval, Delegation, Forum, Office, Organisation, Right, Role
from cohelm.kinds.security import Control, Requirement, Risk, Vulnerability
from cohelm.kinds.strategy import Capability, Commitment, Goal, KeyResult, Process, Theme
from cohelm.kinds.technology import AiUse, Standard, Technology
from cohelm.kinds.vendors import Availability, Contract, Encounter, Partner, Vendor

KINDS: tuple[type[Kind], ...] = (
    Organisation, Office, Role, Forum, Right, Delegation,
    Theme, Goal, KeyResult, Capability, Process, Commitment,
    Initiative, Budget, Request,
    Application, Service, Interface, Server, Network, Platform, Location, Element,
    DataSet, DataStore, DataProduct, Processing, Policy,
    Vendor, Partner, Contract,
    Person, Team, Department, Skill,
    Technology, Standard, AiUse,
    Product, Segment, Journey, Market, Demand, Deal, Release,
    Idea, Experiment,
    Repository, Freeze,
    Risk, Control, Requirement, Vulnerability,
    Decision, Meeting, Action, Acceptance, Distinction, Check, Question,
    Metric, Benefit,
)  # fmt: skip

OBSERVATIONS: tuple[type[Observation], ...] = (
    Reading, MetricTarget, CostLine, ExchangeRate, Incident, Deployment, Approval, Availability,
    Encounter, Load,
)  # fmt: skip


@cache
def built_in_schema() -> Schema:
    """The kinds and the types of observation that every organisation has."""
    return Schema.of(KINDS, OBSERVATIONS)
