"""Which version a write is made upon: ETag and If-Match."""

from __future__ import annotations

from hashlib import sha256

import orjson

from cohelm.api.problems import PreconditionFailed, PreconditionRequired
from cohelm.core.enterprise import Enterprise


def tag(plan: Enterprise, key: str, scenario: str) -> str:
    """The strong ETag of an item: its version; in a scenario also a hash of what it says there."""
    if not scenario:
        return f'"{plan.version(key)}"'
    said = orjson.dumps(plan.document(key), option=orjson.OPT_SORT_KEYS)
    return f'"{plan.version(key)}-{sha256(said).hexdigest()[:12]}"'


def refuse_no_version(if_match: str, *, where: str = "If-Match") -> None:
    """Raises PreconditionRequired where a write does not say upon which version it is made."""
    if not if_match.strip():
        raise PreconditionRequired(
            "this write does not say upon which version it is made",
            where=where,
            accepted="the ETag that the item was read with",
            mend="Read the item first: nothing is overwritten unseen.",
        )


def refuse_another_version(plan: Enterprise, key: str, if_match: str, scenario: str) -> None:
    """Raises PreconditionFailed where the item is not any more as the writer saw it."""
    current = tag(plan, key, scenario)
    stated = [one.strip().removeprefix("W/") for one in if_match.split(",")]
    if current not in stated:
        raise PreconditionFailed(
            f"{key} is at version {current} now, not {if_match[:80]}",
            etag=current,
            current=plan.document(key),
            mend="Read it again and write upon that.",
        )


def refuse_what_is_there(plan: Enterprise, key: str, scenario: str) -> None:
    """Raises PreconditionFailed where an item is to be made (`If-None-Match: *`) and is there already."""
    if key in plan:
        raise PreconditionFailed(
            f"{key} is there already",
            etag=tag(plan, key, scenario),
            current=plan.document(key),
            mend="Send If-Match with its ETag to write upon it, or choose another id.",
        )
