"""What a file that was written does not hold of an organisation, by kind and field: proved by reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cohelm.core.documents import Contents, Document, Named
from cohelm.core.enterprise import Enterprise
from cohelm.core.kindspec import KindSpec
from cohelm.core.plural import in_number
from cohelm.core.proposal import propose
from cohelm.formats.writing import Written

KNOWN = frozenset({"name", "external_ids"})
"""By these an item in a file is found to be the one that it was."""


@dataclass(frozen=True, slots=True)
class Losses:
    """Counts of what is not in the file, the most first.

    `items` by kind; `fields` and `links` of the items that are in it, as `kind.field`: the values that
    it lacks or has otherwise, and the links that it lacks or says less about; `observations` by metric.
    """

    items: Mapping[str, int]
    fields: Mapping[str, int]
    links: Mapping[str, int]
    observations: Mapping[str, int]

    def plain(self) -> dict[str, dict[str, int]]:
        """All counts, as JSON has them."""
        return {
            "items": dict(self.items),
            "fields": dict(self.fields),
            "links": dict(self.links),
            "observations": dict(self.observations),
        }

    def sentences(self) -> Iterator[str]:
        """A sentence for each sort of loss; none where nothing is lost."""
        for counts, one, several in (
            (self.items, "item has no place in it", "items have no place in it"),
            (self.fields, "value of a field is not in it", "values of fields are not in it"),
            (self.links, "link is not in it, or says less", "links are not in it, or say less"),
            (self.observations, "observation is not in it", "observations are not in it"),
        ):
            if counts:
                parts = ", ".join(f"{count:,} {word}" for word, count in counts.items())
                yield f"{in_number(sum(counts.values()), one, several)}: {parts}"


def losses(enterprise: Enterprise, form: Written, content: bytes) -> Losses:
    """What of the organisation is not in a file that was written from it.

    The file is read, and laid on the same items without all else: what is then not as it was is lost.
    Linear in items and links.
    """
    bare = _bare(enterprise)
    read = form.read("written", content, enterprise.schema)
    proposal, named = propose(bare, read), set(_named(read))
    found = bare.with_changes(proposal.changes)
    items: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    links: Counter[str] = Counter()
    for kind, table in enterprise.tables.items():
        for id_, values in table.rows():
            key = f"{kind}:{id_}"
            if key not in proposal.places and (kind, values.get("name")) not in named:
                items[kind] += 1
                continue
            fields.update(f"{kind}.{name}" for name in _changed(values, found.plain(key), form))
            links.update(f"{kind}.{name}" for name in _unlinked(enterprise, found, key))
    observations = Counter(
        {metric: count for metric in enterprise.observed
         if (count := len(enterprise.observations(metric)))}
    )  # fmt: skip
    return Losses(*(dict(one.most_common()) for one in (items, fields, links, observations)))


def _named(read: Contents) -> Iterator[tuple[str, str]]:
    """Kind and name of what is made for being named beside something else, such as who supplies it."""
    for document in read.documents:
        for value in document.values.values():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, Named) and one.make:
                    yield from ((kind, one.text) for kind in one.kinds)


def _bare(enterprise: Enterprise) -> Enterprise:
    """The same items, of which only is known by what they are found."""
    documents = [
        Document(kind.name, id_, _kept(kind, values))
        for kind in enterprise.schema.kinds.values()
        for id_, values in enterprise.table(kind.name).rows()
    ]
    empty = Enterprise.empty(enterprise.schema)
    return empty.with_changes(propose(empty, Contents(documents)).changes)


def _kept(kind: KindSpec, values: Mapping[str, Any]) -> dict[str, Any]:
    required = {spec.name for spec in kind.fields.values() if spec.required} | {"own_fields"}
    return {name: values[name] for name in values.keys() & (KNOWN | required)}


def _changed(was: Mapping[str, Any], is_: Mapping[str, Any], form: Written) -> Iterator[str]:
    """The fields whose value is not in the file; ids of other systems are not either."""
    yield from (name for name, value in was.items() if is_.get(name) != value)
    if (was.get("external_ids") or {}).keys() - {form.system}:
        yield "external_ids"


def _unlinked(enterprise: Enterprise, found: Enterprise, key: str) -> Iterator[str]:
    known = [(end.relation.name, end.plain()) for end in found.links_of(key)]
    for end in enterprise.links_of(key):
        if (end.relation.name, end.plain()) not in known:
            yield end.relation.name
