"""Every route declares what it takes; a server with one that does not, does not start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, get_resolver
from ninja.operation import PathView

from cohelm.accounts.permission import Permission, permission_of


@dataclass(frozen=True, slots=True)
class Route:
    """One way in: the path, the methods where the route names them, and what it takes."""

    path: str
    name: str
    methods: tuple[str, ...]
    permission: Permission | None


def routes(resolver: URLResolver | None = None) -> list[Route]:
    """All ways in, in the order in which they are tried."""
    # ninja writes one pattern for each operation of a path, each answering all of them
    found = {(one.path, one.methods): one for one in _walk(resolver or get_resolver(), "")}
    return list(found.values())


def refuse_undeclared(resolver: URLResolver | None = None) -> None:
    """Raises ImproperlyConfigured with every route that declares no permission."""
    bare = [f"{' '.join(one.methods)} /{one.path}".strip() for one in routes(resolver)
            if one.permission is None]  # fmt: skip
    if bare:
        raise ImproperlyConfigured(
            "these routes declare no permission: " + ", ".join(bare)
            + ". Put @permission(READER), or what it takes, on the view."
        )  # fmt: skip


def _walk(resolver: URLResolver, before: str) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, path)
        elif isinstance(pattern, URLPattern):
            yield from _ways_in(path, pattern)


def _ways_in(path: str, pattern: URLPattern) -> Iterator[Route]:
    name = pattern.name or ""
    operations = _operations(pattern.callback)
    if operations is None:
        yield Route(path, name, (), permission_of(pattern.callback))
        return
    for operation in operations:
        declared = [found for one in operation.auth_callbacks if (found := permission_of(one))]
        yield Route(path, name, tuple(operation.methods), declared[0] if declared else None)


def _operations(callback: Any) -> list[Any] | None:
    """The operations behind a route of the API, which answers several methods at one path."""
    for cell in getattr(callback, "__closure__", None) or ():
        if isinstance(cell.cell_contents, PathView):
            return list(cell.cell_contents.operations)
    owner = getattr(callback, "__self__", None)
    return list(owner.operations) if isinstance(owner, PathView) else None
