"""On which days is business closed, by country and region?"""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from functools import cache


@cache
def public_holidays(calendar: str) -> Container[date] | None:
    """The public holidays of a country (`DE`) or of a region of it (`DE-HB`), of any year.

    Empty where no calendar is named; None where there is none of that name.

    >>> closed = public_holidays("DE-HB")
    >>> date(2026, 10, 31) in closed, date(2026, 11, 1) in closed
    (True, False)
    """
    if not calendar:
        return ()
    from holidays import country_holidays  # late: a tenth of a second

    country, _, region = calendar.partition("-")
    try:
        return country_holidays(country, subdiv=region or None)
    except NotImplementedError:
        return None
