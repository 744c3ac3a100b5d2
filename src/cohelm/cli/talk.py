"""`comment`, `draft` and `between`: what is said of items, and what only some see yet."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cohelm.cli.command import Asked, command, group
from cohelm.cli.organisation import open_store
from cohelm.cli.output import show_json, show_lines

if TYPE_CHECKING:
    from cohelm.core.enterprise import Enterprise
    from cohelm.store.access import Writer
    from cohelm.store.models import Comment

Item = Annotated[str, typer.Argument(metavar="ITEM", help="The item as kind:id.")]


def _opened(asked: Asked, doing: str) -> tuple[Writer, Enterprise]:
    writer = open_store(asked, doing)
    from cohelm.store.load import load

    return writer, load(audience=writer.audience)


@command(examples=("cohelm comment say application:crm '@ann, is this so?' --as cio",))
def _say(
    asked: Asked,
    item: Item,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The words.")],
) -> None:
    """Says something about an item; @name tells an account that sees it, by mail."""
    writer, plan = _opened(asked, "comment say")
    from cohelm.accounts.commenting import comment

    made = comment(plan, item, text, actor=writer.actor, now=datetime.now(UTC))
    told = f", mentioned: {', '.join(made.mentions)}" if made.mentions else ""
    _show(asked, _plain(made), [f"comment {made.pk} on {item}{told}"])


@command(examples=("cohelm comment list application:crm --org acme.db",))
def _list(asked: Asked, item: Item) -> None:
    """What was said of an item, oldest first."""
    _, plan = _opened(asked, "comment list")
    from cohelm.store.comments import comments_of

    plan.plain(item)  # refuses what is not there
    _show_comments(asked, comments_of(plan, item))


@command(examples=("cohelm comment mentions --as cio --org acme.db",))
def _mentions(asked: Asked) -> None:
    """Where an account is mentioned (--as), newest first."""
    writer, plan = _opened(asked, "comment mentions")
    from cohelm.store.comments import mentions_of

    _show_comments(asked, list(mentions_of(plan, writer.actor)))


@command(examples=("cohelm comment take-back 12 --as cio --org acme.db",))
def _take_back(
    asked: Asked, number: Annotated[int, typer.Argument(help="The number of the comment.")]
) -> None:
    """Takes back a comment of one's own."""
    writer, _ = _opened(asked, "comment take-back")
    from cohelm.store.comments import take_back

    gone = take_back(number, actor=writer.actor)
    _show(asked, {"number": number, "key": gone.key}, [f"took comment {number} back"])


@command(examples=("cohelm draft list --as ann --org acme.db",))
def _drafts(asked: Asked) -> None:
    """One's own drafts (--as); nobody else sees them until they are submitted."""
    writer, plan = _opened(asked, "draft list")
    from cohelm.store.drafts import drafts

    found = [{"key": key, "name": plan.name(key)} for key in drafts(plan, writer.actor)]
    lines = [f"{one['key']}  {one['name']}" for one in found] or ["no drafts"]
    _show(asked, {"items": found, "total": len(found)}, lines)


@command(examples=("cohelm draft submit application:badge-printing --as ann --org acme.db",))
def _submit(asked: Asked, item: Item) -> None:
    """Shows a draft of one's own to all with access."""
    writer, plan = _opened(asked, "draft submit")
    from cohelm.store.drafts import submit

    written = submit(plan, item, by=writer, via="cli")
    _show(asked, {"batch": written.batch}, [f"batch {written.batch}: submitted {item}"])


@command(examples=("cohelm between list --as cio --org acme.db",))
def _standing(asked: Asked) -> None:
    """What stands between the offices, for their leads alone (--as), and whose release is missing."""
    _, plan = _opened(asked, "between list")
    from cohelm.accounts.commenting import led_offices
    from cohelm.store.between import releases, standing

    led, found = led_offices(), []
    for key in standing(plan):
        held = set(releases(plan, key))
        found.append({"key": key, "name": plan.name(key), "released_by": sorted(held & led),
                      "waits_for": sorted(led - held)})  # fmt: skip
    lines = [f"{one['key']}  {one['name']}: waits for {', '.join(one['waits_for']) or 'nobody'}"
             for one in found]  # fmt: skip
    _show(asked, {"items": found, "total": len(found)}, lines or ["nothing stands there"])


@command(examples=("cohelm between release application:quiet --as cio --org acme.db",))
def _release(
    asked: Asked,
    item: Item,
    back: Annotated[bool, typer.Option("--back", help="Takes one's release back.")] = False,
) -> None:
    """Releases an item for one's own office (--as its lead): open to all once every office has.

    An edit in between asks all of them anew.
    """
    writer, plan = _opened(asked, "between release")
    from cohelm.accounts.commenting import led_offices
    from cohelm.accounts.models import Access
    from cohelm.core.errors import UnknownName
    from cohelm.store.between import release, stands, withdraw

    access = Access.objects.filter(user__username=writer.actor).first()
    office = access.office if access else ""
    if back:
        if item not in plan or not stands(plan, item):
            raise UnknownName(f"nothing of the name '{item}' stands between the offices")
        withdraw(item, office)
        _show(asked, {"is_open": False}, [f"took the release of {item} back"])
        return
    written = release(item, by=writer, office=office, offices=led_offices())
    said = "open to all now" if written else "released; it waits for the other office"
    _show(asked, {"is_open": written is not None}, [f"{item}: {said}"])


def _show_comments(asked: Asked, found: list[Comment]) -> None:
    lines = [f"{one.pk}  {one.time:%Y-%m-%d %H:%M}  {one.actor}  {one.key}: {' '.join(one.text.split())}"
             for one in found]  # fmt: skip
    _show(asked, {"items": [_plain(one) for one in found], "total": len(found)},
          lines or ["no comments"])  # fmt: skip


def _plain(one: Comment) -> dict[str, Any]:
    names = ("key", "actor", "time", "text", "mentions")
    return {"number": one.pk} | {name: getattr(one, name) for name in names}


def _show(asked: Asked, plain: dict[str, Any], lines: list[str]) -> None:
    if asked.json:
        show_json(plain)
    else:
        show_lines(lines)


COMMANDS = {
    "comment": group(
        "What is said of items.",
        {"say": _say, "list": _list, "mentions": _mentions, "take-back": _take_back},
    ),
    "draft": group("One's own drafts.", {"list": _drafts, "submit": _submit}),
    "between": group("What stands between the offices.", {"list": _standing, "release": _release}),
}
