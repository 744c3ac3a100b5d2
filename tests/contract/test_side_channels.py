"""An item that somebody may not see changes no byte of any answer to them, whatever way they ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from cohelm.accounts.person import person_of
from cohelm.api.assistant.caller import Caller
from cohelm.api.assistant.reading import reading_tools
from cohelm.core.documents import Contents, Document, Observed
from cohelm.core.errors import CohelmError
from cohelm.core.proposal import propose
from cohelm.store.apply import apply
from cohelm.store.jobs import start
from cohelm.store.load import everything, load
from tests.cast import MAKER, make_people, organise

API = "/api/v1"
CHANNELS: dict[str, tuple[str, ...]] = {
    "search": ("/search/?q=crm", f"{API}/search?q=crm", f"{API}/search?q=crn"),
    "near names while typing": ("/search/near/?q=crm", "/search/near/?q=sho"),
    "lists, facets and counts": (
        "/items/application/", "/items/application/?where=criticality+%3D+'high'",
        "/items/application.json", f"{API}/items/application", "/domains/estate/", "/",
    ),
    "charts": ("/items/application/crm/", "/radar/", "/scorecard/"),
    "totals": ("/spend.json", "/free.json", "/agenda.json", "/concentration.json", "/contracts.json",
               f"{API}/analyses/spend", f"{API}/kinds"),
    "exports as csv": ("/items/application.csv", "/concerns.csv", "/agenda.csv"),
    "exports as xlsx": ("/items/application.xlsx",),
    "history": ("/history/", "/items/application/crm/history/", f"{API}/changes", f"{API}/batches"),
    "error texts": ("/items/application/nightshad/", f"{API}/items/application/nightshad",
                    f"{API}/items/applicatio", f"{API}/analyses/outage?items=application:crmm"),
    "etags": (f"{API}/items/application/crm", f"{API}/items/application/crm/links"),
    "choices and pickers": ("/items/application/crm/edit/", "/items/application/crm/links/",
                            "/items/application/new/"),
    "near names in conditions": (f"{API}/items/application?where=owner.nam+%3D+'x'",
                                 f"{API}/links?relation=depend_on",
                                 f"{API}/observations/uptim"),
    "jobs": (f"{API}/jobs", f"{API}/jobs/1"),
    "analyses and concerns": ("/outage/?items=application:crm", "/weak-points.json", "/concerns.json",
                              f"{API}/concerns", "/rights-gaps.json",
                              "/outage.json?items=application:crm"),
    "links and observations": (f"{API}/links?relation=depends_on", f"{API}/observations",
                               f"{API}/observations/uptime"),
    "scenarios": ("/scenarios/", f"{API}/scenarios"),
}  # fmt: skip
HIDDEN_FROM = {"reader": "between", "writer": "office:cio", "cto": "office:cio", "admin": "between"}
"""Who must not notice an item of which clearance."""
MASKED = re.compile(
    rb'csrfmiddlewaretoken" value="[^"]+"|"request":\s?"[0-9a-f]+"|X-CSRFToken[^}]+'
    rb"|[Rr]equest [0-9a-f]{12}"
)


@pytest.fixture
def people(store: None, settings: Settings) -> Iterator[dict[str, Any]]:
    """The accounts; the clock stands, so that an answer differs by what was added alone."""
    settings.API_PER_MINUTE = 0
    found = make_people()
    organise()
    write(
        Contents(
            [Document("metric", "uptime", {"name": "Uptime"})],
            [Observed("uptime", {"item": "application:crm", "time": "2026-01-01", "value": 99})],
        )
    )
    with time_machine.travel(timezone.now(), tick=False):
        yield found


def write(contents: Contents) -> None:
    found = propose(everything(), contents)
    assert not found.problems, found.problems
    apply(found.changes, by=MAKER, via="test", reason="a change that not everybody sees")


def add_unseen(clearance: str) -> None:
    """What is not to be noticed: items like those that are asked for, linked, observed, at work."""
    unseen = {"clearance": clearance}
    write(
        Contents(
            [
                Document("application", "crm-2", {"name": "CRM", "criticality": "high",
                         "depends_on": ["application:crm"], "owner": ["role:cio"], **unseen}),
                Document("application", "nightshade-3", {"name": "Nightshad", **unseen}),
                Document("vendor", "hidden", {"name": "Crm vendor", **unseen}),
                Document("contract", "hidden", {"name": "Crm contract", "vendor": ["vendor:hidden"],
                         "annual_cost": "900000 EUR", **unseen}),
                Document("technology", "crm-tech", {"name": "Crm tech", **unseen}),
            ],
            [Observed("uptime", {"item": "application:crm-2", "time": "2026-01-01", "value": 1})],
        )
    )  # fmt: skip
    start("import", "Crm files", {}, owner="somebody")


def answer(client: Client, path: str) -> bytes:
    found = client.get(path)
    headers = "".join(f"{name}: {value}\n" for name, value in sorted(found.items())
                      if name not in ("X-Request-Id", "Set-Cookie"))  # fmt: skip
    return headers.encode() + MASKED.sub(b"", found.content)


def answers(client: Client) -> dict[str, bytes]:
    return {path: answer(client, path) for paths in CHANNELS.values() for path in paths}


@pytest.mark.slow
@pytest.mark.parametrize(("who", "clearance"), HIDDEN_FROM.items())
def test_what_is_not_seen_changes_no_byte_of_an_answer(
    who: str, clearance: str, people: dict[str, Any]
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(people[who], "django.contrib.auth.backends.ModelBackend")
    before = answers(client)
    add_unseen(clearance)
    after = answers(client)
    assert [path for path in before if before[path] != after[path]] == []
    assert len(CHANNELS) >= 14


@pytest.mark.slow
def test_who_may_see_it_does_notice(people: dict[str, Any]) -> None:
    """The differences above are looked for where there are some: most channels do show it to the CIO."""
    client = Client(raise_request_exception=False)
    client.force_login(people["cio"], "django.contrib.auth.backends.ModelBackend")
    before = answers(client)
    add_unseen("between")
    after = answers(client)
    silent = [name for name, paths in CHANNELS.items() if all(before[p] == after[p] for p in paths)]
    assert set(silent) <= {"jobs", "scenarios", "etags", "near names in conditions", "error texts"}


@pytest.mark.parametrize(("who", "clearance"), {**HIDDEN_FROM, "cio": "between"}.items())
def test_no_tool_of_an_assistant_notices(who: str, clearance: str, people: dict[str, Any]) -> None:
    audience = person_of(people[who]).audience
    of = Caller(
        lambda known_at, scenario: load(audience=audience, known_at=known_at, scenario=scenario),
        lambda: date(2026, 11, 23),
        "",
    )
    tools = {one.__name__: one for one in reading_tools(of)}

    def told(tool: Callable[..., Any], **stated: Any) -> str:
        try:
            return str(tool(**stated).model_dump_json())
        except CohelmError as error:
            return str(error)

    def all_told() -> list[str]:
        return [
            told(tools["find"], words="crm"), told(tools["kinds"]), told(tools["concerns"]),
            told(tools["show"], key="application:crm"), told(tools["show"], key="application:crn"),
            told(tools["list_items"], kind="application"), told(tools["agenda"]),
            told(tools["outage"], items="application:crm"), told(tools["contracts"]),
        ]  # fmt: skip

    before = all_told()
    add_unseen(clearance)
    assert all_told() == before
