"""Finds items by what they are called and what they say: beginnings of words, typing errors forgiven."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import polars as pl
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from cohelm.core.enterprise import Enterprise
from cohelm.core.table import Table

ENOUGH = 5
"""With fewer exact finds than this, words with typing errors and names that are nearly the words are
found too."""
SHORTEST, LONG = 4, 8
"""Of a word shorter than the first no error is forgiven, from the second on two."""
NEAR = 78.0
"""How alike, of 100, a name must be to words with typing errors."""
SNIPPET = 120
SIGNS = r"[\s/,;:()\"'_-]+"
"""What stands between words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that was found. `snippet` is the part of its text where the words stand, or empty."""

    key: str
    name: str
    kind: str
    snippet: str


def search(
    enterprise: Enterprise, text: str, *, limit: int = 20, kinds: Collection[str] = ()
) -> list[Hit]:
    """The items that an Enterprise shows in which every word begins a word, the best first.

    Names before texts, whole words before beginnings, short names before long ones. Case and accents
    do not matter. `kinds` are those looked through, all where there are none. Cost: about 40 ms for
    100,000 items.
    """
    words = re.sub(SIGNS, " ", folded(text)).split()
    if not words:
        return []
    tables = {kind: enterprise.table(kind) for kind in kinds or enterprise.tables}
    found = sorted(_exact(tables, words, limit))
    if len(found) < ENOUGH and (meant := [_meant(tables, word) for word in words]) != words:
        found += _others(_exact(tables, meant, limit), found)
        words = meant
    if len(found) < ENOUGH:
        found += _others(_near(tables, " ".join(words), limit), found)
    return [_hit(enterprise, kind, id_, words) for *_, kind, id_ in found[:limit]]


def folded(text: str) -> str:
    """Text without case and accents, for comparing."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


Row = tuple[float, int, str, str, str]
"""Rank (lower is better), length of the name, name, kind, id."""


def _exact(tables: Mapping[str, Table], words: list[str], limit: int) -> Iterator[Row]:
    whole = " ".join(words)
    for kind, table in tables.items():
        if not len(table):
            continue
        index = _index(table)
        holds = pl.all_horizontal(
            pl.col("text").str.contains(f" {word}", literal=True) for word in words
        )
        named = pl.all_horizontal(
            pl.col("name").str.contains(f" {word}", literal=True) for word in words
        )
        rank = (
            pl.when((pl.col("name") == f" {whole}") | (pl.col("id") == whole)).then(0)
            .when(pl.col("name").str.starts_with(f" {whole}")).then(1)
            .when(named).then(2)
            .otherwise(3)
        )  # fmt: skip
        rows = index.filter(holds).with_columns(
            rank.alias("rank"), pl.col("name").str.len_chars().alias("size")
        )
        for row in rows.sort("rank", "size", "name").head(limit).iter_rows(named=True):
            yield float(row["rank"]), row["size"], row["name"], kind, row["id"]


def _others(rows: Iterator[Row], known: Collection[Row]) -> list[Row]:
    """The items that are not known yet, in their order."""
    keys = {row[-2:] for row in known}
    return sorted(row for row in rows if row[-2:] not in keys)


def _meant(tables: Mapping[str, Table], word: str) -> str:
    """The word of a name that is nearest to a word with typing errors; the word itself where it begins
    one, or none is near."""
    if len(word) < SHORTEST or re.search(r"\d", word):
        return word
    most = 1 if len(word) < LONG else 2
    best = most + 1, word
    for table in tables.values():
        words = _words(table)
        if words and any(one.startswith(word) for one in words):
            return word
        near = process.extractOne(word, words, scorer=OSA.distance, score_cutoff=best[0])
        if near is not None:
            best = min(best, (int(near[1]), near[0]))
    return best[1] if best[0] <= most else word


def _words(table: Table) -> list[str]:
    """The words of all names, without numbers: of these no typing error is told from another one."""
    kept: list[str] | None = table.__dict__.get("_words")
    if kept is None:
        every = _index(table)["name"].str.split(" ").explode().unique() if len(table) else None
        kept = [] if every is None else every.filter(~every.str.contains(r"\d")).sort().to_list()
        table.__dict__["_words"] = kept
    return kept


def _near(tables: Mapping[str, Table], whole: str, limit: int) -> Iterator[Row]:
    for kind, table in tables.items():
        if not len(table):
            continue
        index = _index(table)
        names = index["name"].to_list()
        for name, score, at in process.extract(
            f" {whole}", names, scorer=fuzz.QRatio, score_cutoff=NEAR, limit=limit
        ):
            yield 104.0 - score, len(name), name, kind, index["id"][at]


def _index(table: Table) -> pl.DataFrame:
    """Columns id, name and text, folded, each word after a space; kept for as long as the table."""
    kept: pl.DataFrame | None = table.__dict__.get("_search")
    if kept is None:
        kept = table.derived("search", _indexed)
        table.__dict__["_search"] = kept
    return kept


def _indexed(frame: pl.DataFrame) -> pl.DataFrame:
    parts = [
        pl.col(name).cast(pl.String).fill_null("")
        for name in ("name", "description")
        if name in frame.columns
    ]
    tags = pl.col("tags").list.join(" ").fill_null("") if "tags" in frame.columns else pl.lit("")
    return frame.select(
        "id",
        _folded(pl.col("name")).alias("name"),
        _folded(pl.concat_str(pl.col("id"), *parts, tags, separator=" ")).alias("text"),
    )


def _folded(text: pl.Expr) -> pl.Expr:
    plain = text.str.normalize("NFKD").str.to_lowercase().str.replace_all(r"\p{M}", "")
    return pl.concat_str(pl.lit(" "), plain.str.replace_all(SIGNS, " "))


def _hit(enterprise: Enterprise, kind: str, id_: str, words: list[str]) -> Hit:
    plain = enterprise.tables[kind].plain(id_) or {}
    name = str(plain.get("name", id_))
    text = " ".join(str(plain.get("description") or "").split())
    place = folded(text).find(words[0])
    if place < 0 or all(word in folded(name) for word in words):
        return Hit(f"{kind}:{id_}", name, kind, "")
    start = max(0, place - SNIPPET // 3)
    part = text[start : start + SNIPPET].strip()
    before, after = "… " if start else "", " …" if start + SNIPPET < len(text) else ""
    return Hit(f"{kind}:{id_}", name, kind, before + part + after)
