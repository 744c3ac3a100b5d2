"""What an operation takes: the parameters that it knows, and a body of JSON."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from ninja.operation import Operation

from cohelm.core.errors import CohelmError, UsageError, did_you_mean

JSON = "application/json"


class WrongMedia(CohelmError):
    """A body of a media type that is not read here."""

    status = 415


def only_what_is_taken(call: Callable[..., Any]) -> Callable[..., Any]:
    """Wraps an operation: a parameter that it does not know is refused, not passed over in silence.

    A mistyped `where` would else answer with everything. Refused after who asks was let in.
    """
    operation: Operation = call._ninja_operation  # type: ignore[attr-defined]
    known = parameters(operation)

    @wraps(call)
    def asked(request: HttpRequest, *args: Any, **stated: Any) -> Any:
        for name in request.GET:
            if name not in known:
                raise UsageError(
                    f"there is no parameter '{name[:80]}' here", where=name[:80],
                    accepted=", ".join(known) or "no parameters", mend=_nearest(name[:80], known),
                )  # fmt: skip
        return call(request, *args, **stated)

    return asked


def parameters(operation: Operation) -> tuple[str, ...]:
    """The names that may stand in an address of the operation, in the order of its signature."""
    return tuple(
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    )


def _nearest(name: str, known: tuple[str, ...]) -> str:
    found = did_you_mean(name, known)
    return found if found.startswith("Did you mean") else ""


def not_json(content_type: str, why: str) -> CohelmError:
    """What is wrong with a body that is not JSON: its media type where that says so, else its text."""
    if content_type not in ("", JSON):
        return WrongMedia(
            f"the body is not JSON, and is said to be '{content_type[:80]}'", where="Content-Type",
            accepted=JSON, mend="Files go to /import.",
        )  # fmt: skip
    return UsageError(f"the body is not JSON: {why}", accepted="JSON in UTF-8")
