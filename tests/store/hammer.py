"""A process of writers: several threads edit a few items by page, API and import, and count.

    hammer.py begin DATABASE ITEMS | edit DATABASE NAME WRITERS EDITS ITEMS | look DATABASE

`begin` makes the items. Each edit writes a number of its own upon what was read before. What is answered
with 409 or 412 lost against somebody else; 2xx won. Prints how often each was answered. `look` prints
how many writes the log has, which of them rest on another value than was there, and which items are not
as the log ends.
"""

from __future__ import annotations

import json
import os
import random
import sys
import threading
import traceback
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

LOST = {409, 412}


def begin(items: int) -> None:
    from django.contrib.auth.models import User

    from cohelm.accounts.models import Access
    from tests.store.cast import bring

    bring({f"application:h{n}": {"name": f"Hammer {n}", "users": 0} for n in range(items)})
    Access.objects.create(user=User.objects.create_user("hammer"), level=2)


def look() -> None:
    from cohelm.core.changes import decode
    from cohelm.store.database import fetch
    from cohelm.store.load import read_tables

    rows = fetch(
        "SELECT payload FROM store_change WHERE subject LIKE %s ORDER BY seq", ["application:h%"]
    )
    seen: dict[str, object] = {}
    writes, broken = 0, []
    for (payload,) in rows:
        one = decode(bytes(payload))
        if one.before is not None:
            writes += 1
            if seen[one.key] != one.before["users"]:
                broken.append(one.key)
        seen[one.key] = one.after["users"]
    plan = read_tables()
    differing = [key for key, value in seen.items() if plan.plain(key)["users"] != value]
    print(json.dumps([writes, broken, differing]))


def edit(name: str, writers: int, edits: int, items: int) -> None:
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    found: Counter[str] = Counter()
    lock = threading.Lock()

    def work(number: int) -> None:
        mine = edit_often(f"{name}-{number}", number, edits, items)
        with lock:
            found.update(mine)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(writers)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    print(json.dumps(found))


def edit_often(name: str, number: int, edits: int, items: int) -> Counter[str]:
    """Edits at random, by page, API and import in turn."""
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client

    user = User.objects.get(username="hammer")
    client = Client(raise_request_exception=False)
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    chance, found = random.Random(name), Counter[str]()
    for at in range(edits):
        item = chance.randrange(items)
        way = (by_api, by_api, by_page, by_import)[at % 4]
        found[way(client, item, 1 + chance.getrandbits(30))] += 1
    connection.close()
    return found


def by_api(client: Client, item: int, users: int) -> str:
    path = f"/api/v1/items/application/h{item}"
    read = client.get(path)
    answer = client.generic(
        "PATCH", path, json.dumps({"users": users}), content_type="application/json",
        headers={"If-Match": read["ETag"]},
    )  # fmt: skip
    return said(answer)


def by_page(client: Client, item: int, users: int) -> str:
    """The form as a browser sends it: with what was seen in hidden fields."""
    import re

    path = f"/items/application/h{item}/edit/"
    page = client.get(path).content.decode()
    sent: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]+>", page):
        name, value = (re.search(rf'\b{key}="([^"]*)"', tag) for key in ("name", "value"))
        kind = re.search(r'\btype="([^"]*)"', tag)
        if name and (kind is None or kind[1] not in ("checkbox", "radio", "submit", "file")):
            sent[name[1]] = value[1].replace("&quot;", '"').replace("&amp;", "&") if value else ""
    sent.pop("csrfmiddlewaretoken", None)
    sent["users"] = str(users)
    answer = client.post(path, sent)
    return "won" if answer.status_code == 302 else said(answer)


def by_import(client: Client, item: int, users: int) -> str:
    """A file of one row, written upon what is there when it is compared."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("users.csv", f"Name;Users\nHammer {item};{users}\n".encode())
    answer = client.post("/api/v1/import?as_kind=application", {"files": file})
    if answer.status_code != 200:
        return said(answer)
    body = answer.json()
    return "won" if body["changed"] == 1 and body["batch"] else f"import {body}"


def said(answer: Any) -> str:
    """Whether an edit won or lost; of anything else the status and, of a fault, its trace."""
    status = answer.status_code
    if status in (200, 201):
        return "won"
    if status in LOST:
        return "lost"
    fault = getattr(answer, "exc_info", None)
    return f"{status} " + ("".join(traceback.format_exception(*fault)) if fault else "")


def main(what: str, database: str, *rest: str) -> None:
    os.environ.setdefault("COHELM_SECRET_KEY", "x" * 40)
    os.environ["COHELM_API_PER_MINUTE"] = "0"
    from cohelm.server.boot import open_database

    open_database(database, make=what == "begin")
    if what == "begin":
        begin(int(rest[0]))
    elif what == "edit":
        edit(rest[0], *map(int, rest[1:]))
    else:
        look()


if __name__ == "__main__":
    main(*sys.argv[1:])
