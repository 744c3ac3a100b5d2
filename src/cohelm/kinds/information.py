"""What the organisation knows: data sets and stores, data products, processing and policies."""

from __future__ import annotations

from datetime import date
from typing import Literal

from cohelm.core.fields import Count, Share, Text, field
from cohelm.core.kind import Kind
from cohelm.core.links import Dependencies, Link, Links, relation
from cohelm.core.money import Money
from cohelm.kinds.scales import Classification, Usage, Use

LegalBasis = Literal[
    "consent", "contract", "legal_obligation", "vital_interests", "public_task",
    "legitimate_interests",
]  # fmt: skip
StoreType = Literal[
    "database", "warehouse", "lake", "file_share", "archive", "backup", "log", "saas"
]
PolicyTopic = Literal[
    "ownership", "classification", "access", "retention", "residency", "encryption", "quality",
    "sharing", "ai",
]  # fmt: skip
Refresh = Literal["live", "hourly", "daily", "weekly", "monthly", "quarterly"]


class Storage(Link):
    """A link to a place where data are kept."""

    encrypted: bool | None = field("The data are encrypted there.")
    copy_of: Literal["original", "copy", "backup", "test"] | None = field(
        "Whether it is the original or which kind of copy."
    )


class Derivation(Link):
    """A link to the data that other data are made from."""

    transformation: str | None = field("What is done on the way.")
    lowers_classification: bool | None = field(
        "It makes the data less sensitive, by anonymising or adding up."
    )


class DataSet(Kind):
    """A body of data about one subject, wherever it is kept."""

    also = ("data type", "data object", "data asset", "dataset", "data entity", "information asset")

    classification: Classification | None = field(
        "How sensitive it is.",
        also=("confidentiality", "sensitivity", "class", "data classification", "security class"),
    )
    personal: bool | None = field(
        "It is about people who can be identified.",
        also=("personal data", "pii", "contains personal data", "gdpr"),
    )
    special_category: bool | None = field(
        "It tells of health, belief, origin or the like.",
        also=("special categories", "sensitive personal data"),
    )
    subjects: tuple[str, ...] | None = field(
        "Whom it is about.", also=("data subjects", "categories of subjects")
    )
    retention_months: Count | None = field(
        "How many months it is kept.", unit="months",
        also=("retention", "retention period", "keep for", "retention months"),
    )  # fmt: skip
    retention_from: str | None = field(
        "The event from which that time runs.", also=("retention trigger",)
    )
    legal_hold: bool | None = field("It must not be erased for now.")
    residency: tuple[str, ...] | None = field(
        "The countries in which it may be kept.", also=("allowed countries", "data residency")
    )
    records: Count | None = field("How many records it has.", also=("rows", "record count"))
    quality: Share | None = field("The share of checks that it passes.", also=("data quality",))
    access_days: float | None = field("How many days it takes to be let in.", unit="days", ge=0)
    parent: Links = relation(
        "data_set", inverse="children", many=False, help="The data set that it is a part of.",
        also=("parent id",),
    )  # fmt: skip
    stored_in: tuple[Storage, ...] = relation(
        "data_store", "application", "platform", inverse="stores", help="Where it is kept.",
        also=("store", "storage", "database", "system of record"),
    )  # fmt: skip
    derived_from: tuple[Derivation, ...] = relation(
        "data_set", inverse="derived_into", help="The data that it is made from.",
        also=("lineage", "upstream"),
    )  # fmt: skip
    steward: Links = relation(
        "person", "role", inverse="stewards", many=False, help="Who looks after its quality.",
        also=("data steward", "custodian"),
    )  # fmt: skip


class DataStore(Kind):
    """A place where data are kept: a database, a warehouse, a file share, an archive."""

    also = ("database", "data warehouse", "repository of data", "schema")

    type: StoreType | None = field("What kind of place it is.")
    size_gb: float | None = field("How much it holds.", unit="GB", ge=0, also=("size",))
    encrypted_at_rest: bool | None = field("What is kept there is encrypted.", also=("encrypted",))
    annual_cost: Money | None = field("What it costs a year.", clearance="money", also=("cost",))
    located_in: Links = relation(
        "location", inverse="houses", help="Where it stands.", also=("location", "region")
    )
    runs_on: Dependencies = relation("server", "platform", inverse="runs", help="Where it runs.")
    uses: tuple[Use, ...] = relation(
        "technology", inverse="used_in", help="The technology that it is made with."
    )
    provided_by: Links = relation("vendor", inverse="provides", help="Who makes or hosts it.")


