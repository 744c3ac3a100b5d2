"""The routes of the API, under /api/v1/."""

from __future__ import annotations

from typing import Any

import cohelm
from cohelm.accounts.permission import ANYONE, permission
from cohelm.api import (
    analyses,
    answering,
    bulk,
    changes,
    compare,
    concern,
    concerns,
    curve,
    drills,
    enquiries,
    exports,
    imports,
    items,
    jobs,
    links,
    measured,
    moved,
    observations,
    own_questions,
    points,
    scenarios,
    schema,
    search,
    talk,
    trials,
)
from cohelm.api.carried import with_headers
from cohelm.api.described import Described, Page
from cohelm.api.problems import answer_errors
from cohelm.api.reading import StrictJson
from cohelm.api.retries import kept_answers
from cohelm.api.taken import only_what_is_taken

api = Described(
    title="Cohelm",
    version="1",
    description="One model of the organisation's technology. Version of the program: "
    + cohelm.__version__,
    docs=Page(),
    docs_url="/docs",
    parser=StrictJson(),
    docs_decorator=permission(ANYONE),
    urls_namespace="api",
)
answer_errors(api)
api.add_decorator(kept_answers, mode="view")
api.add_decorator(with_headers, mode="view")
api.add_decorator(only_what_is_taken, mode="operation")
api.add_router("/items", items.router)
api.add_router("/analyses", analyses.router)
for one in (
    answering,
    bulk,
    changes,
    compare,
    concern,
    concerns,
    curve,
    drills,
    enquiries,
    exports,
    imports,
    jobs,
    links,
    measured,
    moved,
    observations,
    own_questions,
    points,
    scenarios,
    schema,
    search,
    talk,
    trials,
):
    api.add_router("", one.router)


def _declared(urls: tuple[list[Any], str, str]) -> tuple[list[Any], str, str]:
    """The routes without ninja's bare root, which answers nothing and declares nothing."""
    patterns, app, namespace = urls
    for pattern in patterns:
        if pattern.name == "api-root":
            pattern.callback = permission(ANYONE)(pattern.callback)
    return patterns, app, namespace


api_urls = _declared(api.urls)
