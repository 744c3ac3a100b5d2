from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from pytest_django.fixtures import Settings

from cohelm.accounts.models import Token
from cohelm.accounts.permission import permission_of
from cohelm.accounts.secrets import make_token
from cohelm.analysis.catalogue import ANALYSES
from cohelm.api.limits import failures
from cohelm.server.routes import Route, _operations
from cohelm.store.load import forget, head
from tests.cast import COST, HIDDEN, make_people, organise
from tests.contract.matrix import BY_TOKEN, LET_IN, RANKS, SEES, Cell, cells, listed, pattern, ways
from tests.rowhash import row_hash

OWN = f"Merge into {HIDDEN}"
"""The CIO's own initiative, whose name holds that of what is between the two."""
SEES_MONEY = {"reading", "cio", "cto", "admin"}
FURTHER = {one.word for one in ANALYSES[1:]}
"""One question is tried by everybody, in all its forms; of the others the page, by three."""


class Visitors:
    """Everybody of the cast, each as they come: by session, by token, or not at all."""

    def __init__(self) -> None:
        people = make_people()
        self.batch = organise().batch
        self.cookies: dict[str, Any] = {}
        self.headers: dict[str, dict[str, str]] = {}
        now = timezone.now()
        for who, scope in (("expired", "write"), ("reading", "read")):
            made = make_token(people["cio"], name=who, scope=scope, days=1, now=now)  # type: ignore[arg-type]
            self.headers[who] = {"Authorization": f"Bearer {made.text}"}
            if who == "expired":
                Token.objects.filter(pk=made.token.pk).update(expires=now - timedelta(seconds=1))
        for who, user in [*people.items(), ("disabled", people["stranger"])]:
            client = Client()
            if who == "disabled":
                user = type(user).objects.create_user("gone")
            client.force_login(user, "django.contrib.auth.backends.ModelBackend")
            self.cookies[who] = client.cookies
            if who == "disabled":
                user.is_active = False
                user.save()
            client.get("/sign-ins/")  # that a sign-in is in use is noted, once a minute
        self.rows = row_hash()
        # each call comes from elsewhere: so many wrong tokens from one place are told to wait
        self.places = (f"10.0.{one // 256}.{one % 256}" for one in itertools.count())

    @functools.cache  # noqa: B019 - they go with the test
    def client(self, who: str) -> Client:
        """What somebody comes with; it starts the site once, not for each cell."""
        return Client(raise_request_exception=False, headers=self.headers.get(who, {}))

    def ask(self, cell: Cell) -> Any:
        """The answer to a cell; what it changed is taken back."""
        client = self.client(cell.who)
        client.cookies.clear()
        if cell.who in self.cookies:
            client.cookies.load({name: one.value for name, one in self.cookies[cell.who].items()})
        failures.forget()  # there are more routes than wrong tokens that are answered in a minute
        before = head()
        with transaction.atomic():
            touched = _touched()
            found = client.generic(
                cell.method, cell.address, "{}", "application/json", REMOTE_ADDR=next(self.places)
            )
            # the hash of all rows is dear: it is taken where the database says that any was written
            same = touched is not None and touched == _touched()
            found.rows = self.rows if same else row_hash()
            moved = head() != before
            transaction.set_rollback(True)
        if moved:
            forget()
        return found


def _touched() -> int | None:
    """How many rows were written on this connection so far, where the database counts them."""
    return getattr(connection.connection, "total_changes", None)


@pytest.fixture
def visitors(store: None, settings: Settings) -> Iterator[Visitors]:
    """Everybody; the clock stands, so that no request notes anew that a sign-in is in use."""
    settings.API_PER_MINUTE = 0
    with time_machine.travel(timezone.now(), tick=False):
        yield Visitors()


