"""An application's bill of materials as CycloneDX 1.6 in JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UnknownName
from cohelm.core.named import item_named
from cohelm.formats.bom.documents import ROOT, SYSTEM, own_id
from cohelm.formats.bom.parts import OF_COMPONENT, OF_NEED
from cohelm.formats.kept import reference, said_by

VERSION = "1.6"
IDS = frozenset({
    "0BSD", "AGPL-3.0-only", "AGPL-3.0-or-later", "Apache-1.1", "Apache-2.0", "BSD-2-Clause",
    "BSD-3-Clause", "BSL-1.0", "CC-BY-4.0", "CC0-1.0", "CDDL-1.0", "CDDL-1.1", "EPL-1.0", "EPL-2.0",
    "GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "ISC",
    "LGPL-2.1-only", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "MIT-0",
    "MPL-1.1", "MPL-2.0", "OpenSSL", "PSF-2.0", "PostgreSQL", "Python-2.0", "Unlicense", "WTFPL",
    "Zlib",
})  # fmt: skip
"""Licences that are written by their identifier; any other text is written as a name."""
TYPES = frozenset({
    "application", "framework", "library", "container", "platform", "operating-system", "device",
    "device-driver", "firmware", "file", "machine-learning-model", "data", "cryptographic-asset",
})  # fmt: skip
SCOPES = {
    "required": "required", "optional": "optional", "excluded": "excluded", "build": "excluded",
    "development": "excluded", "test": "excluded",
}  # fmt: skip
"""The scopes by the format's own word; what is provided elsewhere has none."""
ASSETS = frozenset({"algorithm", "certificate", "protocol", "related-crypto-material"})


def write_cyclonedx(enterprise: Enterprise, application: str = "") -> bytes:
    """The bill of an application, by key; without one, of the only one that contains anything.

    Its components with what they need, and the services that it depends on. Linear. What was read from
    a bill and is written is read again as the same. Raises InputError where it is not clear which
    application is meant, UnknownName for one that is not there.
    """
    key = item_named(enterprise, application) if application else _only_one(enterprise)
    if not key.startswith("application:"):
        raise UnknownName.of("application", key, enterprise.table("application").ids)
    return orjson.dumps(_Bill(enterprise, key).document(), option=orjson.OPT_INDENT_2)


def _only_one(enterprise: Enterprise) -> str:
    found = [key for key in enterprise.keys("application") if enterprise.targets(key, "contains")]
    if len(found) == 1:
        return found[0]
    said = (
        f"{len(found):,} applications contain components"
        if found
        else "none here says what it contains"
    )
    raise InputError(
        f"a bill of materials is that of one application, and {said}",
        accepted="the key of an application, or its name (--of)"
        + (f": {', '.join(sorted(found)[:5])}" if found else ""),
    )


