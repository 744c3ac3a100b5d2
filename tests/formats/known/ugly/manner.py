"""How one file writes its days and amounts: one manner a file, as a spreadsheet has."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from tests.formats.known.ugly.truth import Plain
from tests.formats.known.ugly.wording import MILLION, ONE, SIGNS, THOUSAND

FIRST_SERIAL = date(1899, 12, 30)
FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%Y", "%d-%b-%Y", "%d %B %Y", "%Y/%m/%d")
# To what the amounts of a file in thousands or millions are rounded.
STEPS = {ONE: Decimal("0.01"), THOUSAND: Decimal("1E2"), MILLION: Decimal("1E4")}
Cell = str | int | float | date | None
Where = Literal["header", "above", "cell"]


@dataclass(frozen=True)
class Manner:
    """`factor`: amounts are written in so many; `said`: where that is. `native`: cells are numbers
    and days of a workbook, not texts. `mark` is the decimal mark, `group` parts thousands.
    """

    native: bool
    factor: Decimal
    said: Where
    mark: str
    group: str
    negative: Literal["minus", "brackets", "behind"]
    form: str
    serial: bool
    also_iso: bool
    sign: bool

    @classmethod
    def chosen(cls, rng: random.Random, *, native: bool, scaled: bool, mixed: bool) -> Manner:
        """One at random; with `mixed` currencies nothing is said of all amounts."""
        factor = rng.choice((ONE, ONE, ONE, THOUSAND, THOUSAND, MILLION)) if scaled else ONE
        said: Where = rng.choice(("header", "header", "above", "cell"))
        mark = rng.choice(".,")
        group = rng.choice(["", "", "," if mark == "." else ".", " ", "'"])
        if mixed and said == "cell":
            said = "header"
        return cls(
            native, factor, said, mark, group,
            rng.choice(("minus", "brackets", "behind")), rng.choice(FORMS),
            rng.random() < 0.12, rng.random() < 0.15, not mixed and rng.random() < 0.15,
        )  # fmt: skip

    def rounded(self, amount: Decimal) -> Decimal:
        """The amount that the file can write."""
        return amount.quantize(STEPS[self.factor]) + Decimal(0)

    def money(self, amount: Decimal, currency: str) -> Cell:
        """An amount as this file writes it."""
        scaled = amount / self.factor
        if self.native and self.said != "cell":
            return float(scaled)
        digits = {ONE: 2, THOUSAND: 1, MILLION: 2}[self.factor]
        text = f"{abs(scaled):,.{digits}f}".replace(",", "\0").replace(".", self.mark)
        text = text.replace("\0", self.group)
        if self.said == "cell" and self.factor != ONE:
            code = SIGNS.get(currency, currency)
            text += {THOUSAND: f" k{code}", MILLION: f" Mio. {code}"}[self.factor]
        elif self.sign and currency in SIGNS:
            text = f"{SIGNS[currency]}{text}"
        if amount >= 0:
            return text
        return {"minus": f"-{text}", "brackets": f"({text})", "behind": f"{text}-"}[self.negative]

    def day(self, day: date, rng: random.Random) -> Cell:
        """A day as this file writes it."""
        if self.native and not self.serial:
            return day
        if self.serial:
            number = (day - FIRST_SERIAL).days
            return number if self.native else str(number)
        form = "%Y-%m-%d" if self.also_iso and rng.random() < 0.3 else self.form
        return day.strftime(form)

    def cell(self, value: Plain, currency: str, rng: random.Random) -> Cell:
        """Any plain value as this file writes it."""
        if isinstance(value, Decimal):
            return self.money(value, currency)
        if isinstance(value, date):
            return self.day(value, rng)
        return value
