"""What the organisation runs: applications, services, interfaces and what they stand on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from cohelm.core.fields import Count, Share, field
from cohelm.core.kind import Kind
from cohelm.core.links import Dependencies, Link, Links, relation
from cohelm.core.money import Money
from cohelm.core.observation import Observation
from cohelm.kinds.scales import Environment, Level, Scope, Usage, Use

Hosting = Literal["on_premises", "private_cloud", "public_cloud", "saas"]
Disposition = Literal[
    "retain", "retire", "relocate", "rehost", "replatform", "repurchase", "refactor"
]
PlatformType = Literal[
    "virtualisation", "container", "database", "cloud", "integration", "identity", "storage",
    "backup", "monitoring", "delivery", "other",
]  # fmt: skip
Cause = Literal["change", "hardware", "software", "vendor", "human", "capacity", "attack"]


class Handling(Link):
    """A link to a data set that an application works with."""

    access: Literal["master", "write", "read"] | None = field("What the application may do.")


class Component(Link):
    """A link to a technology that is built into something, as a bill of materials states it."""

    direct: bool | None = field("It is asked for itself, not only by another component.")
    scope: Scope | None = field("Whether it is needed where it runs, or for what else.")


class Application(Kind):
    """A piece of software that the organisation runs or uses."""

    also = ("system", "app", "software", "business application", "tool")

    category: str | None = field(
        "What sort of software it is.", also=("software category", "functional area")
    )
    criticality: Level | None = field(
        "How bad an outage is for the business.",
        also=("importance", "tier", "business criticality", "priority", "rating"),
    )
    annual_cost: Money | None = field(
        "What it costs a year, all in.", clearance="money",
        also=("yearly cost", "run cost", "cost", "annual run cost", "opex", "cost per year", "tco"),
    )  # fmt: skip
    users: Count | None = field(
        "How many people use it.", unit="people", also=("user count", "number of users", "seats")
    )
    hosting: Hosting | None = field(
        "Where it is hosted.", also=("deployment", "hosting model", "deployment model")
    )
    sourcing: Literal["built", "bought", "rented"] | None = field(
        "Whether it is own work, bought, or rented as a service.", also=("make or buy", "origin")
    )
    version: str | None = field("The version in use.", also=("release", "current version"))
    business_value: float | None = field(
        "What it is worth to the business, 0 to 5.", ge=0, le=5, also=("business fit", "value")
    )
    technical_fit: float | None = field(
        "How sound it is technically, 0 to 5.", ge=0, le=5, also=("technical quality", "health")
    )
    disposition: Disposition | None = field(
        "What is to become of it.", also=("strategy", "7r", "migration strategy", "recommendation")
    )
    availability_target: Share | None = field("The share of time it is promised to be up.")
    availability_alone: Share | None = field(
        "The share of time it is up by itself, while all that it stands on is up."
    )
    recovery_hours: float | None = field(
        "In how many hours it must be back.", unit="hours", ge=0, also=("rto", "recovery time")
    )
    data_loss_hours: float | None = field(
        "How many hours of data may be lost.", unit="hours", ge=0, also=("rpo", "recovery point")
    )
    exposed: bool | None = field(
        "It can be reached from the internet.", also=("internet facing", "public facing")
    )
    debt_hours: float | None = field(
        "Hours of work to pay its technical debt.", unit="hours", ge=0, also=("technical debt",)
    )
    security_reviewed_on: date | None = field("The day its security was reviewed.")
    office: Links = relation(
        "office", inverse="applications", many=False, help="The office that runs it.",
        also=("managed by",),
    )  # fmt: skip
    runs_on: Dependencies = relation(
        "server", "platform", inverse="runs", help="Where it runs.",
        also=("hosted on", "host", "server", "servers", "platform"),
    )  # fmt: skip
    depends_on: Dependencies = relation(
        "application", "service", "platform", inverse="needed_by",
        help="What it cannot do without.", also=("dependencies", "requires"),
    )  # fmt: skip
    uses: tuple[Use, ...] = relation(
        "technology", inverse="used_in", help="The technology that it is made with.",
        also=("technologies", "tech stack", "technology stack", "built with"),
    )  # fmt: skip
    contains: tuple[Component, ...] = relation(
        "technology", inverse="contained_in", help="The components that are built into it."
    )  # fmt: skip
    supports: Links = relation(
        "capability", inverse="supported_by", help="The business capabilities that it serves.",
        also=("capability", "capabilities", "business capability", "business function"),
    )  # fmt: skip
    provided_by: Links = relation(
        "vendor", inverse="provides", help="Who makes or hosts it.",
        also=("vendor", "supplier", "provider", "manufacturer", "publisher"),
    )  # fmt: skip
    maintained_by: Links = relation(
        "team", inverse="maintains", help="The team that looks after it.", also=("support team",)
    )
    handles: tuple[Handling, ...] = relation(
        "data_set", inverse="handled_by", help="The data that it works with.",
        also=("data", "data objects", "data sets"),
    )  # fmt: skip
    used_by: tuple[Usage, ...] = relation(
        "department", inverse="uses", help="The departments that use it.",
        also=("department", "business unit", "organisational unit", "org unit"),
    )  # fmt: skip
    replaces: Links = relation(
        "application",
        inverse="replaced_by",
        help="What it takes the place of.",
        also=("successor of",),
    )


class Service(Kind):
    """Something that is provided to people or to systems, with a promise about it."""

    also = ("business service", "it service", "technical service")

    criticality: Level | None = field(
        "How bad an outage is for the business.", also=("importance", "tier", "priority")
    )
    availability_target: Share | None = field(
        "The share of time it is promised to be up.", also=("sla", "availability", "uptime target")
    )
    availability_alone: Share | None = field(
        "The share of time it is up by itself, while all that it stands on is up."
    )
    users: Count | None = field("How many people use it.", unit="people")
    annual_cost: Money | None = field(
        "What it costs a year, all in.", clearance="money", also=("cost", "run cost")
    )
    unit_price: Money | None = field("What a user of it is charged a year.", clearance="money")
    office: Links = relation(
        "office", inverse="services", many=False, help="The office that provides it."
    )
    depends_on: Dependencies = relation(
        "application", "service", "platform", "server", "network", "vendor", inverse="needed_by",
        help="What it cannot do without.", also=("dependencies", "requires"),
    )  # fmt: skip
    supports: Links = relation(
        "capability", inverse="supported_by", help="The business capabilities that it serves."
    )
    maintained_by: Links = relation("team", inverse="maintains", help="The team that runs it.")
    provided_by: Links = relation(
        "vendor", inverse="provides", help="Who provides it from outside."
    )


class Interface(Kind):
    """A flow of data from one system to another."""

    also = ("integration", "data flow", "flow", "api", "connection")

    protocol: Literal["api", "file", "message", "database", "manual"] | None = field(
        "By what means the data travel.", also=("mechanism", "transport", "type", "method")
    )
    frequency: Literal["live", "hourly", "daily", "weekly", "monthly", "on_demand"] | None = field(
        "How often data flow."
    )
    encrypted: bool | None = field("The data are encrypted on their way.")
    lowers_classification: bool | None = field(
        "It makes the data less sensitive, by anonymising or adding up."
    )
    transformation: str | None = field("What it does to the data on their way.")
    provider: Links = relation(
        "application", "service", inverse="sends_through", many=False, help="Where data come from.",
        also=("source application", "from", "producer", "source system", "sender"),
    )  # fmt: skip
    consumer: Links = relation(
        "application", "service", inverse="receives_through", help="Where data go to.",
        also=("target application", "to", "target", "target system", "receiver", "destination"),
    )  # fmt: skip
    carries: Links = relation(
        "data_set", inverse="carried_by", help="The data that flow.", also=("data type", "data")
    )


class Server(Kind):
    """A machine, real or virtual."""

    also = ("host", "machine", "virtual machine", "node", "device", "computer")

    environment: Environment | None = field("What it is used for.", also=("env", "stage", "usage"))
    availability_alone: Share | None = field(
        "The share of time it is up by itself, while all that it stands on is up."
    )
    virtual: bool | None = field("It is a virtual machine.", also=("is virtual",))
    operating_system: str | None = field("The operating system, as text.", also=("os",))
    address: str | None = field(
        "Its address in the network.", clearance="security", also=("ip", "ip address", "hostname")
    )
    cores: Count | None = field("How many processor cores it has.", also=("cpu", "vcpu", "cpus"))
    memory_gb: float | None = field("Its memory.", unit="GB", ge=0, also=("ram", "memory"))
    storage_gb: float | None = field("Its storage.", unit="GB", ge=0, also=("disk", "storage"))
    annual_cost: Money | None = field("What it costs a year.", clearance="money", also=("cost",))
    warranty_end: date | None = field("The last day of its warranty.", also=("warranty expiry",))
    last_seen: date | None = field("The day it was last seen to be there.", also=("last scan",))
    located_in: Links = relation(
        "location", inverse="houses", many=False, help="Where it stands.",
        also=("location", "data center", "data centre", "site", "region"),
    )  # fmt: skip
    on_network: Dependencies = relation(
        "network", inverse="connects", help="The networks that it is on.",
        also=("network", "vlan", "subnet"),
    )  # fmt: skip
    runs_on: Dependencies = relation(
        "server", "platform", inverse="runs", help="Where it runs.", also=("hypervisor", "cluster")
    )
    uses: tuple[Use, ...] = relation(
        "technology", inverse="used_in", help="What is installed on it."
    )
    provided_by: Links = relation("vendor", inverse="provides", help="Who makes or hosts it.")


class Network(Kind):
    """A network, or a stretch of one."""

    also = ("vlan", "subnet", "segment")

    address_range: str | None = field(
        "Its range of addresses.", clearance="security", also=("cidr", "prefix", "ip range")
    )
    zone: Literal["internet", "perimeter", "internal", "plant", "management"] | None = field(
        "How far it is from the outside."
    )
    availability_alone: Share | None = field(
        "The share of time it is up by itself, while all that it stands on is up."
    )
    bandwidth_mbps: float | None = field("How much it carries.", unit="Mbit/s", ge=0)
    annual_cost: Money | None = field("What it costs a year.", clearance="money")
    located_in: Links = relation("location", inverse="houses", help="The places that it reaches.")
    depends_on: Dependencies = relation(
        "network", "platform", "vendor", inverse="needed_by", help="What it cannot do without."
    )
    provided_by: Links = relation("vendor", inverse="provides", help="Who provides it.")


class Platform(Kind):
    """What several applications run on together: a cluster, a cloud account, an integration hub."""

    also = ("cluster", "cloud account", "subscription", "infrastructure service")

    type: PlatformType | None = field("What it offers to what runs on it.", also=("category",))
    criticality: Level | None = field("How bad an outage is for the business.")
    annual_cost: Money | None = field("What it costs a year.", clearance="money", also=("cost",))
    availability_alone: Share | None = field(
        "The share of time it is up by itself, while all that it stands on is up."
    )
    capacity: float | None = field("How much it can take, in its own unit.", ge=0)
    capacity_unit: str | None = field("What its capacity counts.")
    office: Links = relation("office", inverse="platforms", many=False, help="Who runs it.")
    located_in: Links = relation("location", inverse="houses", help="Where it stands.")
    runs_on: Dependencies = relation(
        "server", "platform", inverse="runs", help="What it runs on in its turn."
    )
    on_network: Dependencies = relation(
        "network", inverse="connects", help="The networks that it is on."
    )
    uses: tuple[Use, ...] = relation(
        "technology", inverse="used_in", help="The technology that it is made with."
    )
    maintained_by: Links = relation("team", inverse="maintains", help="The team that runs it.")
    provided_by: Links = relation("vendor", inverse="provides", help="Who makes or hosts it.")


class Location(Kind):
    """A place: a site, a data centre, a cloud region."""

    also = ("site", "data centre", "data center", "region", "branch")

    type: Literal["office", "depot", "data_centre", "cloud_region", "country"] | None = field(
        "What kind of place it is."
    )
    country: str | None = field("The country, as a two-letter code.", pattern=r"^[A-Z]{2}$")
    city: str | None = field("The town.", also=("town",))
    address: str | None = field("The street and number.", also=("street",))
    parent: Links = relation(
        "location", inverse="children", many=False, help="The place that it is a part of."
    )
    provided_by: Links = relation("vendor", inverse="provides", help="Who runs it.")


class Element(Kind):
    """Something out of another tool's model that has no kind of its own here, kept as it stands.

    A relationship between two items that no relation here says is one too: it begins at one and ends
    at the other.
    """

    also = ("model element",)

    type: str | None = field("What the other tool calls it.", also=("element type",))
    begins_at: Links = relation(
        "*", inverse="begins", many=False, help="Where it begins, if it is a relationship."
    )
    ends_at: Links = relation(
        "*", inverse="ends", many=False, help="Where it ends, if it is a relationship."
    )


class Incident(Observation):
    """Something that went wrong in operation, from its beginning until it was resolved."""

    metrics = ("incident",)

    title: str | None = field("What happened.", also=("summary", "short description"))
    severity: Level | None = field("How bad it was.", also=("priority", "impact"))
    resolved: datetime | None = field("When it was over.", also=("resolved at", "closed", "end"))
    minutes_down: float | None = field(
        "How long it was out.", unit="minutes", ge=0, also=("downtime", "outage minutes")
    )
    cause: Cause | None = field("What brought it about.", also=("root cause", "category"))
    deployment: str | None = field("The reference of the deployment that caused it.")


class Load(Observation):
    """How much of what something can take is taken, at a moment; `reference` says of what, if of several.

    A server's `cores`, `memory` and `storage` are weighed against its own fields of these names.
    """

    metrics = ("load",)

    value: float = field(
        "How much is taken, in the unit of the capacity.", default=..., ge=0,
        also=("used", "usage", "utilisation"),
    )  # fmt: skip
    capacity: float | None = field(
        "How much it can take; empty: as the item states.", gt=0, also=("limit", "total", "size")
    )
    arrivals_per_hour: float | None = field("How many ask for a place in an hour.", ge=0)
    minutes_each: float | None = field("How long each keeps a place.", unit="minutes", ge=0)
