"""Every page of an organisation of which nothing is known says what it is for, and what to bring."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cohelm.server.routes import routes
from tests.cast import make_people

FILLED = {
    "accounts/": "of the account itself",
    "landing/": "a form", "language/": "a form", "look/": "a form", "first/": "a form",
    "import/": "a form",
    "items/<kind:kind>/new/": "a form", "own-fields/new/": "a form", "checks/new/": "a form",
    "ask/": "a form", "hooks/": "a form", "my-skills/": "a form",
    "minutes/": "a form", "brief/": "a form", "take-out/": "the list of formats",
    "wish/": "a form", "items/<kind:kind>/several/": "of items that were chosen",
    "settings/": "never empty", "checks/": "never empty: the built-in ones",
    "people/": "never empty: who asks is there", "sign-ins/": "never empty: this one is there",
    "tokens/": "a form", "feeds/": "a form", "asked/new/": "a form", "search/near/": "a part of a page",
    "topic/": "of a topic that is named", "tiles/moved/": "a part of a page",
    "rights/matrix/cell/": "a part of a page", "first-officer/": "a form, before all is known",
    "rights-archetypes/": "of the built-in archetypes", "start/": "leads on",
}  # fmt: skip
"""Pages that are not empty where nothing is known, each with the reason."""
OTHERS = {"kind:kind": "application", "kind:name": "estate"}


def addresses() -> list[str]:
    """The addresses of all pages that name no single thing; of questions and domains one."""
    found = []
    for route in routes():
        path = route.path.replace("questions/<kind:name>", "questions/funds")
        is_page = not route.path.startswith("api/") and "." not in path and not route.methods
        if not is_page or any(
            path == one or (one == "accounts/" and path.startswith(one)) for one in FILLED
        ):
            continue
        path = re.sub(r"<(kind:kind|kind:name)>", lambda found: OTHERS[found.group(1)], path)
        if "<" not in path and path not in ("own-fields/application/estate/", "settings/estate/"):
            found.append("/" + path)
    return found


@pytest.fixture
def people(store: None) -> dict[str, User]:
    return make_people()


def wrong(answer: Any, who: str) -> str:
    """What the page of an empty organisation lacks; empty where it is none, or lacks nothing."""
    if answer.status_code in (302, 403, 404, 405) or "html" not in answer["Content-Type"]:
        return ""
    if answer.status_code != 200:
        return str(answer.status_code)
    page = answer.content.decode()
    found = re.search(
        r'class="(?:empty[^"]*|first-steps)".*?<h[23]>(.+?)</h[23]>(.*?)</main>', page, re.DOTALL
    )
    if not found:
        return "it does not say that it is empty"
    words = re.sub(r"<[^>]+>", " ", found.group(2)).split()
    if len(words) < 12:
        return f"it says too little: {' '.join(words)}"
    acts = (
        '<a class="button' in found.group(2)
        or "<button" in found.group(2)
        or "<a href" in found.group(2)
    )
    return "" if acts or who == "reader" else "there is nothing to do from here"


@pytest.mark.slow
@pytest.mark.parametrize("who", ["admin", "cio", "reader"])
def test_every_empty_page_says_what_it_is_for_and_what_to_bring(
    who: str, people: dict[str, User]
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(people[who], "django.contrib.auth.backends.ModelBackend")
    found = {path: said for path in addresses() if (said := wrong(client.get(path), who))}
    assert found == {}, "\n".join(f"{path}: {said}" for path, said in found.items())


def test_the_list_of_pages_that_are_never_empty_names_pages_that_there_are() -> None:
    served = {route.path for route in routes()}
    gone = [one for one in FILLED if not any(path.startswith(one) for path in served)]
    assert gone == []
    assert len(addresses()) > 80