def wrong(cell: Cell, answer: Any, rows: str) -> str:
    """What about an answer breaks the rule; empty where nothing does."""
    status, body = str(answer.status_code), answer.content.decode("utf-8", "replace")
    if cell.expected == LET_IN:
        is_door = status == "302" and answer["Location"].startswith("/accounts/login/?next=")
        if status in ("401", "403") or answer.status_code >= 500 or is_door:
            return f"{cell}: {status}"
    elif status != cell.expected:
        return f"{cell}: {status}"
    elif status in ("401", "403") and cell.address.startswith("/api/") and not _is_problem(answer):
        return f"{cell}: {answer['Content-Type']}"
    elif answer.rows != rows:
        return f"{cell}: something was changed"
    # the number of the request is drawn, and may hold any figures
    foreign = _foreign(cell.who, body.replace(answer.get("X-Request-Id", ""), ""))
    return f"{cell}: the body holds {foreign}" if foreign else ""


def _is_problem(answer: Any) -> bool:
    return bool(answer["Content-Type"] == "application/problem+json")


def _foreign(who: str, body: str) -> str:
    if who not in SEES["office:cio"] and OWN in body:
        return OWN
    body = body.replace(OWN, "")
    if who not in SEES["between"] and (HIDDEN in body or "application:nightshade" in body):
        return HIDDEN
    return COST if who not in SEES_MONEY and COST in body else ""


def _is_tried(cell: Cell, route: Route) -> bool:
    word = route.path.removeprefix("api/v1/analyses/").partition("/")[0].partition(".")[0]
    if word not in FURTHER:
        return True
    is_page = cell.method == "GET" and "." not in route.path and "why" not in route.path
    return is_page and cell.who in ("nobody", "stranger", "reader")


@pytest.mark.slow
def test_every_way_in_is_in_the_reviewed_file_and_every_line_of_it_is_a_way_in() -> None:
    served = {(method, pattern(route.path)) for method, route in ways()}
    assert served - listed().keys() == set(), "not in access.csv: decide what they take"
    assert listed().keys() - served == set(), "in access.csv, and not served any more"


@pytest.mark.slow
@pytest.mark.parametrize("who", RANKS)
def test_everybody_gets_what_the_rule_says_and_nothing_foreign(
    who: str, visitors: Visitors
) -> None:
    takes, tried, found = listed(), 0, list[str]()
    for method, route in ways():
        for cell in cells(method, route, takes[method, pattern(route.path)], visitors.batch):
            if cell.who != who or not _is_tried(cell, route):
                continue
            tried += 1
            if said := wrong(cell, visitors.ask(cell), visitors.rows):
                found.append(said)
    assert found == [], "\n".join(found)
    assert tried > (40 if who in BY_TOKEN else 150)


@contextmanager
def ungated(at: URLPattern) -> Iterator[None]:
    """The route as it would be without its gate."""
    operations = _operations(at.callback)
    if operations is not None:
        kept = [one.auth_callbacks for one in operations]
        for one in operations:
            one.auth_callbacks = []
        yield
        for one, callbacks in zip(operations, kept, strict=True):
            one.auth_callbacks = callbacks
        return
    view = at.callback
    at.callback = _without_gate(view)
    yield
    at.callback = view


def _without_gate(view: Callable[..., Any]) -> Callable[..., Any]:
    while hasattr(view, "__wrapped__"):
        gated, view = permission_of(view), view.__wrapped__
        if gated is not None and permission_of(view) is None:
            return view
    return view


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, path)
        else:
            yield path, one


@pytest.mark.slow
def test_a_gate_that_is_taken_away_is_noticed_whichever_it_is(visitors: Visitors) -> None:
    takes, unseen, tried = listed(), list[tuple[str, str]](), 0
    at = dict(patterns(get_resolver()))
    for method, route in ways():
        needed = takes[method, pattern(route.path)]
        word = pattern(route.path)
        if needed in ("anyone", "shut", "signed in") or (
            "{analysis}" in word and route.name not in FIRST
        ):
            continue
        every = cells(method, route, needed, visitors.batch)
        asked = [one for one in every if one.who in ("nobody", "stranger")]
        tried += 1
        with ungated(at[route.path]):
            if not any(_notices(visitors, cell) for cell in asked):
                unseen.append((method, route.path))
    assert unseen == []
    assert tried > 100


FIRST = {"agenda", "agenda_json", "agenda_csv", "agenda_why", "analysis_agenda"}


def _notices(visitors: Visitors, cell: Cell) -> bool:
    return bool(wrong(cell, visitors.ask(cell), visitors.rows))
