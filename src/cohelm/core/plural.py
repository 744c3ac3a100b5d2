"""A count and what it counts, in one number."""

from __future__ import annotations


def in_number(count: int, one: str, several: str) -> str:
    """The count, and behind it what is said of one or of several; none is said as several are.

    >>> in_number(1, "row is", "rows are"), in_number(2000, "row is", "rows are")
    ('1 row is', '2,000 rows are')
    """
    return f"{count:,} {one if count == 1 else several}"
