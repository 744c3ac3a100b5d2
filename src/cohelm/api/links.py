"""Links: those of one item both ways, and all of one relation. They are written with their item."""

from typing import Annotated, Any

import numpy as np
from django.http import HttpRequest
from ninja import Query, Router, Schema

from cohelm.api.access import reads
from cohelm.api.items import there
from cohelm.api.paging import cursor_of, place_after
from cohelm.api.plan import Lens, plan_of
from cohelm.core.enterprise import Enterprise, LinkEnd
from cohelm.core.errors import UnknownName
from cohelm.core.graph import Edges, Ints
from cohelm.core.links import day_text

router = Router(tags=["links"])
MOST = 1000
Row = dict[str, Any]


class Link(Schema):
    """One link: from when until when it holds, and what it says besides."""

    source: str
    relation: str
    target: str
    start: str | None
    until: str | None
    says: dict[str, Any]


class Links(Schema):
    """A page of links."""

    links: list[Link]
    after: str | None = None


@router.get("/items/{kind}/{id}/links", auth=reads, response=Links, summary="The links of an item")
def list_links_of_item(request: HttpRequest, kind: str, id: str, lens: Query[Lens]) -> Any:
    """The links that the item declares, then those that lead to it. Raises UnknownName."""
    plan = plan_of(request, lens)
    key = there(plan, kind, id)
    own = [_link(key, end.other, end) for end in plan.links_of(key)]
    return {"links": own + [_link(end.other, key, end) for end in plan.links_to(key)]}


@router.get("/links", auth=reads, response=Links, summary="The links of a relation")
def list_links(
    request: HttpRequest,
    lens: Query[Lens],
    relation: Annotated[str, Query(description="A relation by its own name, such as runs_on.")],
    after: Annotated[str, Query(description="The cursor of the page before.")] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
) -> Any:
    """The links of a relation by source, then target, in the order in which items were made."""
    plan = plan_of(request, lens)
    known = {name for kind in plan.schema.kinds.values() for name in kind.relations}
    if relation not in known:
        raise UnknownName.of("relation", relation, known, where="relation")
    if relation not in plan.links:
        return {"links": []}
    edges = plan.links[relation].edges
    rows = _from(plan, edges, place_after(after, str, str, int))[: limit + 1].tolist()
    found = [_row(plan, relation, edges, row) for row in rows[:limit]]
    last = rows[limit - 1] if len(rows) > limit else None
    return {"links": found, "after": None if last is None else _cursor(plan, edges, last)}


def _link(source: str, target: str, end: LinkEnd) -> Row:
    return {"source": source, "relation": end.relation.name, "target": target,
            "start": end.start, "until": end.until, "says": dict(end.says)}  # fmt: skip


def _row(plan: Enterprise, relation: str, edges: Edges, row: int) -> Row:
    source = plan.nodes.key(int(edges.source[row]))
    spec = plan.schema.relation(source.partition(":")[0], relation)
    seen = {one.name for one in spec.attributes}
    return {
        "source": source,
        "relation": relation,
        "target": plan.nodes.key(int(edges.target[row])),
        "start": day_text(int(edges.start[row])),
        "until": day_text(int(edges.until[row])),
        "says": {name: value for name, value in edges.says(row).items() if name in seen},
    }


def _cursor(plan: Enterprise, edges: Edges, row: int) -> str:
    keys = (plan.nodes.key(int(ends[row])) for ends in (edges.source, edges.target))
    return cursor_of((*keys, int(edges.start[row])))


def _from(plan: Enterprise, edges: Edges, place: tuple[Any, ...] | None) -> Ints:
    """The rows after a place, in order. Cost: linear in the links of the relation."""
    order = np.lexsort((edges.start, edges.target, edges.source)).astype(np.int32)
    if place is None:
        return order
    source, target = (plan.nodes.number(key) for key in place[:2])
    if source is None or target is None:
        raise UnknownName("the link that the page begins after is gone", where="after")
    later = (edges.target > target) | ((edges.target == target) & (edges.start > place[2]))
    rest = (edges.source > source) | ((edges.source == source) & later)
    rows: Ints = order[rest[order]]
    return rows
