"""Which release of a product is meant, where something uses the product in a version?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
import orjson

from cohelm.analysis.day import Day, Ints
from cohelm.analysis.technology.support import LEVELS, column

PACKAGE = "pkg:"
TAGGED = f"purl={PACKAGE}"
"""So begins a tag that names one more package of a product."""
EPOCH = re.compile(r"^\d+:")
LEGACY_JAVA = re.compile(r"^1\.([1-8])\.0_\d+")
PART = re.compile(r"\d+|[a-z]+")

Version = tuple[int | str, ...]


class Releases:
    """The releases of products on a day, as technologies that are a `release_of` another."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.of: dict[int, list[tuple[Version, int]]] = {}
        frame = day.frame("technology")
        here, product, _ = day.links("release_of")
        if not len(here):
            return
        versions = dict(frame.select("node", "version").iter_rows())
        for node, of in zip(here.tolist(), product.tolist(), strict=True):
            if parts := parts_of(versions.get(node) or ""):
                self.of.setdefault(of, []).append((parts, node))
        self.stands_for = np.arange(len(day.enterprise.nodes), dtype=np.int32)
        for node, release in self._packaged():
            self.stands_for[node] = release

    def meant(self, relation: str) -> tuple[Ints, Ints]:
        """The links of a relation on the day, each leading to the release that it means.

        A link to a product means the release that its version belongs to; a technology without an end of
        its own stands for the release of its package and version. Any other link leads where it says.
        """
        source, target, rows = self.day.links(relation)
        if not self.of:
            return source, target
        meant = self.stands_for[target]
        says = self.day.enterprise.links[relation].edges.attributes if len(rows) else {}
        for at in np.flatnonzero(np.isin(target, list(self.of))).tolist():
            text = says.get(int(rows[at]))
            version = orjson.loads(text).get("version") if text else None
            release = self._release(int(target[at]), str(version or ""))
            meant[at] = target[at] if release is None else release
        return source, meant

    def _release(self, product: int, version: str) -> int | None:
        return release_of(version, self.of.get(product, ()))

    def _packaged(self) -> Iterator[tuple[int, int]]:
        """Technologies without an end of their own, each with the release of its package and version."""
        products: dict[str, int] = {}
        ends = [column(level) for level in LEVELS]
        frame = self.day.frame("technology").select("node", "package", "version", "tags", *ends)
        for node, package, _, tags, *_ in frame.iter_rows():
            if node in self.of:
                for one in (
                    package or "",
                    *(tag[5:] for tag in tags or () if tag.startswith(TAGGED)),
                ):
                    products.setdefault(bare(one), node)
        products.pop("", None)
        for node, package, version, _, *stated in frame.iter_rows():
            product = products.get(bare(package or ""))
            if product is not None and node not in self.of and version and not any(stated):
                release = self._release(product, version)
                if release is not None and release != node:
                    yield node, release


def bare(package: str) -> str:
    """A package URL without version, qualifiers and part; empty for anything else.

    >>> bare("pkg:npm/%40angular/core@12.1.0?a=b"), bare("cpe:2.3:a:python:python")
    ('pkg:npm/%40angular/core', '')
    """
    if not package.startswith(PACKAGE):
        return ""
    plain = package.partition("#")[0].partition("?")[0]
    head, slash, last = plain.rpartition("/")
    return head + slash + last.partition("@")[0]


def parts_of(version: str) -> Version:
    """The numbers and words of a version, in order, as ecosystems part them.

    A leading `v` (Go, tags), an epoch (Debian, RPM) and what parts them (`.`, `-`, `_`, `+`, `~`) say
    nothing about the release; `1.8.0_292` is how Java counted before 9, and is 8.

    >>> parts_of("v1.27.3-gke.100"), parts_of("2:1.0.2k-fips"), parts_of("1.8.0_292")
    ((1, 27, 3, 'gke', 100), (1, 0, 2, 'k', 'fips'), (8,))
    """
    plain = EPOCH.sub("", version.strip().lower()).removeprefix("v")
    if java := LEGACY_JAVA.match(plain):
        plain = java[1]
    return tuple(int(one) if one.isdecimal() else one for one in PART.findall(plain)[:32])


def release_of(version: str, releases: Sequence[tuple[Version, int]]) -> int | None:
    """The node of the release that a version belongs to: the one that says most of its beginning.

    >>> known = [((3,), 1), ((3, 9), 2)]
    >>> release_of("3.9.7", known), release_of("3.10", known), release_of("2.7", known)
    (2, 1, None)
    """
    parts = parts_of(version)
    fitting = [one for one in releases if parts[: len(one[0])] == one[0]]
    return max(fitting, key=lambda one: len(one[0]), default=((), None))[1]
