"""Requests at a steady rate to a server, whatever it answers meanwhile: four reads to a write.

An open model: each request is due at a moment and its time counts from then, so that a server that falls
behind is seen to. Reads are pages by a session and the API by a token; writes change one field, by the
API upon the version that was read, or by the form of a page.
"""

from __future__ import annotations

import json
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import requests

READS = 4
"""Reads to each write."""
AT_ONCE = 32


@dataclass
class Loaded:
    """What came back: the time of each request in milliseconds, the answers, and what was no answer."""

    took: dict[str, list[float]] = field(default_factory=dict)
    answers: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def every(self) -> list[float]:
        """The times of all requests, shortest first."""
        return sorted(one for times in self.took.values() for one in times)

    def share(self, part: float) -> float:
        """The time within which this part of the requests was answered."""
        return within(self.every, part)

    def table(self) -> str:
        """Milliseconds and faults by kind of request, as lines that one can read."""
        lines = [
            "| request | many | p50 | p95 | p99 | longest | faults |",
            "|---|---|---|---|---|---|---|",
        ]
        for name, times in [*sorted(self.took.items()), ("all", self.every)]:
            shown = [f"{within(sorted(times), part):.0f}" for part in (0.5, 0.95, 0.99, 1)]
            faults = sum(one.startswith(f"{name}:") or name == "all" for one in self.wrong)
            lines.append(f"| {name} | {len(times)} | {' | '.join(shown)} | {faults} |")
        return "\n".join(lines)


def within(times: Sequence[float], part: float) -> float:
    """Of times, the shortest first, the one within which this part of them lies."""
    return times[min(len(times) - 1, int(len(times) * part))]


class Caller:
    """Somebody who is signed in and has a token."""

    def __init__(self, address: str, token: str, session: str, keys: Sequence[str]) -> None:
        self.address, self.keys = address, keys
        self.api = {"Authorization": f"Bearer {token}"}
        self.cookies = {"cohelm_session": session}
        self.local = threading.local()

    @property
    def http(self) -> requests.Session:
        """A connection of this thread, which stays open."""
        if not hasattr(self.local, "http"):
            self.local.http = requests.Session()
        found: requests.Session = self.local.http
        return found

    def page(self, path: str) -> requests.Response:
        """A page, by the session."""
        return self.http.get(self.address + path, cookies=self.cookies, timeout=120)

    def call(self, path: str) -> requests.Response:
        """An answer of the API, by the token."""
        return self.http.get(f"{self.address}/api/v1{path}", headers=self.api, timeout=120)

    def reads(self, chance: random.Random) -> tuple[str, Callable[[], requests.Response]]:
        """One read of the mix, by name."""
        kind, id_ = chance.choice(self.keys).split(":")
        number = chance.randrange(5000)
        return chance.choice([
            ("item page", lambda: self.page(f"/items/{kind}/{id_}/")),
            ("item page", lambda: self.page(f"/items/{kind}/{id_}/")),
            ("list page", lambda: self.page(f"/items/{kind}/?sort=name&page={number % 20 + 1}")),
            ("filtered list", lambda: self.page(f"/items/application/?where=users%20%3E%20{number}")),
            ("search", lambda: self.page(f"/search/?q=application%20{number}")),
            ("near", lambda: self.page(f"/search/near/?q=server%20{number}")),
            ("history", lambda: self.page(f"/items/{kind}/{id_}/history/")),
            ("API item", lambda: self.call(f"/items/{kind}/{id_}")),
            ("API item", lambda: self.call(f"/items/{kind}/{id_}")),
            ("API list", lambda: self.call(f"/items/{kind}?limit=50")),
            ("API search", lambda: self.call(f"/search?q=platform%20{number}")),
        ])  # fmt: skip

    def write(self, key: str, number: int) -> requests.Response:
        """One write of the mix: half of them by the API, half by the form of a page."""
        kind, id_ = key.split(":")
        if number % 2:
            there = self.call(f"/items/{kind}/{id_}")
            told = self.api | {"If-Match": there.headers["ETag"]}
            return self.http.patch(
                f"{self.address}/api/v1/items/{kind}/{id_}", headers=told, timeout=120,
                data=json.dumps({"description": f"Written as number {number}."}),
            )  # fmt: skip
        path = f"/items/{kind}/{id_}/edit/"
        form = self.page(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)
        assert token, form.status_code
        stated = {
            "description": f"Written as number {number}.",
            "csrfmiddlewaretoken": token.group(1),
        }
        cookies = self.cookies | {"cohelm_csrf": form.cookies.get("cohelm_csrf", "")}
        return self.http.post(
            self.address + path, data=stated, cookies=cookies, timeout=120, allow_redirects=False,
            headers={"Referer": self.address + path},
        )  # fmt: skip


def load(caller: Caller, *, rate: int, seconds: float, seed: int = 1) -> Loaded:
    """Sends `rate` requests a second for so many seconds, and waits for all answers."""
    chance, found = random.Random(seed), Loaded()
    start = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for number in range(int(rate * seconds)):
            due = start + number / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            if number % (READS + 1):
                name, ask = caller.reads(chance)
            else:
                key = chance.choice(caller.keys)
                name, ask = "write", partial(caller.write, key, number)
            pool.submit(_timed, found, name, ask, due)
    return found


def _timed(found: Loaded, name: str, ask: Callable[[], requests.Response], due: float) -> None:
    try:
        answer = ask()
        status, said = answer.status_code, "" if answer.status_code < 400 else answer.text[:200]
    except (requests.RequestException, AssertionError, KeyError) as error:
        status, said = 0, repr(error)
    took = (time.perf_counter() - due) * 1000
    with found.lock:
        found.took.setdefault(name, []).append(took)
        found.answers[status] += 1
        # of two who write upon one version the second is told so: that is an answer
        if (status >= 400 and status not in (409, 412)) or not status:
            found.wrong.append(f"{name}: {status} {said}")
