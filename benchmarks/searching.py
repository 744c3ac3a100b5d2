"""Finding items by words among 100,000: beside a query of the tables by what they contain."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

from benchmarks.bar import Measured, Took
from benchmarks.estate import ITEMS, KINDS
from cohelm.store.load import everything
from cohelm.store.models import Item
from cohelm.store.search import search

ASKED, COMPARED = 60, 10


def asked(chance: random.Random) -> list[str]:
    """What people type: a whole name, a beginning, a number, a word of the text, typing errors."""
    words: list[str] = []
    for _ in range(ASKED // 5):
        number = chance.randrange(ITEMS)
        name = f"{KINDS[number % len(KINDS)].replace('_', ' ')} {number}"
        at = chance.randrange(1, 4)
        wrong = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        words += [name, name[: len(name) - 2], str(number), f"sentence {number}", wrong]
    return words


def measure() -> Iterator[Measured]:
    """The 95th percentile; the first search builds the index and is told apart."""
    plan = everything()
    began = time.perf_counter()
    search(plan, "server")
    first = time.perf_counter() - began
    times, theirs = [], []
    for text in asked(random.Random(11)):
        began = time.perf_counter()
        hits = search(plan, text)
        times.append(time.perf_counter() - began)
        assert hits, text
    for number in range(COMPARED):
        name = f"Server {1 + 5 * number * 977}"
        began = time.perf_counter()
        known = [f"{one.kind}:{one.slug}" for one in Item.objects.filter(fields__icontains=name)]
        theirs.append(time.perf_counter() - began)
        assert search(plan, name)[0].key in known
    yield Measured("the first search, which builds the index", Took(first), 1.0)
    p95 = sorted(times)[int(len(times) * 0.95)]
    rival = sorted(theirs)[int(COMPARED * 0.95)]
    yield Measured("search by words among 100,000, p95", Took(p95), 0.150, Took(rival), "icontains")
