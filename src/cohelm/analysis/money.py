"""What do amounts of several currencies add up to, and what are they worth in one?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import reduce
from typing import Any

import polars as pl

from cohelm.analysis.wording import day_in_words
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.core.figure import Assumption, Figure
from cohelm.core.money import EXACT, LIMIT, Money
from cohelm.core.prose import Digits, Prose, joined

CENT = Decimal("0.01")
SIGNS = {"EUR": "€", "USD": "US$", "GBP": "£", "JPY": "¥"}
RATE = "exchange_rate"
NO_AMOUNT = Prose("no amount")
HIDDEN = Prose("amounts are shown to those who see money")


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of `currency` was worth from `day` on, as `source` has it."""

    currency: str
    value: Money
    day: date
    source: str = ""

    def __str__(self) -> str:
        return f"1 {self.currency} = {_digits(self.value.amount)} {self.value.currency}"

    @property
    def assumption(self) -> str:
        """The rate, its day and its source as an assumption says them."""
        source = f" ({self.source})" if self.source else ""
        return Prose(
            "{rate}, the rate of {day}{source}.",
            rate=str(self),
            day=day_in_words(self.day),
            source=source,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Rates:
    """The dated exchange rates that an organisation has on record.

    `currency` is that of its books, empty where none is stated. `known` holds the rates of each
    currency, oldest first; of several of one day, that of the first source by name. `lacking` says of
    what states no amount why that is so: to whoever does not see money, none is shown.
    """

    currency: str = ""
    known: Mapping[str, tuple[Rate, ...]] = field(default_factory=dict)
    lacking: str = NO_AMOUNT

    @classmethod
    def of(cls, enterprise: Enterprise) -> Rates:
        """The rates that stand as observations of `exchange_rate` about the organisation.

        Only those that are given in the currency of its books are taken.
        """
        currency = str(enterprise.organisation.get("currency", ""))
        table = enterprise.observed.get(RATE)
        found: dict[str, dict[date, Rate]] = {}
        # the exact texts, for the column rounds to six decimals: too few for a yen
        for item, time, source, reference in sorted(table.rows) if table is not None else ():
            plain = table.plain((item, time, source, reference)) if table is not None else None
            value = Money.parse(plain["value"]) if plain and "value" in plain else None
            if value is None or value.currency != currency or item not in enterprise:
                continue
            day = date.fromisoformat(time[:10])
            found.setdefault(reference, {}).setdefault(day, Rate(reference, value, day, source))
        return cls(
            currency,
            {name: tuple(of[day] for day in sorted(of)) for name, of in found.items()},
            NO_AMOUNT if enterprise.audience.sees("money") else HIDDEN,
        )

    def why_none(self, reason: str) -> str:
        """Why there is no amount at all: `reason`, or that none is shown to whoever asks."""
        return HIDDEN if self.lacking == HIDDEN else reason

    def on(self, currency: str, day: date) -> Rate | None:
        """The last rate of a currency on or before a day; None where there is none."""
        rates = self.known.get(currency, ())
        at = bisect_right(rates, day, key=lambda rate: rate.day)
        return rates[at - 1] if at else None

    def converted(self, money: Money, day: date) -> Money | None:
        """Money in the currency of the books, to the cent, ties to the even one.

        None where no rate is known on or before the day. What is in that currency stays as it is.

        >>> rate = Rate("USD", Money(Decimal("0.9215"), "EUR"), date(2026, 10, 30))
        >>> rates = Rates("EUR", {"USD": (rate,)})
        >>> print(rates.converted(Money(Decimal(12000), "USD"), date(2026, 11, 24)))
        11058 EUR
        >>> print(rates.converted(Money(Decimal(12000), "USD"), date(2026, 10, 29)))
        None
        """
        if money.currency == self.currency:
            return money
        rate = self.on(money.currency, day)
        if rate is None:
            return None
        return Money(_to_the_cent(EXACT.multiply(money.amount, rate.value.amount)), self.currency)

    def without(self, currency: str, day: date) -> str:
        """Why an amount of a currency is left out, where no rate is known on or before a day."""
        if not self.currency:
            return Prose("the organisation states no currency")
        return Prose(
            "no rate of {currency} on or before {day}", currency=currency, day=day_in_words(day)
        )


@dataclass(frozen=True, slots=True)
class Amounts:
    """Exact sums, one for each currency, which are never added to each other.

    `items` are the keys that were counted, by currency; `unknown` those that state no amount.
    """

    of: Mapping[str, Decimal] = field(default_factory=dict)
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @classmethod
    def total(cls, stated: Iterable[tuple[str, Money | None]]) -> Amounts:
        """The sums of what items state, as (key, money) pairs; a key may come several times.

        >>> print(Amounts.total([("contract:a", Money(Decimal(84000), "EUR")),
        ...                      ("contract:b", Money(Decimal(12000), "USD"))]))
        84,000 € and 12,000 US$
        """
        sums: dict[str, Decimal] = {}
        items: dict[str, dict[str, None]] = {}
        unknown: dict[str, None] = {}
        for key, money in stated:
            if money is None:
                unknown[key] = None
                continue
            before = sums.get(money.currency, Decimal(0))
            sums[money.currency] = EXACT.add(before, money.amount)
            items.setdefault(money.currency, {})[key] = None
        return cls(sums, {name: tuple(of) for name, of in items.items()}, tuple(unknown))

    @classmethod
    def of_frame(cls, frame: pl.DataFrame, column: str, *, key: str = "key") -> Amounts:
        """The sums of a money column; `key` is the column that holds what each row is about."""
        amount = pl.col(column).struct.field("amount").alias("amount")
        currency = pl.col(column).struct.field("currency").alias("currency")
        lines = frame.select(pl.col(key).alias("key"), amount, currency)
        unknown = lines.filter(pl.col("amount").is_null())["key"].unique(maintain_order=True)
        sums: dict[str, Decimal] = {}
        items: dict[str, tuple[str, ...]] = {}
        for of in lines.drop_nulls("amount").partition_by("currency"):
            name = of["currency"][0]
            sums[name] = _added(of["amount"])
            items[name] = tuple(of["key"].unique(maintain_order=True))
        return cls(sums, items, tuple(unknown))

    def __str__(self) -> str:
        return in_words(self.money)

    def __bool__(self) -> bool:
        return bool(self.of)

    @property
    def money(self) -> tuple[Money, ...]:
        """One amount for each currency, by its code."""
        return tuple(Money(self.of[name], name) for name in sorted(self.of))

    def in_currency(self, rates: Rates, *, on: date) -> Figure:
        """What all of it is worth in the currency of the books, at the rates of a day.

        Each sum is converted once, to the cent. A sum for which no rate is known is left out, with
        its items and the reason; each rate is an assumption. Without any sum, or where none can be
        converted, there is no value.
        """
        reasons = {
            money.currency: rates.without(money.currency, on)
            for money in self.money
            if rates.converted(money, on) is None
        }
        left_out = {reason: self.items.get(name, ()) for name, reason in reasons.items()}
        if not rates.currency and reasons:
            left_out = {next(iter(left_out)): sum((self.items.get(n, ()) for n in reasons), ())}
        if self.unknown:
            left_out[rates.lacking] = self.unknown
        taken = [money for money in self.money if money.currency not in reasons]
        if not taken:
            reason = joined(left_out, "; ") or Prose("nothing to add up")
            return Figure(None, rates.currency, reason, left_out=left_out, on=on)
        value = Decimal(0)
        for money in taken:
            converted = rates.converted(money, on)
            value = EXACT.add(value, converted.amount) if converted else value
        return Figure(
            value,
            rates.currency,
            formula=" + ".join(self._term(rates, money, on) for money in taken),
            counted=tuple(
                dict.fromkeys(key for one in taken for key in self.items.get(one.currency, ()))
            ),
            left_out=left_out,
            assumed=tuple(self._assumed(rates, taken, on)),
            on=on,
        )

    def _term(self, rates: Rates, money: Money, on: date) -> str:
        rate = None if money.currency == rates.currency else rates.on(money.currency, on)
        return in_words([money]) + (f" × {_digits(rate.value.amount)}" if rate else "")

    def _assumed(self, rates: Rates, taken: Sequence[Money], on: date) -> Iterable[Assumption]:
        for money in taken:
            rate = rates.on(money.currency, on)
            if money.currency != rates.currency and rate is not None:
                items = self.items.get(money.currency, ())
                yield Assumption(
                    Prose("rate of {currency}", currency=money.currency), rate.assumption, items
                )


def sums(frame: pl.DataFrame, column: str, *, by: str | Sequence[str] = ()) -> pl.DataFrame:
    """A money column added up exactly, a row for each group and currency.

    Columns: those of `by`, `currency`, `amount` (exact, six decimals), `lines` (how many rows were
    added). Rows that state no amount make a row of their own, with neither currency nor amount.
    Ordered by group, then currency. Linear in rows. Raises InputError for amounts that
    come to 10^32, whatever their signs.

    >>> euro = {"amount": Decimal("0.10"), "currency": "EUR"}
    >>> lines = pl.DataFrame({"vendor": ["a"] * 3, "cost": [euro] * 3})
    >>> sums(lines, "cost", by="vendor")["amount"][0]
    Decimal('0.30')
    """
    groups = [by] if isinstance(by, str) else list(by)
    money = frame.select(
        *groups,
        pl.col(column).struct.field("currency").alias("currency"),
        pl.col(column).struct.field("amount").alias("amount"),
    )
    # within a group a sum that does not fit would come out wrong without a word
    if money["amount"].cast(pl.Float64).abs().sum() >= float(LIMIT):
        raise InputError("the amounts are too large to be added up", accepted="sums below 10^32")
    together = money.group_by([*groups, "currency"]).agg(
        pl.when(pl.col("amount").count() > 0).then(pl.col("amount").sum()).alias("amount"),
        pl.len().alias("lines"),
    )
    return together.sort([*groups, "currency"])


def converted(frame: pl.DataFrame, column: str, rates: Rates, *, day: str | date) -> pl.DataFrame:
    """The frame with `converted`, its money column in the currency of the books, line by line.

    `day` is the day of the rates, or the column (a date) that holds each line's own. Each converted
    amount is rounded to the cent, so that every way of adding up gives the same total; it is null
    where the line states no amount or no rate is known. `rate_day` is the day of the rate, null
    where none was needed.
    """
    amounts = frame[column].struct.field("amount")
    currencies = frame[column].struct.field("currency")
    own = (currencies == rates.currency).fill_null(False)
    whole = amounts.zip_with(own, pl.Series([None], dtype=pl.Decimal(38, 6)))
    found = frame.with_columns(
        whole.alias("converted"), pl.lit(None, pl.Date).alias("rate_day"),
    )  # fmt: skip
    foreign = (~own & amounts.is_not_null()).arg_true()
    if not len(foreign):
        return found
    days = frame[day].gather(foreign).to_list() if isinstance(day, str) else [day] * len(foreign)
    stated = zip(amounts.gather(foreign), currencies.gather(foreign), days, strict=True)
    pairs = [_converted(rates, Money(amount, name), on) for amount, name, on in stated]
    values = pl.Series([value for value, _ in pairs], dtype=pl.Decimal(38, 6))
    return found.with_columns(
        found["converted"].scatter(foreign, values),
        found["rate_day"].scatter(foreign, pl.Series([on for _, on in pairs], dtype=pl.Date)),
    )


def _converted(rates: Rates, money: Money, day: date) -> tuple[Decimal | None, date | None]:
    rate, worth = rates.on(money.currency, day), rates.converted(money, day)
    return (worth.amount, rate.day) if rate and worth else (None, None)


def in_words(amounts: Sequence[Money]) -> str:
    """Amounts as sentences say them, with their signs; "nothing" where there are none.

    >>> in_words([Money(Decimal(84000), "EUR"), Money(Decimal("12000.5"), "USD")])
    '84,000 € and 12,000.50 US$'
    """
    said = [_said(one) for one in amounts]
    if len(said) < 2:
        return said[0] if said else Prose("nothing")
    return Prose("{words} and {last}", words=joined(said[:-1], ", "), last=said[-1])


def _said(money: Money) -> str:
    whole = money.amount == money.amount.to_integral_value()
    amount = money.amount.quantize(Decimal(1) if whole else CENT, context=EXACT)
    text = Digits(f"{amount:,f}".replace("-", "\u2212"))
    return joined(filter(None, (text, SIGNS.get(money.currency, money.currency))))


def rounded(money: Money) -> Money:
    """Money without its cents, for sentences; ties to the even one."""
    return Money(money.amount.quantize(Decimal(1), ROUND_HALF_EVEN, EXACT), money.currency)


def _added(amounts: pl.Series) -> Decimal:
    """The sum of a column of amounts, exact though it has more digits than a column holds."""
    try:
        return Decimal(amounts.sum())
    except pl.exceptions.ComputeError:
        return reduce(EXACT.add, amounts, Decimal(0))


def _to_the_cent(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_EVEN, EXACT)


def _digits(amount: Decimal) -> str:
    """All digits of an amount and no trailing zeros."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _money(struct: Mapping[str, Any] | None) -> Money | None:
    known = struct is not None and struct["amount"] is not None
    return Money(struct["amount"], struct["currency"]) if known and struct else None
