"""The examples of docs/explanation/api.md, sent as they stand there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.api.conftest import Enter
from tests.api.test_access import token

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "api.md"


def examples() -> list[tuple[str, int]]:
    """The calls, and the status that stands below each."""
    found = []
    for block in re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL):
        lines = block.strip().splitlines()
        found += [
            (call, int(said.removeprefix("# ")))
            for call, said in zip(lines[::2], lines[1::2], strict=True)
        ]
    return found


def sent(call: str, known: dict[str, str]) -> Any:
    """A call of curl, by the test client."""
    for name, value in known.items():
        call = call.replace(f"${name}", value)
    words = iter(shlex.split(call)[1:])
    method, address, body, headers = "GET", "", "", {}
    for word in words:
        if word == "-X":
            method = next(words)
        elif word == "-d":
            body = next(words)
        elif word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        else:
            address = word
    content = headers.pop("Content-Type", "application/json")
    return Client().generic(method, address, body, content_type=content, headers=headers)


@pytest.mark.slow
def test_each_example_is_answered_with_the_status_below_it(
    enter: Enter, people: dict[str, User]
) -> None:
    text = token(people["cio"])["Authorization"].removeprefix("Bearer ")
    known = {"SITE": "", "TOKEN": text, "ETAG": ""}
    assert len(examples()) >= 14
    for call, status in examples():
        answer = sent(call, known)
        assert answer.status_code == status, (call, answer.content)
        known["ETAG"] = answer.get("ETag", "").replace('"', '\\"')
