"""A bill of materials, whatever format it came in: components, services, weaknesses, what needs what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

STRENGTH = ("required", "", "provided", "optional", "excluded", "build", "development", "test")
"""Scopes of a dependency, the hardest first; empty where nothing is said of it."""
SCOPES = tuple(one for one in STRENGTH if one)
OF_COMPONENT, OF_NEED = "cohelm:scope", "cohelm:requires"
"""Properties of a component in CycloneDX: the scope that the format has no word for, and, before the
reference of what it needs, the scope in which it does."""


@dataclass(slots=True)
class Component:
    """A piece of software or hardware. `ref` is what its own file calls it; `within` one around it."""

    ref: str
    name: str
    type: str = ""
    group: str = ""
    version: str = ""
    purl: str = ""
    cpe: str = ""
    licence: str = ""
    description: str = ""
    supplier: str = ""
    scope: str = ""
    within: str = ""
    said: list[tuple[str, str]] = field(default_factory=list)

    @property
    def called(self) -> str:
        """Its name with its version, without saying the version twice.

        >>> Component("r", "jackson-core", version="2.9.10").called
        'jackson-core 2.9.10'
        """
        is_said = not self.version or self.name.endswith(self.version)
        return self.name if is_said else f"{self.name} {self.version}"

    @property
    def identity(self) -> str:
        """What every file calls this version of it: its package URL, else group, name and version."""
        if self.purl:
            return self.purl
        whole = f"{self.group}/{self.name}" if self.group else self.name
        return f"{whole}@{self.version}" if self.version else whole

    @property
    def lasting_identity(self) -> str:
        """What every version of it is called: the same without version and qualifiers."""
        if self.purl:
            return without_version(self.purl)
        return f"{self.group}/{self.name}" if self.group else self.name


@dataclass(slots=True)
class Service:
    """A service that is called over a network."""

    ref: str
    name: str
    group: str = ""
    version: str = ""
    description: str = ""
    provider: str = ""
    within: str = ""
    said: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Weakness:
    """A vulnerability and what its file concludes about it; `affects` are references to components."""

    id: str
    description: str = ""
    severity: str = ""
    score: float | None = None
    vector: str = ""
    state: str = ""
    published: str = ""
    affects: list[str] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Bom:
    """All that a file says. `roots` are the references of what it is the bill of.

    `needs` is by reference what a part needs itself, `scopes` how, by the two references, where a file
    tells kinds of dependency apart; `left_out` counts by a word of the format what was
    not taken in.
    """

    roots: list[str] = field(default_factory=list)
    components: list[Component] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    weaknesses: list[Weakness] = field(default_factory=list)
    needs: dict[str, list[str]] = field(default_factory=dict)
    scopes: dict[tuple[str, str], str] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def need(self, source: str, target: str, scope: str) -> None:
        """Notes that a part needs another; of several scopes between two the hardest counts."""
        self.needs.setdefault(source, []).append(target)
        said = self.scopes.get((source, target), scope)
        self.scopes[source, target] = hardest(said, scope)

    def needed_by(self, refs: list[str]) -> Iterator[tuple[str, str]]:
        """What some parts need themselves, with the scope, empty where none is said."""
        for ref in refs:
            yield from ((one, self.scopes.get((ref, one), "")) for one in self.needs.get(ref, ()))

    def reached(self, root: str) -> dict[str, str]:
        """What a part reaches by needing or bundling, itself or through others, with the scope there.

        A way is as soft as its softest step, and the hardest way counts. Linear in steps.
        """
        children: dict[str, list[str]] = {}
        for one in self.components:
            if one.within:
                children.setdefault(one.within, []).append(one.ref)
        found: dict[str, str] = {}
        waiting: list[list[str]] = [[] for _ in STRENGTH]
        waiting[0].append(root)
        for at, scope in enumerate(STRENGTH):
            while waiting[at]:
                ref = waiting[at].pop()
                if ref in found:
                    continue
                found[ref] = scope
                steps = [*self.needed_by([ref]), *((end, "") for end in children.get(ref, ()))]
                for end, how in steps:
                    waiting[max(at, STRENGTH.index(how))].append(end)
        found.pop(root, None)
        return found


def hardest(one: str, other: str) -> str:
    """The harder of two scopes.

    >>> hardest("test", "optional"), hardest("test", "")
    ('optional', '')
    """
    return min(one, other, key=STRENGTH.index)


def without_version(purl: str) -> str:
    """A package URL of all versions.

    >>> without_version("pkg:maven/io.netty/netty@4.1?type=jar#x"), without_version("pkg:npm/%40a/b@1")
    ('pkg:maven/io.netty/netty', 'pkg:npm/%40a/b')
    """
    plain = purl.partition("#")[0].partition("?")[0]
    head, slash, last = plain.rpartition("/")
    return head + slash + last.partition("@")[0]
