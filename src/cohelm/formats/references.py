"""Which columns of a file's tables point to rows of another, or of the same one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cohelm.formats.profile import ID_WORDS, Profile, TableProfile
from cohelm.formats.words import likeness, tokens

# The share of a column's rows that must be found among the keys that it points to. Codes such as
# APP-007 are rarely found elsewhere by chance, and lists do point to what is not in the file.
FOUND, FOUND_CODES = 0.9, 0.5
# The share of a few values that must be found before all of them are looked up.
GLANCE = 0.25
UPWARD = frozenset(
    {"parent", "superior", "upper", "reports", "belongs", "under", "above", "higher", "predecessor",
     "manager", "part"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """Column `column` of table `table` holds what stands in the unique column `key` of `target`."""

    table: int
    column: int
    target: int
    key: int


def find_references(tables: Sequence[TableProfile]) -> dict[tuple[int, int], Reference]:
    """For each column that points to rows, what it points to, by (table, column).

    Whole numbers prove little, since every count from 1 is found among row numbers: they need a header
    that says an id, a parent or the other table.
    """
    keys = [(at, key) for at, one in enumerate(tables) for key in one.columns if _is_key(key)]
    found = {}
    for at, table in enumerate(tables):
        own = _own_key(table)
        for column in table.columns:
            if column is own:
                continue
            candidates = list(_candidates(tables, keys, at, column))
            if candidates:
                _, reference = max(candidates, key=lambda scored: scored[0])
                found[at, column.at] = reference
    return found


def _own_key(table: TableProfile) -> Profile | None:
    """The column that is the table's own id: the first unique code beside a unique name.

    Another table may list the same ids, each once; it is that one that points here.
    """
    codes = [one for one in table.columns if one.is_unique and one.is_code_like]
    names = [
        one for one in table.columns
        if one.is_unique and one.shapes.get("word", 0) + one.shapes.get("prose", 0) > 0.5
    ]  # fmt: skip
    return codes[0] if codes and any(one is not codes[0] for one in names) else None


def _is_key(column: Profile) -> bool:
    if not column.is_unique or column.distinct < 2 or column.counts_rows:
        return False
    return column.is_code_like or column.length <= 80


def _candidates(
    tables: Sequence[TableProfile], keys: Sequence[tuple[int, Profile]], at: int, column: Profile
) -> Iterator[tuple[float, Reference]]:
    if not column.filled or column.length > 80:
        return
    numbers = all(text.lstrip("-").replace(".", "", 1).isdigit() for text in column.sample)
    codes = column.is_code_like and column.shapes.get("code", 0) >= 0.8
    for other, key in keys:
        if other == at and (key.at == column.at or column.is_unique):
            continue
        if sum(text in key.counts for text in column.sample) < GLANCE * len(column.sample):
            continue  # not worth a look at every row
        found = sum(count for text, count in column.counts.items() if text in key.counts)
        if found < (FOUND_CODES if codes else FOUND) * column.filled:
            continue
        said = _said(column, tables[other])
        if numbers and said < 0.6 and not _points(column, same=other == at):
            continue
        if column.is_unique and said < 0.6 and not key.is_code_like:
            continue  # two lists of the same names do not point to each other
        upward = other == at and not UPWARD.isdisjoint(column.words)
        code = 0.2 * key.is_code_like
        score = found / column.filled + said + upward + code - 0.01 * key.at
        yield score, Reference(at, column.at, other, key.at)


def _said(column: Profile, table: TableProfile) -> float:
    """How much a header names the table that it may point to."""
    words = tuple(word for word in column.words if word not in ID_WORDS)
    return likeness(words, tokens(table.name)) if words else 0.0


def _points(column: Profile, *, same: bool) -> bool:
    words = set(column.words)
    return bool(words & UPWARD) if same else bool(words & (ID_WORDS | UPWARD))