class _Bill:
    """The parts of a bill, each called by its identity."""

    def __init__(self, enterprise: Enterprise, key: str) -> None:
        self.enterprise, self.key = enterprise, key
        self.contained = enterprise.links_of(key, "contains")
        self.inside = {end.other for end in self.contained}
        self.services = list(self._services([key]))

    def document(self) -> dict[str, Any]:
        """The bill in plain forms, in a fixed order, without a moment or a number of its own."""
        root = self._root()
        return {
            "$schema": f"http://cyclonedx.org/schema/bom-{VERSION}.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": VERSION,
            "version": 1,
            "metadata": {"component": root},
            "components": list(self._components()),
            **(
                {"services": [self._service(one) for one in self.services]} if self.services else {}
            ),
            "dependencies": list(self._dependencies(root["bom-ref"])),
        }

    def _identity(self, key: str) -> str:
        return reference(key, self.enterprise.plain(key), SYSTEM)

    def _root(self) -> dict[str, Any]:
        plain = self.enterprise.plain(self.key)
        node = _Node(plain, name=plain["name"], version=plain.get("version", ""))
        known = plain.get("external_ids", {}).get(SYSTEM, "")
        version = plain.get("version", "")
        if known.startswith("pkg:"):
            node.put("purl", f"{known}@{version}" if version else known)
        for licence in node.take("licence"):
            node.put("licenses", _licences(licence))
        node.put("supplier", self._maker(self.key, "provided_by"))
        return node.finish("application", f"{ROOT}{self._identity(self.key)}")

    def _components(self) -> Iterator[dict[str, Any]]:
        """The outermost components, with those that are bundled in them."""
        around: dict[str, list[str]] = {}
        scopes = {end.other: end.says.get("scope") for end in self.contained}
        for key in scopes:
            first = next((o for o in self.enterprise.targets(key, "bundled_in") if o in scopes), "")
            around.setdefault(first, []).append(key)
        made: dict[str, dict[str, Any]] = {}
        waiting = list(around.get("", ()))
        while waiting:
            key = waiting.pop()
            made[key] = self._component(key, scopes[key])
            waiting += around.get(key, ())
        for key, node in made.items():
            if inner := [made[one] for one in around.get(key, ())]:
                node["components"] = inner
        yield from (made[key] for key in around.get("", ()))

    def _component(self, key: str, scope: str | None) -> dict[str, Any]:
        plain = self.enterprise.plain(key)
        version = plain.get("version", "")
        name, ref = plain["name"], self._identity(key)
        if not own_id(ref):
            name = name.removesuffix(f" {version}")
        node = _Node(plain, name=name, version=version)
        package = plain.get("package", "")
        if scope:
            node.put("scope", SCOPES.get(scope))
            node.also(OF_COMPONENT, scope if scope not in SCOPES.values() else "")
        for end in self.enterprise.links_of(key, "requires"):
            if end.other in self.inside and (how := end.says.get("scope")):
                node.also(OF_NEED, f"{how} {self._identity(end.other)}")
        if plain.get("licence"):
            node.put("licenses", _licences(plain["licence"]))
        node.put("purl" if package.startswith("pkg:") else "cpe", package)
        node.put("supplier", self._maker(key, "made_by"))
        return node.finish("library", ref)

    def _maker(self, key: str, relation: str) -> dict[str, Any] | None:
        makers = self.enterprise.targets(key, relation)
        return {"name": self.enterprise.name(makers[0])} if makers else None

    def _services(self, keys: list[str]) -> Iterator[str]:
        """The services that items depend on, and those behind them, each once."""
        seen, waiting = set(keys), list(keys)
        while waiting:
            for other in self.enterprise.targets(waiting.pop(0), "depends_on"):
                if other.startswith("service:") and other not in seen:
                    seen.add(other)
                    waiting.append(other)
                    yield other

    def _service(self, key: str) -> dict[str, Any]:
        plain = self.enterprise.plain(key)
        node = _Node(plain, name=plain["name"], version="")
        for version in node.take("version"):
            node.put("version", version)
        node.put("provider", self._maker(key, "provided_by"))
        return node.finish("", self._identity(key))

    def _dependencies(self, root: str) -> Iterator[dict[str, Any]]:
        direct = [self._identity(end.other) for end in self.contained if end.says.get("direct")]
        needs = [o for o in self.enterprise.targets(self.key, "depends_on") if o in self.services]
        if direct or needs:
            yield {"ref": root, "dependsOn": [*direct, *map(self._identity, needs)]}
        for relation, keys in (
            ("requires", [end.other for end in self.contained]),
            ("depends_on", self.services),
        ):
            for key in keys:
                others = self.enterprise.targets(key, relation)
                inside = [one for one in others if one in self.inside or one in self.services]
                ref = self._identity(key)
                yield {
                    "ref": ref,
                    **({"dependsOn": list(map(self._identity, inside))} if inside else {}),
                }


class _Node:
    """A part that is being put together out of an item; its tags say what no field does."""

    def __init__(self, plain: dict[str, Any], *, name: str, version: str) -> None:
        self.tags = [said_by(one) for one in plain.get("tags", ())]
        self.node: dict[str, Any] = {"name": name}
        for group in self.take("group"):
            self.node = {"group": group, **self.node}
        self.put("version", version)
        self.put("description", plain.get("description"))

    def put(self, key: str, value: Any) -> None:
        """Says something, unless there is nothing to say."""
        if value:
            self.node[key] = value

    def also(self, name: str, value: str) -> None:
        """Says by a property what the format has no place for, unless there is nothing to say."""
        if value:
            self.tags.append((name, value))

    def take(self, word: str) -> list[str]:
        """What the tags of a word say, out of the tags."""
        found = [said for key, said in self.tags if key == word and said]
        self.tags = [one for one in self.tags if one[0] != word or not one[1]]
        return found

    def finish(self, type_: str, ref: str) -> dict[str, Any]:
        """The whole part; `type_` is what it is unless a tag says otherwise, empty for a service."""
        head: dict[str, Any] = {"bom-ref": ref}
        if type_:
            stated = [one for key, one in self.tags if key == "type" and one in TYPES]
            if stated and type_ == "library":
                type_ = stated[0]
                self.tags.remove(("type", type_))
            head = {"type": type_, **head}
            for cpe in self.take("cpe"):
                self.put("cpe", cpe)
            self.put("authors", [{"name": one} for one in self.take("author")])
            for key in ("publisher", "copyright"):
                for one in self.take(key):
                    self.put(key, one)
            self._asset()
        if self.tags:
            self.node["properties"] = [
                {"name": key, **({"value": said} if said else {})} for key, said in self.tags
            ]
        return head | self.node

    def _asset(self) -> None:
        """What is said of a cryptographic asset, in the place that the format has for it."""
        kinds = [said for key, said in self.tags if key == "assetType" and said in ASSETS]
        if kinds:
            self.take("assetType")
            numbers = self.take("oid")
            said = {"assetType": kinds[0], **({"oid": numbers[0]} if numbers else {})}
            self.node["cryptoProperties"] = said


def _licences(said: str) -> list[dict[str, Any]]:
    """The licences of a part; an expression stands alone, as the format demands."""
    several = [one for one in said.split("; ") if one]
    if len(several) == 1 and any(word in said for word in (" OR ", " AND ", " WITH ")):
        return [{"expression": said}]
    return [{"license": {"id": one} if one in IDS else {"name": one}} for one in several]
