"""`list`, `show` and `search`: looking at the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import open_store, read_plan
from cohelm.cli.output import cell, show_json, show_lines, show_table
from cohelm.core.errors import UsageError
from cohelm.core.named import item_named

if TYPE_CHECKING:
    from cohelm.core.enterprise import Enterprise
    from cohelm.store.sources import Source


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm list application --org acme/",
        "cohelm list application --where \"criticality >= 'high' and users > 500\"",
        "cohelm list contract --columns name,vendor,ends_on --csv > contracts.csv",
    ),
)
def _list(
    asked: Asked,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="The kind, such as application.")
    ] = "",
    where: Annotated[
        str, typer.Option("--where", metavar="CONDITION", help="Only those of which this holds.")
    ] = "",
    columns: Annotated[
        str, typer.Option("--columns", metavar="A,B", help="Fields and relations, by comma.")
    ] = "",
    sort: Annotated[
        str, typer.Option("--sort", metavar="COLUMN", help="By a column; -COLUMN from the highest.")
    ] = "",
    csv: Annotated[bool, typer.Option("--csv", help="The answer as CSV.")] = False,
) -> None:
    """Lists the items of a kind, all or those that a condition selects.

    Without a kind: the kinds, each with the number of its items.
    """
    if csv and asked.json:
        raise UsageError("--csv and --json exclude each other")
    plan = read_plan(asked)
    if not kind:
        _list_kinds(plan, asked)
        return
    from cohelm.reports.listing import listing, records, write_csv

    names = [name.strip() for name in columns.split(",") if name.strip()]
    found = listing(plan, kind, on=asked.day, where=where, sort=sort, columns=names)
    if csv:
        print(write_csv(found, records(plan, found, found.ids)), end="")
    elif asked.json:
        items = records(plan, found, found.ids) if names else _documents(plan, kind, found.ids)
        show_json({"items": items, "total": len(items)})
    else:
        shown = ["id", *(one.name for one in found.columns)]
        rows = records(plan, found, found.ids)
        show_table(shown, ([cell(row[name]) for name in shown] for row in rows))


def _documents(plan: Enterprise, kind: str, ids: Sequence[str]) -> list[dict[str, Any]]:
    return [{"key": f"{kind}:{id_}", "id": id_, **plan.document(f"{kind}:{id_}")} for id_ in ids]


def _list_kinds(plan: Enterprise, asked: Asked) -> None:
    rows = [
        {"kind": spec.name, "domain": spec.domain, "items": len(plan.table(spec.name))}
        for spec in plan.schema.kinds.values()
        if len(plan.table(spec.name)) or not len(plan)
    ]
    if asked.json:
        show_json({"items": rows, "total": len(rows)})
    else:
        show_table(
            ("kind", "domain", "items"), ([str(one) for one in row.values()] for row in rows)
        )


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm show application:crm",
        "cohelm show application:crm --sources --org acme.db",
        "cohelm show application:crm --on 2027-01-01 --json",
    ),
)
def _show(
    asked: Asked,
    key: Annotated[str, typer.Argument(help="The item as kind:id, such as application:crm.")],
    sources: Annotated[
        bool, typer.Option("--sources", help="Of each value its file and row, who, when.")
    ] = False,
) -> None:
    """Shows one item: its fields, its links both ways, what was observed about it."""
    if sources:
        open_store(asked, "show --sources")
    plan = read_plan(asked)
    answer = item_answer(plan, item_named(plan, key))
    if sources:
        from cohelm.store.editions import stated_in
        from cohelm.store.sources import sources_of

        found = sources_of(plan, answer["key"], scenario=asked.scenario, known_at=asked.known_at)
        lists = stated_in(answer["key"])
        if asked.json:
            newest = [{"file": of, "row": row, "time": at.isoformat()} for of, row, at in lists]
            said = [source_answer(one) for one in found]
            show_json({**answer, "sources": said, "stated_in": newest})
            return
        _show_sources(answer, found)
        for of, row, at in lists:
            show_lines([f"In the newest edition of {of}, row {row}, {at.date().isoformat()}"])
        return
    if asked.json:
        show_json(answer)
        return
    stated = {name: value for name, value in answer["fields"].items() if name != "name"}
    width = max(map(len, [*stated, *answer["links"], *answer["linked_from"], "observed"]))
    lines = [f"{answer['name']}  ({answer['key']})", ""]
    lines += [f"{name:<{width}}  {cell(value)}" for name, value in stated.items()]
    for heading, of in (("", answer["links"]), ("linked from", answer["linked_from"])):
        lines += ["", *([heading] if heading else [])] if of else []
        lines += [f"{name:<{width}}  {_linked(end)}" for name, ends in of.items() for end in ends]
    lines += [""] if answer["observed"] else []
    lines += [f"{'observed':<{width}}  {m}: {n}" for m, n in answer["observed"].items()]
    show_lines(lines)


def source_answer(source: Source) -> dict[str, Any]:
    """The source of a value as JSON has it."""
    return {
        "name": source.name, "file": source.file, "row": source.row or None,
        "batch": source.batch, "time": source.time.isoformat(), "actor": source.actor,
        "via": source.via, "reason": source.reason,
    }  # fmt: skip


def _show_sources(answer: dict[str, Any], sources: tuple[Source, ...]) -> None:
    """Each value beside where it is from."""
    show_lines([f"{answer['name']}  ({answer['key']})", ""])
    show_table(
        ("what", "value", "from", "batch", "by", "on"),
        (
            (
                one.name, cell(answer["fields"].get(one.name)), one.place or one.via,
                str(one.batch), one.actor, one.time.date().isoformat(),
            )
            for one in sources
        ),
    )  # fmt: skip


def item_answer(plan: Enterprise, key: str) -> dict[str, Any]:
    """An item as JSON has it. `linked_from` is by the inverse name of each relation."""
    links: dict[str, list[dict[str, Any]]] = {}
    linked_from: dict[str, list[dict[str, Any]]] = {}
    for end in plan.links_of(key):
        links.setdefault(end.relation.name, []).append(_end(plan, end))
    for end in plan.links_to(key):
        linked_from.setdefault(end.relation.inverse, []).append(_end(plan, end))
    observed = {
        metric: count
        for metric, table in plan.observed.items()
        if (count := sum(one[0] == key for one in table.rows))
    }
    return {
        "key": key, "kind": key.partition(":")[0], "id": key.partition(":")[2],
        "name": plan.name(key), "version": plan.version(key), "fields": plan.plain(key),
        "links": links, "linked_from": linked_from, "observed": observed,
    }  # fmt: skip


def _end(plan: Enterprise, end: Any) -> dict[str, Any]:
    plain = end.plain()
    return {"name": plan.name(end.other), **(plain if isinstance(plain, dict) else {"to": plain})}


def _linked(end: dict[str, Any]) -> str:
    says = cell({name: one for name, one in end.items() if name not in ("to", "name")})
    return f"{end['to']}  {end['name']}" + (f"  ({says})" if says else "")


@command(takes=WHOLE_PLAN, examples=("cohelm search 'customer data'",))
def _search(
    asked: Asked,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What to look for.")],
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 20,
) -> None:
    """Finds items by words in their names and texts, the best first."""
    from cohelm.store.search import search

    found = search(read_plan(asked), " ".join(words), limit=limit)
    if asked.json:
        items = [
            {"key": hit.key, "kind": hit.kind, "name": hit.name, "snippet": hit.snippet}
            for hit in found
        ]
        show_json({"items": items, "total": len(items)})
    else:
        show_table(("key", "name", "where"), ((hit.key, hit.name, hit.snippet) for hit in found))


COMMANDS = {"list": _list, "show": _show, "search": _search}
