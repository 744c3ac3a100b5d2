"""One kind as data: its words, its fields and its relations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cohelm.core.fields import FieldSpec, spec_of
from cohelm.core.kind import Kind
from cohelm.core.links import RelationSpec, is_relation, relation_spec_of


@dataclass(frozen=True, slots=True)
class KindSpec:
    """One kind: its words, its fields and its relations, each in the order of declaration."""

    name: str
    domain: str
    plural: str
    folder: str
    help: str
    fields: Mapping[str, FieldSpec]
    relations: Mapping[str, RelationSpec]
    model: type[Kind]
    also: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name as a reader sees it: `data_set` is "Data set"."""
        return self.name.replace("_", " ").capitalize()

    @classmethod
    def of(cls, model: type[Kind], *, own: frozenset[str] = frozenset()) -> KindSpec:
        """Reads the spec off a class; `own` names the fields that the organisation added."""
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", model.__name__).lower()
        fields, relations = {}, {}
        for one, info in model.model_fields.items():
            if is_relation(info):
                relations[one] = relation_spec_of(name, one, info)
            else:
                fields[one] = spec_of(one, info, own=one in own)
        return cls(
            name=name,
            domain=model.__module__.rpartition(".")[2],
            plural=model.plural or f"{name.replace('_', ' ')}s",
            folder=model.folder or name,
            help=" ".join((model.__doc__ or "").split()),
            fields=fields,
            relations=relations,
            model=model,
            also=model.also,
        )
