"""An organisation with seeded duplicates and decoys, in words of its own.

What things are for is put together from an object and an activity, each of which people call by several
names. Two items of one object and one activity are a duplicate; of one alone they are none, though they
serve one capability (same object) or bear the same words (same activity). Nothing here is taken from the
analysis that looks for them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

OBJECTS: dict[str, tuple[str, ...]] = {
    "invoice": ("invoices", "bills", "invoicing documents"),
    "employee": ("employees", "staff", "personnel"),
    "vehicle": ("vehicles", "cars", "motor fleet"),
    "supplier": ("suppliers", "vendors", "creditors"),
    "customer": ("customers", "clients", "buyers"),
    "contract": ("contracts", "agreements"),
    "building": ("buildings", "facilities", "premises"),
    "visitor": ("visitors", "guests"),
    "holiday": ("leave", "absences", "vacation"),
    "wage": ("payroll", "wages", "salaries"),
    "travel": ("business trips", "travel", "journeys of staff"),
    "training": ("training", "courses", "learning"),
    "incident": ("incidents", "outages", "disturbances"),
    "ticket": ("tickets", "service requests"),
    "password": ("passwords", "credentials"),
    "laptop": ("laptops", "notebooks", "end user devices"),
    "warehouse": ("stock", "inventory", "goods on hand"),
    "parcel": ("parcels", "shipments", "consignments"),
    "complaint": ("complaints", "grievances"),
    "project": ("projects", "undertakings", "programmes of work"),
    "risk": ("risks", "hazards"),
    "audit": ("audits", "inspections"),
    "patent": ("patents", "intellectual property"),
    "meter": ("meters", "metering points"),
    "sample": ("laboratory samples", "specimens"),
    "meeting": ("meetings", "conferences"),
    "press": ("press releases", "media statements"),
    "newsletter": ("newsletters", "mailings"),
    "donation": ("donations", "gifts received"),
    "loan": ("loans", "lendings"),
    "tax": ("taxes", "duties and levies"),
    "waste": ("waste", "refuse"),
    "energy": ("energy", "electricity"),
    "spare": ("spare parts", "replacement parts"),
    "recipe": ("recipes", "formulas"),
    "drawing": ("drawings", "blueprints"),
    "tender": ("tenders", "calls for bids"),
    "budget": ("budgets", "spending plans"),
    "cash": ("cash", "liquidity"),
    "asset": ("fixed assets", "capital goods"),
    "video": ("videos", "films"),
    "photo": ("photographs", "pictures"),
    "phone": ("telephones", "phone lines"),
    "badge": ("badges", "access cards"),
    "survey": ("surveys", "questionnaires"),
}
ACTIVITIES: dict[str, tuple[str, ...]] = {
    "archive": ("archive", "long-term storage", "retention"),
    "approve": ("approval", "sign-off", "release workflow"),
    "plan": ("planning", "scheduling"),
    "forecast": ("forecasting", "prediction", "outlook"),
    "report": ("reporting", "dashboards", "reports"),
    "scan": ("scanning", "capture", "digitisation"),
    "search": ("search", "lookup", "retrieval"),
    "print": ("printing", "hard copies"),
    "translate": ("translation", "localisation"),
    "monitor": ("monitoring", "surveillance", "watching"),
    "secure": ("protection", "security"),
    "share": ("sharing", "exchange", "file transfer"),
    "book": ("booking", "reservation"),
    "price": ("pricing", "quotation", "rate setting"),
    "compare": ("comparison", "benchmarking"),
    "clean": ("deduplication", "data cleansing"),
    "sign": ("electronic signature", "digital signing"),
    "notify": ("notifications", "alerts", "reminders"),
    "map": ("maps", "geographic display"),
    "insure": ("insurance", "cover against loss"),
    "lease": ("leasing", "hire"),
    "dispose": ("disposal", "scrapping"),
    "migrate": ("migration", "conversion"),
    "test": ("testing", "quality assurance"),
    "backup": ("backup", "recovery copies"),
}
PLACES = ("of the plants", "in the region", "for group companies", "at head office", "", "", "")
BRANDS = [
    "".join(parts).title()
    for parts in product(("zor", "quil", "vex", "mun", "tarn", "ploy", "grin", "hask", "brel", "dwim"),
                         ("a", "o", "u"), ("ta", "rix", "lo", "nd", "sk", "pha", "gen"))
]  # fmt: skip
LEGAL = ("GmbH", "Ltd", "Inc.", "SA", "B.V.", "AG")
Purpose = tuple[str, str]


@dataclass
class Seeded:
    """The documents, and the pairs that are the same thing."""

    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    pairs: set[frozenset[str]] = field(default_factory=set)


def seeded(count: int, *, seed: int, share: float = 0.2) -> Seeded:
    """So many applications and contracts, of which a share has a second one for the same purpose."""
    chance = random.Random(seed)
    made = Seeded()
    made.documents |= {
        "organisation:organisation": {"currency": "EUR"},
        "office:cio": {}, "office:cto": {}, "department:sales": {}, "department:works": {},
        **{f"capability:{name}": {"name": f"Care of {words[-1]}"} for name, words in OBJECTS.items()},
        **{f"vendor:{name.lower()}": {"name": f"{name} {chance.choice(LEGAL)}"} for name in BRANDS},
    }  # fmt: skip
    doubles = int(count * share / 2)
    purposes = list(product(OBJECTS, ACTIVITIES))
    chance.shuffle(purposes)
    apps, contracts = _split(count, doubles, purposes)
    kinds = [(made, "application", apps), (made, "contract", contracts)]
    for to, kind, (own, twice) in kinds:
        for number, purpose in enumerate(own):
            key = f"{kind}:{kind[0]}{number:04}"
            to.documents[key] = _item(kind, purpose, number, chance)
            if number < twice:
                other = f"{kind}:{kind[0]}{number:04}-{chance.choice('xyz')}"
                to.documents[other] = _second(kind, purpose, to.documents[key], number, chance)
                to.pairs.add(frozenset((key, other)))
    return made


def _split(count: int, doubles: int, purposes: list[Purpose]) -> Any:
    """Purposes of applications and of contracts, each with how many of them come twice."""
    of_apps, of_contracts = doubles * 3 // 5, doubles - doubles * 3 // 5
    apps = min(len(purposes), count * 11 // 20 - of_apps)
    contracts = count - apps - doubles
    return (purposes[:apps], of_apps), (purposes[-contracts:], of_contracts)


def _wording(purpose: Purpose, chance: random.Random, which: int | None = None) -> str:
    thing, activity = OBJECTS[purpose[0]], ACTIVITIES[purpose[1]]
    one = thing[0] if which == 0 else chance.choice(thing)
    other = activity[0] if which == 0 else chance.choice(activity)
    form = chance.choice(("{b} of {a}", "{a} {b}", "{b} for {a}"))
    return f"{form.format(a=one, b=other)} {chance.choice(PLACES)}".strip()


def _item(kind: str, purpose: Purpose, number: int, chance: random.Random) -> dict[str, Any]:
    brand = chance.choice(BRANDS)
    words = _wording(purpose, chance)
    named = chance.random() < 0.6
    found: dict[str, Any] = {
        "name": words.capitalize()
        if named
        else f"{brand} {chance.choice(('One', 'Suite', 'Pro'))}",
        "description": "" if named and chance.random() < 0.5 else f"{words.capitalize()}.",
        "annual_cost": f"{chance.randrange(5, 400) * 1000} EUR",
        "office": chance.choice(("office:cio", "office:cto")),
    }
    return _linked(kind, found, purpose, brand, chance)


def _linked(
    kind: str, found: dict[str, Any], purpose: Purpose, brand: str, chance: random.Random
) -> dict[str, Any]:
    vendor = f"vendor:{brand.lower()}"
    if kind == "contract":
        terms = {"end": f"2027-0{chance.randrange(1, 10)}-28", "notice_days": 60, "renewal": "tacit",
                 "renewal_months": 12}  # fmt: skip
        return found | {"vendor": vendor, "category": purpose[1].title()} | terms
    supports = {"supports": [f"capability:{purpose[0]}"]} if chance.random() < 0.85 else {}
    return found | {"provided_by": [vendor]} | supports


def _second(
    kind: str, purpose: Purpose, first: dict[str, Any], number: int, chance: random.Random
) -> dict[str, Any]:
    """The same again: in other words, in another spelling, or from another vendor."""
    way = number % 3
    second = dict(first)
    second["office"] = "office:cto" if first["office"] == "office:cio" else "office:cio"
    second["annual_cost"] = f"{chance.randrange(5, 400) * 1000} EUR"
    if way == 0:  # in other words, from another vendor
        brand = chance.choice(BRANDS)
        words = _wording(purpose, chance)
        second |= {"name": f"{brand} {chance.choice(('Cloud', 'Next', 'Go'))}",
                   "description": f"{words.capitalize()}."}  # fmt: skip
        second |= _linked(kind, {}, purpose, brand, chance)
    elif way == 1:  # in another spelling
        second["name"] = "".join(_misspelt(first["name"], chance))
        second["description"] = first["description"].upper()
    else:  # the same product again, under another name of its own
        second["name"] = (
            f"{first['name']} ({chance.choice(('Nordics', 'second order', 'licences'))})"
        )
    return second


def _misspelt(name: str, chance: random.Random) -> Iterator[str]:
    """Joined words, other case, a letter twice or left out."""
    at = chance.randrange(3, max(4, len(name) - 2))
    for place, sign in enumerate(name):
        if sign == " ":
            yield chance.choice((" ", " ", "-", "_"))
        elif place == at and sign.isalpha():
            yield chance.choice((sign * 2, ""))
        else:
            yield sign.upper() if chance.random() < 0.2 else sign
