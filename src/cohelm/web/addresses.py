"""Addresses that keep the plan looked at: the day, what was known when, the scenario."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from cohelm.accounts.asked import Asked


def kept_address(asked: Asked | None, path: str, query: Mapping[str, Any]) -> str:
    """A path with a query, behind it what says which plan is looked at, as far as the query does not;
    empty values are left out."""
    stated = {name: str(value) for name, value in query.items() if value not in ("", None)}
    kept = asked.query() if asked else {}
    stated |= {name: value for name, value in kept.items() if name not in stated}
    return path + (f"?{urlencode(stated)}" if stated else "")


@lru_cache(maxsize=10_000)
def path_to(name: str, *args: Any) -> str:
    """The path of a page; kept, since what stands around every page asks for forty of them."""
    return reverse(name, args=args)
