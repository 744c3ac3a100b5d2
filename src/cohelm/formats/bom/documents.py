"""A bill of materials as items and links: its application, technologies, services, weaknesses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from cohelm.core.documents import Contents, Document, Named
from cohelm.core.errors import Problem
from cohelm.core.plural import in_number
from cohelm.formats.bom.parts import SCOPES, Bom, Component, Service, Weakness, hardest
from cohelm.formats.kept import OWN, short_name, tag

SYSTEM = "package"
"""By this word technologies and applications keep what every bill of materials calls them."""
FINDING = "finding"
SEVERITIES = ("low", "medium", "high", "critical")
STATES = {
    "exploitable": "open", "in_triage": "open", "not_affected": "false_alarm",
    "false_positive": "false_alarm", "resolved": "fixed", "resolved_with_pedigree": "fixed",
}  # fmt: skip
PARTS = ("application", "technology", "service")
"""The kinds of what a bill has parts for."""
PLAIN_TYPES = ("", "library")
ROOT = "root:"
"""So begins the reference that is written of what a bill is of."""
LINKED = "urn:cdx:"
"""So begins a reference to a part of another document."""


def contents_of(bom: Bom, file: str) -> Contents:
    """The documents of a bill of materials, what it is the bill of first; linear.

    The application states its components in full: what a newer bill no longer has is no longer in it.
    """
    return _Reading(bom, file).contents()


class _Reading:
    """The parts of a bill, found by their references."""

    def __init__(self, bom: Bom, file: str) -> None:
        self.bom, self.file = bom, file
        self.problems: list[Problem] = []
        self.dangling: Counter[str] = Counter()
        self.components = {one.ref: one for one in bom.components}
        self.services = {one.ref: one for one in bom.services}
        self.roots = [ref for ref in bom.roots if ref in self.components]
        self.identities = self._identities()

    def _identities(self) -> dict[str, str]:
        """By reference; where two parts would have one, what the file calls them tells them apart."""
        inner = {ref: one for ref, one in self.components.items() if ref not in self.roots}
        shared = Counter(one.identity for one in inner.values() if not one.purl)
        found = {}
        for ref, one in inner.items():
            if own_id(ref):
                found[ref] = own_id(ref)
                continue
            apart = ref if ref.startswith(f"{one.identity}#") else f"{one.identity}#{ref}"
            found[ref] = apart if shared[one.identity] > 1 else one.identity
        return found | {
            ref: own_id(ref) or self.components[ref].lasting_identity for ref in self.roots
        }

    def contents(self) -> Contents:
        """All that the bill says."""
        documents = [self._application(self.components[ref]) for ref in self.roots]
        documents += self._technologies()
        documents += [self._service(one) for one in self.bom.services]
        documents += [self._vulnerability(one, at) for at, one in enumerate(self.bom.weaknesses, 1)]
        bom = self.bom
        found = Contents(documents, problems=self.problems)
        found.records = len(bom.components) + len(bom.services) + len(bom.weaknesses)
        found.notes = list(self._notes())
        return found

    def _application(self, root: Component) -> Document:
        direct = {ref for ref, _ in self.bom.needed_by([root.ref])}
        scopes = self.bom.reached(root.ref) if self.bom.scopes else {}
        told = any(ref in self.components for ref in direct)
        inside = self._inside(root.ref) if len(self.roots) > 1 else self.identities
        contains: dict[str, Any] = {}
        for ref in inside:
            if ref in self.roots:
                continue
            one = self.components[ref]
            says: dict[str, Any] = (
                {"direct": ref in direct or one.within == root.ref} if told else {}
            )
            scope = one.scope if one.scope in SCOPES else scopes.get(ref, "")
            if scope:
                says["scope"] = scope
            contains.setdefault(self.identities[ref], {"to": self._named(ref), **says})
        services = [one for one in direct if one in self.services]
        own = own_id(root.ref)
        values = {
            "name": short_name(root.name),
            **({"version": root.version} if root.version else {}),
            **_described(root.description, self._tags(root)),
            **_known(own, root.lasting_identity),
            "contains": list(contains.values()),
            **({"depends_on": [self._service_named(one) for one in services]} if services else {}),
        }
        if not contains:
            del values["contains"]
        if root.supplier:
            values["provided_by"] = [Named(short_name(root.supplier), ("vendor",), make=True)]
        covers = frozenset({"contains"} if contains else ())
        return Document("application", own, values, self.file, covers=covers)

    def _inside(self, root: str) -> list[str]:
        """What one of several roots reaches, itself or through others, in the order of finding."""
        children: dict[str, list[str]] = {}
        for one in self.bom.components:
            if one.within:
                children.setdefault(one.within, []).append(one.ref)
        seen, waiting = {root: None}, [root]
        while waiting:
            ref = waiting.pop()
            for one in (*self.bom.needs.get(ref, ()), *children.get(ref, ())):
                if one not in seen and one in self.components:
                    seen[one] = None
                    waiting.append(one)
        return [ref for ref in seen if ref != root]

    def _technologies(self) -> Iterator[Document]:
        """One for each identity: what several parts of a file say of it is joined."""
        joined: dict[str, list[Component]] = {}
        for ref, one in self.components.items():
            if ref not in self.roots:
                joined.setdefault(self.identities[ref], []).append(one)
        for identity, parts in joined.items():
            values = self._said(identity, parts[0])
            for relation, refs in (
                ("requires", self.bom.needed_by([one.ref for one in parts])),
                ("bundled_in", [(one.within, "") for one in parts if one.within]),
            ):
                if links := list(self._links(refs, identity)):
                    values[relation] = links
            yield Document("technology", own_id(parts[0].ref), values, self.file)

    def _said(self, identity: str, one: Component) -> dict[str, Any]:
        return {
            "name": short_name(one.name if own_id(one.ref) else one.called),
            **({"version": one.version} if one.version else {}),
            **({"package": one.purl or one.cpe} if one.purl or one.cpe else {}),
            **({"licence": one.licence} if one.licence else {}),
            **_described(one.description, self._tags(one)),
            **(
                {"made_by": [Named(short_name(one.supplier), ("vendor",), make=True)]}
                if one.supplier
                else {}
            ),
            **_known(own_id(one.ref), identity),
        }

    def _tags(self, one: Component) -> list[str]:
        tags = [] if one.type in PLAIN_TYPES or one.ref in self.roots else [tag("type", one.type)]
        if one.group and not one.purl:
            tags.append(tag("group", one.group))
        is_root = one.ref in self.roots
        if one.cpe and (one.purl or is_root):
            tags.append(tag("cpe", one.cpe))
        if one.licence and is_root:
            tags.append(tag("licence", one.licence))
        return tags + [tag(key, value) for key, value in one.said]

    def _links(self, needs: Iterable[tuple[str, str]], identity: str) -> Iterator[Any]:
        """Links to other technologies, each once; one to nothing in the file is counted."""
        found: dict[str, tuple[str, str]] = {}
        for ref, scope in needs:
            if ref in self.roots:
                continue
            if ref not in self.components:
                what = "a service" if ref in self.services else "nothing in the file"
                self.dangling[what] += 1
            elif (other := self.identities[ref]) != identity:
                first, said = found.get(other, (ref, scope))
                found[other] = first, hardest(said, scope)
        for ref, scope in found.values():
            named = self._named(ref)
            yield {"to": named, "scope": scope} if scope else named

    def _named(self, ref: str) -> Named:
        return Named(self.identities[ref], ("technology",), system=SYSTEM)

    def _service(self, one: Service) -> Document:
        needs = [ref for ref in dict.fromkeys(self.bom.needs.get(one.ref, ())) if ref != one.ref]
        links = [self._service_named(ref) for ref in needs if ref in self.services]
        self.dangling["a component, by a service"] += sum(ref in self.components for ref in needs)
        around = self.services.get(one.within)
        said = [
            *([("group", one.group)] if one.group else []),
            *([("version", one.version)] if one.version else []),
            *([("within", around.name)] if around else []),
            *one.said,
        ]
        values = {
            "name": short_name(one.name),
            **_described(one.description, [tag(*pair) for pair in said]),
            **_known(own_id(one.ref), self._service_identity(one.ref)),
            **({"depends_on": links} if links else {}),
        }
        if one.provider:
            values["provided_by"] = [Named(short_name(one.provider), ("vendor",), make=True)]
        return Document("service", own_id(one.ref), values, self.file)

    def _service_identity(self, ref: str) -> str:
        one = self.services[ref]
        if own := own_id(ref):
            return own
        return f"{one.group}/{one.name}" if one.group else one.name

    def _service_named(self, ref: str) -> Named:
        return Named(self._service_identity(ref), ("service",), system=SYSTEM)

    def _vulnerability(self, one: Weakness, at: int) -> Document:
        affects = [self._affected(ref) for ref in dict.fromkeys(one.affects)]
        about = self.identities.get(self.roots[0], "") if self.roots else ""
        about = about or next((named.text for named in affects), "")
        said = list(one.said)
        if one.state and STATES.get(one.state) != one.state:
            said.insert(0, ("state", one.state))
        values: dict[str, Any] = {
            "name": short_name(one.id or f"weakness {at}"),
            **({"cve": one.id} if one.id.startswith("CVE-") else {}),
            **({"severity": one.severity} if one.severity in SEVERITIES else {}),
            **({"cvss": one.score} if one.score is not None else {}),
            **({"cvss_vector": one.vector} if one.vector else {}),
            **({"status": STATES[one.state]} if one.state in STATES else {}),
            **({"published_on": one.published} if one.published else {}),
            **_described(one.description, [tag(*pair) for pair in said]),
            "external_ids": {FINDING: f"{one.id or at} in {about}"},
            **({"affects": affects} if affects else {}),
        }
        return Document("vulnerability", "", values, self.file, matches_name=False)

    def _affected(self, ref: str) -> Named:
        """What a weakness is in: a part of this file, or of another by its serial number."""
        if ref in self.components:
            kind = "application" if ref in self.roots else "technology"
            return Named(self.identities[ref], (kind,), system=SYSTEM)
        if ref in self.services:
            return self._service_named(ref)
        plain = unquote(ref.partition("#")[2]) if ref.startswith(LINKED) else ref
        return Named(plain or ref, ("technology", "application"), system=SYSTEM)

    def _notes(self) -> Iterator[Problem]:
        bom = self.bom
        if bom.components and not self.roots:
            why = (
                "the file does not say what it is the bill of: its components are in no application"
            )
            yield Problem(why, self.file)
        merged = len(self.identities) - len(set(self.identities.values()))
        if merged > 0:
            said = in_number(
                merged, "component is named twice and taken once",
                "components are named twice and taken once",
            )  # fmt: skip
            yield Problem(said, self.file)
        for what, count in self.dangling.items():
            if count:
                said = in_number(
                    count, f"dependency on {what} has no place here",
                    f"dependencies on {what} have no place here",
                )  # fmt: skip
                yield Problem(f"{said}: left out", self.file)
        if bom.left_out:
            parts = ", ".join(f"{count:,} {what}" for what, count in bom.left_out.most_common())
            yield Problem(f"left out, having no place here: {parts}", self.file)


def own_id(ref: str) -> str:
    """The id here of a part that was written from here and has no name of its own there; else empty."""
    kind, _, id_ = ref.removeprefix(ROOT).removeprefix(OWN).partition(".")
    return id_ if ref.removeprefix(ROOT).startswith(OWN) and kind in PARTS else ""


def _known(own: str, identity: str) -> dict[str, Any]:
    """What every bill calls a part; nothing of one that is known by its own id."""
    return {} if own else {"external_ids": {SYSTEM: identity}}


def _described(description: str, tags: list[str]) -> dict[str, Any]:
    return {
        **({"description": description} if description else {}),
        **({"tags": list(dict.fromkeys(tags))} if tags else {}),
    }
