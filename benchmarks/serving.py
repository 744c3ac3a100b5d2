"""One item by the API, the token checked and what may not be seen left out: beside Django REST framework.

Both run in this process, behind the same middleware, called as a WSGI server calls them; one thread.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.wsgi import get_wsgi_application
from django.urls import clear_url_caches, set_urlconf
from django.utils import timezone

from benchmarks.bar import Measured, Took, best
from benchmarks.estate import KINDS
from cohelm.accounts.models import Access
from cohelm.accounts.secrets import make_token

CALLS = 300


class Caller:
    """Calls addresses of an application with a token."""

    def __init__(self, token: str) -> None:
        self.application, self.token = get_wsgi_application(), token

    def ask(self, path: str) -> tuple[str, bytes]:
        """The status and the body."""
        told: list[str] = []
        environment = {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "localhost",
            "SERVER_PORT": "80", "HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1",
            "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr, "HTTP_AUTHORIZATION": f"Bearer {self.token}",
        }  # fmt: skip
        answer: Any = self.application(environment, lambda status, _headers: told.append(status))
        body = b"".join(answer)
        answer.close()
        return told[0], body


def measure() -> Iterator[Measured]:
    """The time of one request, of the best of several rounds."""
    settings.ROOT_URLCONF, settings.ALLOWED_HOSTS = "benchmarks.rest", ["localhost"]
    settings.API_PER_MINUTE = 0
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "rest_framework"]
    clear_url_caches()
    set_urlconf(None)
    user = User.objects.create_user("reader")
    Access.objects.create(user=user, level=1)
    caller = Caller(make_token(user, name="b", scope="read", days=1, now=timezone.now()).text)
    ids = [f"n{number * len(KINDS)}" for number in range(1, CALLS + 1)]
    seen = list[str]()
    for id_ in ids:
        ours = caller.ask(f"/api/v1/items/application/{id_}")
        theirs = caller.ask(f"/rest/items/application/{id_}")
        assert ours[0] == theirs[0], (id_, ours, theirs)
        if ours[0].startswith("200"):
            seen.append(id_)
            assert json.loads(ours[1]) == json.loads(theirs[1]), (ours[1], theirs[1])
    assert 0 < len(seen) < len(ids)
    times = {}
    for name, start in (("ours", "/api/v1/items"), ("theirs", "/rest/items")):
        took, _ = best(lambda: [caller.ask(f"{start}/application/{id_}") for id_ in seen])  # noqa: B023
        times[name] = Took(took.wall / len(seen), took.cpu / len(seen))
    yield Measured(
        "one item by the API, a request", times["ours"], 0.001, times["theirs"],
        "Django REST framework", 1.5,
    )  # fmt: skip