class DataProduct(Kind):
    """Data made ready for others to use: a report, a dashboard, a model, a feed."""

    also = ("report", "dashboard", "data mart", "analytics product")

    type: Literal["report", "dashboard", "model", "feed", "data_mart"] | None = field(
        "What form it has."
    )
    use: Literal["operational", "strategic"] | None = field(
        "Whether it serves daily work or the long view."
    )
    refresh: Refresh | None = field("How often it is renewed.", also=("frequency", "update cycle"))
    quality: Share | None = field("The share of checks that it passes.")
    users: Count | None = field("How many people use it.", unit="people")
    annual_cost: Money | None = field("What it costs a year.", clearance="money", also=("cost",))
    office: Links = relation("office", inverse="data_products", help="Which offices made it.")
    used_by: tuple[Usage, ...] = relation(
        "office", "department", "team", inverse="uses", help="Who uses it.", also=("consumers",)
    )
    built_from: Links = relation(
        "data_set", "data_product", inverse="built_into", help="The data that it is made from."
    )
    delivered_in: Links = relation(
        "application", "platform", inverse="delivers", help="Where its users find it."
    )
    feeds: Links = relation(
        "right", "forum", "process", "metric", "ai_use", inverse="fed_by",
        help="The decisions and the work that it serves.", also=("decisions",),
    )  # fmt: skip


class Processing(Kind):
    """An entry in the record of processing: what is done with personal data, why and how long."""

    plural = "processing activities"
    also = ("processing activity", "record of processing", "ropa")

    purpose: Text | None = field("What the data are used for.", also=("purposes",))
    legal_basis: LegalBasis | None = field(
        "The ground in law on which it rests.", also=("lawful basis",)
    )
    capacity: Literal["controller", "joint_controller", "processor"] | None = field(
        "In which capacity the organisation does it.", also=("role in processing",)
    )
    joint_controllers: tuple[str, ...] | None = field("Who decides on it as well.")
    subjects: tuple[str, ...] | None = field(
        "Whom the data are about.", also=("data subjects", "categories of data subjects")
    )
    data_categories: tuple[str, ...] | None = field(
        "What kinds of data they are.", also=("categories of data", "categories of personal data")
    )
    recipients: tuple[str, ...] | None = field("To whom data are given.", also=("disclosed to",))
    third_countries: tuple[str, ...] | None = field(
        "The countries outside the union to which data go.", also=("transfers",)
    )
    safeguards: Text | None = field("What protects data that leave the union.")
    erasure: str | None = field("When the data are erased.", also=("retention", "time limits"))
    measures: Text | None = field("What protects the data.", also=("security measures", "toms"))
    assessed_on: date | None = field("The day of its impact assessment.", also=("dpia",))
    processes: Links = relation(
        "data_set", inverse="processed_in", help="The data that it takes.", also=("data sets",)
    )
    performed_by: Links = relation(
        "department", "team", inverse="performs", help="Who does the work."
    )
    done_with: Links = relation("application", inverse="used_for", help="The systems it uses.")
    processor: Links = relation(
        "vendor", inverse="processes_for", help="Who does it on the organisation's behalf."
    )


class Policy(Kind):
    """A rule that certain things have to keep."""

    plural = "policies"
    also = ("rule", "data policy", "guideline")

    topic: PolicyTopic | None = field("What it is about.", also=("area", "category"))
    statement: Text | None = field("The rule in one sentence.", also=("text", "wording"))
    covers: str | None = field(
        "A condition that selects the things it holds for.", also=("scope", "applies when")
    )
    requirement: str | None = field("The condition that these things have to meet.")
    start: date | None = field("The first day on which it holds.", also=("valid from", "effective"))
    end: date | None = field("The last day on which it holds.", also=("valid until",))
    approved_by: Links = relation(
        "forum", "role", inverse="has_approved", help="Who put it into force."
    )
    applies_to: Links = relation(
        "data_set", "data_store", "application", "ai_use", inverse="policies",
        help="Single things that it holds for.",
    )  # fmt: skip
