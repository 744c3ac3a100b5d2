"""On which days is business closed, by country and region?"""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import date
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path


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
    country, _, region = calendar.partition("-")
    known = _calendar(country)
    try:
        return known(subdiv=region or None) if known else None
    except NotImplementedError:
        return None


def _calendar(country: str) -> Callable[..., Container[date]] | None:
    """The library's calendar of one country; None where there is none.

    The library itself loads those of all countries to give one, which takes seven times as long.
    """
    import holidays  # late, as few commands ask for it
    from holidays.registry import COUNTRIES

    for module, names in COUNTRIES.items():
        if country in names:
            folder = Path(holidays.__file__).parent / "countries"
            spec = spec_from_file_location(f"holidays.countries.{module}", folder / f"{module}.py")
            if spec and spec.loader:
                loaded = module_from_spec(spec)
                spec.loader.exec_module(loaded)
                found: Callable[..., Container[date]] = getattr(loaded, names[0])
                return found
    return None
