"""Small organisations for tests, written as their YAML would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cohelm.core.documents import Contents, Document, Observed
from cohelm.core.enterprise import Enterprise
from cohelm.core.schema import Schema
from cohelm.formats.organisation import enterprise_of
from cohelm.kinds import built_in_schema

Values = Mapping[str, Any]


def enterprise_of_documents(
    documents: Mapping[str, Values],
    *,
    schema: Schema | None = None,
    observed: Mapping[str, Sequence[Values]] | None = None,
) -> Enterprise:
    """An organisation from `{"application:crm": {"owner": "role:sales"}, …}`, in that order.

    A name that is not given is the id. `observed` holds the observations by metric. Raises InputError
    with all that is wrong.
    """
    schema = schema or built_in_schema()
    contents = Contents()
    for key, values in documents.items():
        kind, _, id_ = key.partition(":")
        stated = {"name": id_, **values}
        contents.documents.append(Document(kind, id_, stated, f"{kind}/{id_}.yaml", whole=True))
    for metric, rows in (observed or {}).items():
        contents.observed += [Observed(metric, row, f"observations/{metric}.csv") for row in rows]
    return enterprise_of(contents, schema)


def enterprise(
    *, observed: Mapping[str, Sequence[Values]] | None = None, **documents: Mapping[str, Values]
) -> Enterprise:
    """An organisation by kind and id: `enterprise(application={"crm": {"criticality": "high"}})`."""
    return enterprise_of_documents(
        {f"{kind}:{id_}": values for kind, of in documents.items() for id_, values in of.items()},
        observed=observed,
    )
