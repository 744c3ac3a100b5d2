"""Whose dollar or crown a bare sign is, as the table itself tells by the country that it speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import PurePath

from cohelm.formats.amounts import SIGNS_OF_SEVERAL, own_currency
from cohelm.formats.known.concepts import is_french
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.units import DOLLARS, KRONER, unit_of

# Names of a country and its people, and the endings of its addresses.
NAMED = {
    "USD": r"united states|u\.s\.(?:a\.)?|\busa\b|american|\w\.(?:gov|mil)\b(?!\.)",
    "CAD": r"canad(?:a|ian|ien)|\w\.ca\b",
    "AUD": r"australia|\w\.au\b",
    "NZD": r"new zealand|aotearoa|\w\.nz\b",
    "HKD": r"hong kong|\w\.hk\b",
    "SGD": r"singapore|\w\.sg\b",
    "TWD": r"taiwan|\w\.tw\b",
    "MXN": r"\bm[eé]xic(?:o|an)|\w\.mx\b",
    "ARS": r"argentin|\w\.ar\b",
    "CLP": r"\bchile|\w\.cl\b",
    "COP": r"colombia",
    "UYU": r"uruguay|\w\.uy\b",
    "SEK": r"swed(?:en|ish)|sverige|svensk|\w\.se\b",
    "NOK": r"norw(?:ay|egian)|\bnorge\b|norsk",
    "DKK": r"denmark|\bdanish|danmark|dansk|\w\.dk\b",
    "ISK": r"iceland|[ií]sland",
}
BY_NAME = {code: re.compile(words, re.IGNORECASE) for code, words in NAMED.items()}
# So large a share of the rows, and so many of them, must name a country; the next one so much fewer.
SHARE, FEWEST, TIMES = 0.2, 5, 4
FEW_FRENCH, SAMPLE = 2, 2_000
CODES_OF = {"$": DOLLARS, "kr": KRONER}


def with_country(table: Table, mapping: Mapping, home: str) -> Mapping:
    """The mapping with the currency of a bare `$` or `kr` where the table tells, and a note on it.

    A title, a header or the file's name that speaks of one country tells it; else the rows do, where
    enough of them name one and few another. What a person said, and a `home` that writes the sign,
    go before.
    """
    if mapping.currency or not mapping.is_read:
        return mapping
    sign = next(_signs(table, mapping), "")
    if not sign or home in CODES_OF[sign]:
        return mapping
    code, why = _told(table, CODES_OF[sign])
    if not code:
        return mapping
    table.notes.append(table.note(f"'{sign}' is read as {code}: {why}"))
    return replace(mapping, currency=code)


def _signs(table: Table, mapping: Mapping) -> Iterator[str]:
    """The signs of several countries that stand in headers of amounts or before them."""
    for use in mapping.columns:
        if use.use == "ignored" or use.header not in table.header:
            continue
        cells = table.values(table.header.index(use.header))
        sign = unit_of(use.header).currency or own_currency(cells[:SAMPLE])
        if sign in SIGNS_OF_SEVERAL:
            yield sign


def _told(table: Table, codes: tuple[str, ...]) -> tuple[str, str]:
    """The currency of the country that the table speaks of, and what tells it; empty where none does."""
    above = " ".join([PurePath(table.file).stem, table.title, *table.remarks, *table.header])
    named = [code for code in codes if BY_NAME[code].search(above.replace("_", " "))]
    if len(named) == 1:
        return named[0], "its title, a header or the file's name says so"
    counts: Counter[str] = Counter()
    rows = table.rows[:SAMPLE]

    @cache  # many rows have the same cells
    def named_in(text: str) -> frozenset[str]:
        return frozenset(code for code in codes if BY_NAME[code].search(text))

    for row in rows:
        spoken = frozenset[str]().union(*(named_in(cell) for cell in row if isinstance(cell, str)))
        counts.update(code for code in codes if code in spoken)
    (most, often), *others = [*counts.most_common(2), ("", 0)]
    if often >= max(FEWEST, SHARE * len(rows)) and often >= TIMES * others[0][1]:
        return most, f"{often:,} of {len(rows):,} rows name that country"
    french = sum(map(is_french, table.header))
    if "CAD" in codes and french >= max(FEW_FRENCH, len(table.header) / 3):
        return "CAD", "the headers are French, and of those who write so Canada has a dollar"
    return "", ""
