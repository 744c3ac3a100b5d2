"""The kinds as data: built-in ones plus the organisation's own fields. Every derivation takes this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from pydantic import BaseModel, create_model

from cohelm.core.audience import Audience
from cohelm.core.errors import UnknownName
from cohelm.core.fields import FieldSpec, annotation_of, field
from cohelm.core.kind import Kind
from cohelm.core.kindspec import KindSpec
from cohelm.core.links import RelationSpec
from cohelm.core.observation import Observation, ObservationSpec
from cohelm.core.ownfields import mapping, own_field

MOST_SEEN = 64


class Schema:
    """The kinds of one organisation by name, with look-ups that say what was meant."""

    def __init__(
        self,
        kinds: Iterable[KindSpec],
        observations: Iterable[ObservationSpec] = (),
        *,
        built_in: Schema | None = None,
    ) -> None:
        self.kinds: dict[str, KindSpec] = {kind.name: kind for kind in kinds}
        self.observations = {spec.name: spec for spec in observations}
        self.built_in = built_in or self
        self._targets: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._extended: tuple[str, Schema] | None = None
        self._seen: dict[Audience, Schema] = {}

    @classmethod
    def of(
        cls, models: Iterable[type[Kind]], observations: Iterable[type[Observation]] = ()
    ) -> Schema:
        """The schema of these kinds and types of observation, without fields of one's own."""
        return cls(map(KindSpec.of, models), map(ObservationSpec.of, observations))

    def kind(self, name: str) -> KindSpec:
        """The kind of that name. Raises UnknownName."""
        try:
            return self.kinds[name]
        except KeyError:
            raise UnknownName.of("kind", name, self.kinds) from None

    def field(self, kind: str, name: str) -> FieldSpec:
        """The field of a kind. Raises UnknownName."""
        spec = self.kind(kind)
        try:
            return spec.fields[name]
        except KeyError:
            known = [*spec.fields, *spec.relations]
            raise UnknownName.of(f"field of {kind}", name, known) from None

    def relation(self, kind: str, name: str) -> RelationSpec:
        """The relation that a kind declares. Raises UnknownName."""
        spec = self.kind(kind)
        try:
            return spec.relations[name]
        except KeyError:
            raise UnknownName.of(f"relation of {kind}", name, spec.relations) from None

    def observation(self, metric: str) -> ObservationSpec:
        """The type of observation that a metric is of: the one that lists it, else the reading.

        Raises UnknownName where no type is for any metric.
        """
        for spec in self.observations.values():
            if metric in spec.metrics:
                return spec
        for spec in self.observations.values():
            if not spec.metrics:
                return spec
        known = [name for spec in self.observations.values() for name in spec.metrics]
        raise UnknownName.of("metric", metric, known)

    @cached_property
    def inverses(self) -> dict[str, dict[str, tuple[RelationSpec, ...]]]:
        """For each kind, the inverse names that lead to it and the relations behind each."""
        found: dict[str, dict[str, tuple[RelationSpec, ...]]] = {name: {} for name in self.kinds}
        for kind in self.kinds.values():
            for spec in kind.relations.values():
                for target in self.targets(spec):
                    known = found[target].get(spec.inverse, ())
                    found[target][spec.inverse] = (*known, spec)
        return found

    def targets(self, spec: RelationSpec) -> tuple[str, ...]:
        """The kinds that a relation may point to, `*` written out."""
        known = self._targets.get(spec.targets)
        if known is None:  # asked for each link of a file
            every = "*" in spec.targets
            known = tuple(
                kind for kind in (self.kinds if every else spec.targets) if kind in self.kinds
            )
            self._targets[spec.targets] = known
        return known

    def with_own_fields(self, own: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Schema:
        """The built-in kinds with these own fields: `{kind: {name: {type, help, choices …}}}`.

        Raises InputError for what cannot be a field, UnknownName for a kind that there is not.
        """
        if not own:
            return self.built_in
        stated, kept = repr(own), self.built_in._extended
        if kept is None or kept[0] != stated:  # the last is kept: who proposes fields asks twice
            kept = self.built_in._extended = stated, self._with_own_fields(own)
        return kept[1]

    def _with_own_fields(self, own: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Schema:
        kinds = dict(self.built_in.kinds)
        for kind_name, declared in mapping(own, "own fields").items():
            kind = self.built_in.kind(str(kind_name))
            inverses = self.built_in.inverses[kind_name]
            stated = mapping(declared, f"own fields of {kind_name}")
            specs = [own_field(kind, str(name), about, inverses) for name, about in stated.items()]
            kinds[kind_name] = _extended(kind, specs)
        return Schema(kinds.values(), self.observations.values(), built_in=self.built_in)

    def seen_by(self, audience: Audience) -> Schema:
        """The schema without the fields, relations and attributes that the audience may not see.

        Types of observation stay whole: of them, the tables say what is seen. Kept for the audiences
        that asked last: a schema outlives the thousands of revisions that are looked at through it.
        """
        seen = self._seen.get(audience)
        if seen is None:  # two threads may make the same: either will do
            seen = self._narrowed(audience)
            if len(self._seen) >= MOST_SEEN:
                self._seen.clear()
            self._seen[audience] = seen
        return seen

    def _narrowed(self, audience: Audience) -> Schema:
        sees = audience.sees
        kinds = (
            replace(
                kind,
                fields={n: s for n, s in kind.fields.items() if sees(s.clearance)},
                relations={
                    n: s.seen_by(audience) for n, s in kind.relations.items() if sees(s.clearance)
                },
            )
            for kind in self.kinds.values()
        )
        return Schema(kinds, self.observations.values(), built_in=self.built_in)


def _extended(kind: KindSpec, specs: Sequence[FieldSpec]) -> KindSpec:
    added: dict[str, Any] = {
        spec.name: (
            annotation_of(spec) | None,
            field(spec.help, clearance=spec.clearance, unit=spec.unit),
        )
        for spec in specs
    }
    model: type[BaseModel] = create_model(
        kind.model.__name__,
        __base__=kind.model,
        __doc__=kind.model.__doc__,
        __module__=kind.model.__module__,
        **added,
    )
    return KindSpec.of(model, own=frozenset(added))  # type: ignore[arg-type]
