"""The description of the API: what ninja derives, and what holds for every operation besides."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import Swagger

from cohelm.api.access import SAFE
from cohelm.api.problems import MEDIA

TEXT = {"type": "string"}
PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "What was wrong (RFC 9457), with the likely mend.",
    "required": ["type", "title", "status"],
    "properties": {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "where": TEXT,
        "accepted": TEXT,
        "mend": TEXT,
        "request": TEXT,
        "current": {"type": "object", "description": "Of 412: the item as it is now."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {"pointer": TEXT, "detail": TEXT, "in": TEXT},
            },
        },
    },
}
REFUSALS = {
    "4XX": "The request is refused: the problem says why, and what is accepted.",
    "503": "The database is not as it must be.",
}
SHARE = {
    "RateLimit": {"schema": TEXT, "description": "What is left of the account's share."},
    "RateLimit-Policy": {"schema": TEXT, "description": "The share: requests, and seconds."},
}
RETRY = {
    "name": "Idempotency-Key",
    "in": "header",
    "schema": {"type": "string", "maxLength": 200},
    "description": "Any text of your own: the same request sent again is answered as the first time.",
}


class Page(Swagger):
    """The page on which the description is read and tried; nothing of it comes from elsewhere."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        """The page with where the description is."""
        told = {**self.settings, "url": self.get_openapi_url(api, kwargs)}
        return render(request, "api_description.html", {"api": api, "told": told})


class Described(NinjaAPI):
    """The API, with its refusals, its shares and its retries in the description."""

    def __init__(self, **stated: Any) -> None:
        super().__init__(**stated)
        self.described: dict[str, Any] = {}

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> Any:
        """The description, OpenAPI 3.1; made once, since no route comes while the program runs."""
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        if prefix not in self.described:
            self.described[prefix] = self._made(prefix)
        return self.described[prefix]

    def _made(self, prefix: str) -> Any:
        schema = super().get_openapi_schema(path_prefix=prefix)
        schema["components"].setdefault("schemas", {})["Problem"] = PROBLEM
        for operations in schema["paths"].values():
            for method, operation in operations.items():
                _describe(method.upper(), operation)
        return schema


def _describe(method: str, operation: dict[str, Any]) -> None:
    content = {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for answer in operation["responses"].values():
        answer["headers"] = SHARE
    for status, words in REFUSALS.items():
        operation["responses"][status] = {"description": words, "content": content}
    if method not in SAFE:
        operation["parameters"] = [*operation.get("parameters", []), RETRY]
