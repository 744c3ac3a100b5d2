"""The matrix of access: every route, from the reviewed file, for everybody of the cast; by one rule.

`access.csv` says of each method and path what it takes. `{analysis}` stands for the word of any question:
one view makes them all. `shut`: the method is answered with 405 to everybody.

The rule, which no code of ours is asked for: who is not signed in is led to the door by pages and told
401 by the API; who has no access, or not enough, is told 403; what somebody may not see is not there.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cohelm.analysis.catalogue import ANALYSES
from cohelm.server.routes import Route, routes

FILE = Path(__file__).with_name("access.csv")
RANKS = {"nobody": 0, "expired": 0, "disabled": 0, "stranger": 1, "reader": 2, "reading": 4,
         "writer": 3, "cio": 4, "cto": 4, "admin": 5}  # fmt: skip
"""Everybody, and how far they come. `reading` is the CIO by a token that only reads."""
TAKES = {"anyone": 0, "signed in": 1, "reader": 2, "contributor": 3, "office lead": 4,
         "administrator": 5}  # fmt: skip
SEES = {
    "open": {"reader", "reading", "writer", "cio", "cto", "admin"},
    "office:cio": {"reading", "cio", "admin"},
    "between": {"reading", "cio", "cto"},
}
"""Who sees what: what is open, what is the CIO's own, what is between the two."""
ITEMS = {"open": ("application", "crm"), "office:cio": ("initiative", "merge"),
         "between": ("application", "nightshade")}  # fmt: skip
BY_TOKEN = ("expired", "reading")
METHODS = ("GET", "POST")
LET_IN = "in"
WORDS = "|".join(sorted((one.word for one in ANALYSES), key=len, reverse=True))
OTHERS = {"kind:need": "concerns",
          "kind:name": "estate", "id:name": "plan-b", "str:secret": "nonsense", "kind:field": "total",
          "kind:part": "name", "str:code": "STR001", "code": "STR001", "metric": "uptime", "name": "none",
          "word": "archimate", "str:word": "archimate", "str:form": "csv"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One request of the matrix: by whom, to what, and what the rule says of it."""

    who: str
    method: str
    address: str
    expected: str


def listed() -> dict[tuple[str, str], str]:
    """What the reviewed file says: what a method and path take."""
    with FILE.open(newline="", encoding="utf-8") as file:
        return {(row["method"], row["path"]): row["takes"] for row in csv.DictReader(file)}


@cache
def pattern(path: str) -> str:
    """The path as the file writes it: the word of a question becomes `{analysis}`."""
    return re.sub(rf"^(api/v1/analyses/)?({WORDS})(?=$|/|\.)", r"\g<1>{analysis}", path)


def ways() -> Iterator[tuple[str, Route]]:
    """Every way in: the methods of the API's routes, and GET and POST of each page."""
    for route in routes():
        for method in route.methods or METHODS:
            yield method, route


def cells(method: str, route: Route, takes: str, number: int) -> Iterator[Cell]:
    """The cells of one way in: for everybody, and for an item of each clearance where it names one."""
    is_api = route.path.startswith("api/")
    about = ITEMS if "id:id_" in route.path or "<id>" in route.path else {"open": ITEMS["open"]}
    for clearance, (kind, id_) in about.items():
        parts = OTHERS | {"kind:kind": kind, "id:id_": id_, "kind": kind, "id": id_,
                          "number": str(number), "int:number": str(number)}  # fmt: skip
        address = "/" + re.sub(r"<([^>]+)>", lambda found: parts[found.group(1)], route.path)  # noqa: B023
        for who in RANKS:
            if is_api or who not in BY_TOKEN:
                yield Cell(who, method, address, _expected(who, method, takes, clearance, is_api))


def _expected(who: str, method: str, takes: str, clearance: str, is_api: bool) -> str:
    if takes == "shut":
        return "405"
    if RANKS[who] < TAKES[takes]:
        return ("401" if is_api else "302") if RANKS[who] == 0 else "403"
    if takes == "anyone":
        return LET_IN
    if who == "reading" and method != "GET":
        return "403"
    if who in SEES[clearance] or takes == "signed in":
        return LET_IN
    # to write whole where nothing is, one says so (If-None-Match): else the version is asked for
    return "428" if method == "PUT" else "404"
