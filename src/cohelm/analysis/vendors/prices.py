"""What does a contract cost in each month, as its price rises?"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta

from cohelm.analysis.wording import money_of
from cohelm.core.money import Money

CENT = Decimal("0.01")
MOST_RISES = 600


@dataclass(frozen=True, slots=True)
class Prices:
    """The yearly price on record, and the days on which it rises by a share.

    `annual` is what it costs a year on the day that is asked about: rises up to and on that day are in
    it. `cap` is the most by which it may rise a year, where that is all that is known.
    """

    annual: Money | None
    share: Decimal | None
    first: date | None
    months: int | None
    cap: Decimal | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Prices:
        """What a row of the contracts' frame says of its price."""
        share, cap = row["uplift"], row["uplift_cap"]
        return cls(
            money_of(row.get("annual_cost")), None if share is None else Decimal(str(share)),
            row["uplift_from"], row["uplift_months"], None if cap is None else Decimal(str(cap)),
        )  # fmt: skip

    def rises(self, after: date, until: date) -> Iterator[date]:
        """The days after one and up to another on which the price rises.

        Months are counted from the first rise, so that the 31st stays the 31st where there is one.
        """
        if self.first is None:
            return
        for count in range(MOST_RISES if self.months else 1):
            day = self.first + relativedelta(months=count * (self.months or 0))
            if day > until:
                return
            if day > after:
                yield day

    def annual_on(self, day: date, *, on: date) -> Money | None:
        """What it costs a year on a later day, as known on `on`; to the cent. None where not known.

        >>> price = Prices(Money(Decimal(1200), "EUR"), Decimal("0.05"), date(2027, 1, 1), 12, None)
        >>> print(price.annual_on(date(2028, 1, 1), on=date(2026, 11, 23)))
        1323 EUR
        """
        if self.annual is None:
            return None
        times = sum(1 for _ in self.rises(on, day))
        if times and self.share is None:
            return None
        factor = (1 + (self.share or Decimal(0))) ** times
        return Money((self.annual.amount * factor).quantize(CENT), self.annual.currency)

    def in_month(self, month: date, until: date | None, *, on: date) -> Money | None:
        """A twelfth of the year's price on the first of a month, by its days up to `until`.

        A rise within a month counts from the next month on. Nought where it is over; None where the
        price is not known.
        """
        days = monthrange(month.year, month.month)[1]
        last = days if until is None else min(days, (until - month).days + 1)
        annual = self.annual_on(month, on=on)
        if annual is None:
            return None
        return Money((annual.amount / 12 * max(0, last) / days).quantize(CENT), annual.currency)
