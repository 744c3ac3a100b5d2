"""Ugly tables with a known truth: other headers, other orders, rows that are no records."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.formats.books import xlsx

FIRST = ("Anna", "Bob", "Carla", "Dieter", "Eva", "Farid", "Grace", "Hugo")
LAST = ("Meyer", "Smith", "Novak", "Rossi", "Okafor", "Lind", "Garcia", "Tanaka")
THINGS = ("Customer relations", "Payroll", "Order entry", "Fleet tracking", "Treasury", "Intranet",
          "Web shop", "Billing", "Warehouse", "Ticketing", "Tax filing", "Route planning")  # fmt: skip
PLACES = ("North", "South", "East", "West")
COMPANIES = (
    "Acme GmbH",
    "Nordic Data AS",
    "Société Lumière",
    "Bit & Byte Ltd",
    "Delta Systems Inc",
)
UNITS = ("Finance", "Human Resources", "Logistics", "Legal", "Marketing")


@dataclass(frozen=True)
class Field:
    """One column: headers that files give it, what it means, its value, and how a cell shows it."""

    headers: Sequence[str]
    means: str
    value: Callable[[random.Random, int], Any]
    shows: Callable[[Any, random.Random], Any] = lambda value, rng: value


@dataclass(frozen=True)
class Kind:
    """One kind of table: what files are called that hold it, and its columns."""

    name: str
    files: Sequence[str]
    fields: Sequence[Field]


@dataclass(frozen=True)
class Ugly:
    """A file, what it is about, and the records that are in it, by what each column means."""

    name: str
    content: bytes
    kind: str
    truth: list[dict[str, Any]]


def person(rng: random.Random, at: int) -> str:
    return f"{FIRST[at % 8]} {LAST[(at * 3 + at // 8) % 8]}"


def day(rng: random.Random, at: int) -> date:
    # Past the twelfth, so that a column always tells whether the day stands first.
    return date(2024, 1, 13) + timedelta(days=30 * (at % 20)) + timedelta(days=at % 3)


def money(rng: random.Random, at: int) -> int:
    return rng.randrange(1, 900) * 1000


def of(*values: Any) -> Callable[[random.Random, int], Any]:
    return lambda rng, at: values[at % len(values)]


def thing(form: str) -> Callable[[random.Random, int], Any]:
    return lambda rng, at: f"{form.format(THINGS[at % 12])} {PLACES[at // 12]}"


KINDS = (
    Kind("application", ("applications.csv", "App inventory 2025.xlsx", "software_systems_v2.csv"), (
        Field(("Application", "App name", "System name", "application_title"), "name", thing("{} suite")),
        Field(("Description", "What it is for: summary", "Desc."), "description",
              thing("Everything about {} for all branches and countries")),
        Field(("Owner", "Business owner", "Responsible", "contact person"), "owner", person),
        Field(("Criticality", "Business criticality", "importance"), "criticality",
              of("low", "medium", "high", "critical"), lambda v, rng: v.upper()),
        Field(("Vendor", "Supplier name", "Provider"), "provided_by", of(*COMPANIES)),
        Field(("Annual cost", "Run cost p.a.", "yearly costs"), "annual_cost", money),
        Field(("Users", "# of users", "user count"), "users", lambda rng, at: rng.randrange(5, 900)),
    )),
    Kind("initiative", ("projects.csv", "Project portfolio Q3.xlsx", "initiative-list.csv"), (
        Field(("Project ID", "Project no.", "projectCode"), "id", lambda rng, at: f"PRJ-{at:04}"),
        Field(("Project name", "projectTitle", "Initiative"), "name", thing("Renew {} once more")),
        Field(("Department", "Business unit", "dept"), "serves", of(*UNITS)),
        Field(("Budget", "Total budget", "Planned cost"), "total_cost", money),
        Field(("Start", "Start date", "begin"), "start", day),
        Field(("End date", "Planned end", "Completion date"), "end", day),
        Field(("Status", "Project status", "state"), "status",
              of("in_progress", "done", "on_hold"), lambda v, rng: v.replace("_", " ").title()),
    )),
    Kind("contract", ("contracts.csv", "Agreements 2025.xlsx", "supplier contracts.csv"), (
        Field(("Contract number", "Contract no.", "Agreement ID"), "id", lambda rng, at: f"C{at:05}-X"),
        Field(("Contract title", "Contract name", "Agreement title"), "name", thing("{} services")),
        Field(("Vendor", "Supplier", "vendor_name"), "vendor", of(*COMPANIES)),
        Field(("Annual value", "Annual fee", "Yearly cost"), "annual_cost", money),
        Field(("Start date", "Valid from", "Effective date"), "start", day),
        Field(("Expiry date", "End date", "Valid until"), "end", day),
        Field(("Notice period (days)", "Notice days", "notice"), "notice_days", of(30, 60, 90)),
    )),
    Kind("vendor", ("vendors.csv", "Supplier list.xlsx", "third-parties.csv"), (
        Field(("Vendor ID", "Supplier no.", "supplierId"), "id", lambda rng, at: f"V{1000 + at}"),
        Field(("Vendor name", "Supplier", "Provider name"), "name", thing("{} Ltd")),
        Field(("Country", "country"), "country", of("DE", "FR", "US")),
        Field(("Risk tier", "Risk rating", "Tier"), "risk_tier", of("low", "high"),
              lambda v, rng: v.title()),
        Field(("Website", "URL", "Homepage"), "website",
              lambda rng, at: f"https://vendor{at}.example"),
    )),
    Kind("risk", ("risks.csv", "Risk register.xlsx", "risk-log.csv"), (
        Field(("Risk ID", "Risk no.", "riskRef"), "id", lambda rng, at: f"R-{at:03}"),
        Field(("Risk title", "Risk", "risk_name"), "name", thing("Loss of {}")),
        Field(("Likelihood", "Probability"), "likelihood", of("low", "medium", "high"),
              lambda v, rng: v.title()),
        Field(("Owner", "Risk owner"), "owner", person),
        Field(("Due date", "Deadline"), "due", day),
    )),
    Kind("data_set", ("data objects.csv", "Data catalogue of data sets.xlsx", "data_entities.csv"), (
        Field(("Data object", "Data set", "data_entity"), "name", thing("{} records")),
        Field(("Confidentiality", "Data classification", "Sensitivity"), "classification",
              of("public", "internal", "confidential"), lambda v, rng: v.title()),
        Field(("Personal data", "PII?", "Contains personal data"), "personal", of(True, False),
              lambda v, rng: "Yes" if v else "No"),
        Field(("Retention (months)", "Retention months"), "retention_months", of(12, 60, 120)),
        Field(("Data steward", "Steward"), "steward", person),
    )),
    Kind("person", ("employees.csv", "Staff members.xlsx", "people export.csv"), (
        Field(("Employee ID", "Employee no."), "id", lambda rng, at: f"{20000 + at}"),
        Field(("Full name", "Employee name", "Name"), "name",
              lambda rng, at: f"{FIRST[at % 8]} {LAST[at // 8 % 8]}"),
        Field(("E-mail", "Email address", "mail"), "email", lambda rng, at: f"p{at}@mail.example"),
        Field(("Job title", "Position"), "job_title", of("Developer", "Analyst", "Architect")),
        Field(("Department", "Org unit", "Division"), "department", of(*UNITS)),
    )),
    Kind("server", ("servers.csv", "Server list.xlsx", "virtual machines.csv"), (
        Field(("Hostname", "Server name", "Server"), "name", lambda rng, at: f"srv-{at:03}"),
        Field(("OS", "Operating system"), "operating_system", of("RHEL 9", "Windows Server 2022")),
        Field(("Environment", "Env"), "environment", of("production", "test", "development"),
              lambda v, rng: v.title()),
        Field(("CPUs", "vCPU", "Cores"), "cores", of(2, 4, 8)),
        Field(("Location", "Data centre", "Site"), "located_in", of("Bremen", "Lyon")),
    )),
)  # fmt: skip


def ugly(kind: Kind, seed: int, count: int = 24) -> Ugly:
    """A file of this kind: same seed, same file. It has at least a name and two thirds of the columns."""
    rng = random.Random(seed)
    fields = [one for one in kind.fields if one.means in ("name", "id") or rng.random() < 0.75]
    rng.shuffle(fields)
    header = [_respelt(rng.choice(one.headers), rng) for one in fields]
    truth = [{one.means: one.value(rng, at) for one in fields} for at in range(count)]
    manner = _Manner.chosen(fields, rng)
    header = [manner.head(one, text) for one, text in zip(fields, header, strict=True)]
    rows = [[manner.cell(one, record[one.means], rng) for one in fields] for record in truth]
    sheet = _decorated(header, rows, fields, rng)
    name = rng.choice(kind.files)
    return Ugly(name, _packed(sheet, name, rng), kind.name, truth)


@dataclass(frozen=True)
class _Manner:
    """How dates and amounts are written in one file."""

    date_form: str
    unit: str
    comma: bool

    @classmethod
    def chosen(cls, fields: Sequence[Field], rng: random.Random) -> _Manner:
        form = rng.choice(("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%B %d, %Y", "%d-%b-%Y"))
        return cls(form, rng.choice((" (k€)", " (EUR)", "")), rng.random() < 0.3)

    def head(self, one: Field, text: str) -> str:
        return text + self.unit if one.value is money else text

    def cell(self, one: Field, value: Any, rng: random.Random) -> Any:
        if one.value is day:
            return value.strftime(self.date_form)
        if one.value is not money:
            return one.shows(value, rng)
        if self.unit == " (k€)":
            return f"{value / 1000:.1f}".replace(".", "," if self.comma else ".")
        text = f"{value:,}".replace(",", "." if self.comma else ",")
        return text + (",00" if self.comma else ".00") if self.unit else f"€{text}"


def _respelt(header: str, rng: random.Random) -> str:
    return rng.choice(
        (header, header.upper(), header.lower(), header.replace(" ", "_"), f" {header} ")
    )


def _decorated(
    header: list[str], rows: list[list[Any]], fields: Sequence[Field], rng: random.Random
) -> list[list[Any]]:
    """The table with what people put around and between the rows of one."""
    body = [list(row) for row in rows]
    if rng.random() < 0.4:
        body.insert(rng.randrange(2, len(body)), [""] * len(header))
    if rng.random() < 0.4:
        body.insert(rng.randrange(2, len(body)), list(header))
    if any(one.value is money for one in fields) and rng.random() < 0.5:
        total = ["" for _ in header]
        at = next(n for n, one in enumerate(fields) if one.value is money)
        total[at] = "9,999"
        total[next((n for n in range(len(header)) if n != at), 0)] = "Total"
        body.append(total)
    if rng.random() < 0.3:
        body += [[], ["Source: exported by hand, with care, in March of this year"]]
    if rng.random() < 0.4:
        return [["Exported list"], [], header, *body]
    return [header, *body]


def _packed(sheet: list[list[Any]], name: str, rng: random.Random) -> bytes:
    if name.endswith(".xlsx"):
        return xlsx(Sheet1=sheet)
    text = io.StringIO()
    csv.writer(text, delimiter=rng.choice(",;\t|"), lineterminator="\r\n").writerows(sheet)
    return text.getvalue().encode(rng.choice(("utf-8", "utf-8-sig", "utf-16", "cp1252")))
