"""What a page of the sample may cost: queries, script, the time to its first byte; and its language."""

from __future__ import annotations

import gzip
import re
import statistics
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from cohelm.accounts.models import Access
from cohelm.formats.organisation import sample_folder
from cohelm.server.demo import bring_sample, make_visitor
from cohelm.server.routes import routes
from cohelm.store.access import Level
from cohelm.store.load import everything
from cohelm.web.visitors import VISITORS
from tests.web.pseudo import offered
from tests.web.unsaid import own_texts, unsaid

MOST_QUERIES = 30
MOST_SCRIPT = 200_000
MOST_MILLISECONDS = 150
"""The bars of every page."""
PARTS = {
    "kind:need": "concerns",
    "kind:kind": "application", "id:id_": "none", "int:number": "1", "id:name": "none",
    "str:word": "archimate", "str:secret": "none", "str:code": "STR001", "str:form": "csv",
    "kind:part": "name",
}  # fmt: skip
MORE = (
    "/compare/?on=2027-03-01", "/compare/concerns/?on=2027-03-01", "/rights/matrix/?domain=all",
)  # fmt: skip
"""Pages that say more when they are asked for more."""
OTHERS_SAY = ("accounts",)
"""Pages of a library, which has its own translations."""
NO_PAGE = re.compile(r"^(api/|accounts/2fa|door/|leave/)|\.(json|csv|xlsx|md|ics)$|/file$|/file/$")
"""What is no page, or a document that takes its time to be made."""


@pytest.fixture
def officer(store: None) -> Client:
    """The CIO of the sample, signed in."""
    bring_sample(sample_folder("sample"), everything())
    plan = everything()
    for visitor in VISITORS:
        make_visitor(visitor, plan)
    admin = User.objects.get(username="administrator")
    assert Access.objects.get(user=admin).level == Level.ADMINISTRATOR
    return entered("cio")


def entered(username: str) -> Client:
    """One of the cast, signed in."""
    client = Client(raise_request_exception=False)
    client.force_login(
        User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
    )
    return client


def addresses() -> Iterator[str]:
    """Every page of the sample: of each kind its first item, of each question and domain all."""
    plan = everything()
    first = {kind.name: plan.table(kind.name).ids for kind in plan.schema.kinds.values()}
    for route in routes():
        if NO_PAGE.search(route.path) or route.methods:
            continue
        if "<kind:name>" in route.path:
            names = (
                ("decides", "funds")
                if route.path.startswith("questions")
                else ("estate", "vendors")
            )
            yield from (f"/{route.path.replace('<kind:name>', name)}" for name in names)
        elif "<kind:kind>" in route.path and "<id:id_>" in route.path:
            for kind in ("application", "initiative", "contract"):
                path = route.path.replace("<kind:kind>", kind)
                yield "/" + path.replace("<id:id_>", first[kind][0])
        elif "<kind:field>" not in route.path:
            yield "/" + re.sub(r"<([^>]+)>", lambda found: PARTS[found.group(1)], route.path)


def scripts(page: str) -> int:
    """The bytes of all scripts of a page, compressed."""
    return sum(compressed(path) for path in set(re.findall(r'<script src="/static/([^"?]+)', page)))


@cache
def compressed(path: str) -> int:
    place = finders.find(path)
    assert place, path
    with open(str(place), "rb") as file:  # noqa: PTH123
        return len(gzip.compress(file.read()))


def asked(client: Client, path: str, headers: dict[str, str]) -> tuple[Any, int]:
    """The answer to a page, and how many queries it takes of somebody who asked for it before."""
    for _ in range(2):
        with CaptureQueriesContext(connection) as caught:
            answer = client.get(path, headers=headers)
        if len(caught) <= MOST_QUERIES:
            break
    return answer, len(caught)


@pytest.mark.slow
def test_every_page_of_the_sample_keeps_to_its_queries_its_script_and_its_language(
    officer: Client, settings: Settings, tmp_path: Path
) -> None:
    """All are asked for in the pseudo-locale, in which a text that went through no message is seen; what
    the CIO may not see as the administrator."""
    administrator = entered("administrator")
    tried, over, headers = 0, {}, offered(settings, tmp_path)
    own, english = own_texts(everything()), dict[str, dict[str, str]]()
    for path in (*addresses(), *MORE):
        answer, queries = asked(officer, path, headers)
        if answer.status_code == 403:
            answer, queries = asked(administrator, path, headers)
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            assert answer.status_code < 500, path
            continue
        tried += 1
        page = answer.content.decode()
        weight, first = scripts(page), path.split("/")[1]
        if first not in OTHERS_SAY and (texts := unsaid(page, own)):
            english[path] = texts
        if queries > MOST_QUERIES or weight > MOST_SCRIPT:
            over[path] = (queries, weight)
    assert over == {}
    assert tried > 100
    lost = officer.get("/nowhere/", headers=headers)
    assert lost.status_code == 404
    assert english | unsaid(lost.content.decode(), own) == {}


@pytest.mark.campaign
def test_the_first_byte_of_every_page_of_the_sample_comes_in_time(officer: Client) -> None:
    """p95 of twenty, of a page that was asked for before; on a machine with nothing beside it."""
    found: dict[str, float] = {}
    for path in addresses():
        answer = officer.get(path)
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        took = []
        for _ in range(20):
            start = time.perf_counter()
            officer.get(path)
            took.append((time.perf_counter() - start) * 1000)
        found[path] = statistics.quantiles(took, n=20)[-1]
    slow = {path: round(one) for path, one in found.items() if one > MOST_MILLISECONDS}
    worst = sorted(found.items(), key=lambda pair: -pair[1])[:10]
    print(
        f"{len(found)} pages; slowest: " + ", ".join(f"{path} {one:.0f} ms" for path, one in worst)
    )
    assert slow == {}
