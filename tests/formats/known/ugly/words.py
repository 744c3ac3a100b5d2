"""Names, companies and things that the rows of made-up files are about."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

COMPANIES = (
    "Acme GmbH", "Nordic Data AS", "Société Lumière SARL", "Bit & Byte Ltd", "Delta Systems Inc",
    "Huber Verwaltungs KG", "Initrode", "Globex Corporation", "Kestrel Cloud", "Tigris Networks B.V.",
    "Umbra Software AB", "Wayfarer Consulting LLP", "Zeta Holdings plc", "Kontor & Söhne",
    "Blue Harbor Analytics", "Ostsee Telekom AG",
)  # fmt: skip
FIRST = ("Anna", "Bob", "Carla", "Dieter", "Eva", "Farid", "Grace", "Hugo", "Ines", "Jörg")
LAST = ("Meyer", "Smith", "Novak", "Rossi", "Okafor", "Lind", "García", "Tanaka", "O'Neill", "Weiß")
THINGS = (
    "Customer relations", "Payroll", "Order entry", "Fleet tracking", "Treasury", "Intranet",
    "Web shop", "Billing", "Warehouse", "Ticketing", "Tax filing", "Route planning", "Archiv",
    "Zeiterfassung", "Data lake", "Identity", "Backup", "Video conferencing",
)  # fmt: skip
UNITS = (
    "Finance",
    "Human Resources",
    "Logistics",
    "Legal",
    "Marketing",
    "Vertrieb",
    "IT Operations",
)


def person(rng: random.Random) -> str:
    """A person's name."""
    return f"{rng.choice(FIRST)} {rng.choice(LAST)}"


def people(rng: random.Random, count: int) -> list[str]:
    """Different names of people."""
    every = [f"{first} {last}" for first in FIRST for last in LAST]
    return rng.sample(every, count)


def day(rng: random.Random, first: date, last: date) -> date:
    """A day from the first to the last, both included."""
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def money(rng: random.Random, low: int, high: int) -> Decimal:
    """An amount with cents; now and then a round one."""
    if rng.random() < 0.3:
        return Decimal(rng.randrange(low, high) // 100 * 100)
    return Decimal(rng.randrange(low * 100, high * 100)) / 100
