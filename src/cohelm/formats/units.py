"""Currencies and factors as people write them: `k€`, `($ M)`, `(£million)`, `TEUR`, `USD '000`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

# `$` and `kr` belong to several countries: they stay as they are until somebody says which.
SYMBOLS = {
    "us$": "USD", "usd$": "USD", "ca$": "CAD", "c$": "CAD", "cad$": "CAD", "a$": "AUD",
    "au$": "AUD", "aud$": "AUD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "r$": "BRL", "$": "$",
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₪": "ILS", "₺": "TRY", "zł": "PLN",
    "kč": "CZK", "kr": "kr", "kr.": "kr", "fr.": "CHF", "euro": "EUR", "euros": "EUR",
    "dollar": "$", "dollars": "$", "pound": "GBP", "pounds": "GBP", "sterling": "GBP",
    "pounds sterling": "GBP", "yen": "JPY", "francs": "CHF", "us dollars": "USD",
}  # fmt: skip
ISO_CODES = (
    "AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KRW "
    "KZT MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RSD SAR SEK SGD THB TRY TWD UAH USD UYU "
    "VND ZAR"
)
CODES = frozenset(ISO_CODES.split())
DOLLARS = ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU")
KRONER = ("SEK", "NOK", "DKK", "ISK")

FACTORS = {
    **dict.fromkeys(["k", "thousand", "thousands", "tsd", "tsd.", "'000", "'000s", "000", "000s",
                     "000's", "t", "mille", "millier", "milliers", "tausend"], Decimal(1_000)),
    **dict.fromkeys(["m", "mn", "mm", "mio", "mio.", "mln", "mill", "mill.", "million", "millions",
                     "millionen"], Decimal(1_000_000)),
    **dict.fromkeys(["b", "bn", "bln", "billion", "billions", "mrd", "mrd.", "md", "milliarden"],
                    Decimal(1_000_000_000)),
}  # fmt: skip


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


CURRENCY = rf"(?:{_any_of([*SYMBOLS, *(code.lower() for code in CODES)])})"
FACTOR = rf"(?:{_any_of(FACTORS)})"
UNIT = re.compile(
    rf"(?:in\s+)?(?:(?P<f1>{FACTOR})(?:\s+of|\s+de|\s+d(?='))?\s*'?(?P<c1>{CURRENCY})?"
    rf"|(?P<c2>{CURRENCY})\s*(?P<f2>{FACTOR})?)\Z"
)
SAID_OF_ALL = re.compile(
    r"(?:amount|figure|value|cost|budget|number|betr[aä]ge|angaben|montants?|all|everything)s?\b"
    r".{0,40}?\b(?:in|en)\s+([^;,()]{1,30})",
    re.IGNORECASE,
)
BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a header says of its numbers: a currency (a code, `$`, `kr` or ""), a factor, percent."""

    currency: str = ""
    factor: Decimal = Decimal(1)
    percent: bool = False

    def __bool__(self) -> bool:
        return bool(self.currency) or self.factor != 1 or self.percent


NO_UNIT = Unit()


@lru_cache(maxsize=10_000)
def unit_in(text: str) -> Unit:
    """The unit that a text is, when it is nothing else: `k€`, `USD`, `%`; else an empty Unit.

    >>> unit_in("k€").currency, int(unit_in("In $ million").factor)
    ('EUR', 1000000)
    """
    plain = " ".join(text.split()).lower().replace("\u2019", "'")
    if plain in ("%", "percent", "per cent", "pct", "%age"):
        return Unit(percent=True)
    found = UNIT.match(plain)
    if not found:
        return NO_UNIT
    word = found["c1"] or found["c2"] or ""
    factor = found["f1"] or found["f2"] or ""
    # T is a thousand before a currency only (T€), and a month or a gender elsewhere.
    if factor == "t" and not word:
        return NO_UNIT
    return Unit(SYMBOLS.get(word, word.upper()), FACTORS.get(factor, Decimal(1)))


@lru_cache(maxsize=10_000)
def unit_of(header: str) -> Unit:
    """The unit that a header names: in brackets, after "in", or as its last words.

    >>> unit_of("Planned cost ($ M)").currency, unit_of("budget_eur").currency
    ('$', 'EUR')
    """
    for inside in BRACKETED.findall(header):
        if unit := unit_in(inside):
            return unit
    plain = BRACKETED.sub(" ", header).replace("_", " ")
    words = plain.split()
    if words and words[-1].lower() in ("%", "percent", "pct", "%age", "percentage"):
        return Unit(percent=True)
    for count in (3, 2, 1):
        unit = unit_in(" ".join(words[-count:])) if len(words) > count else NO_UNIT
        if unit.currency or (unit.factor != 1 and len(words[-1]) > 3):
            return unit
    return NO_UNIT


def unit_around(remarks: Iterable[str]) -> Unit:
    """The unit that a line above or below a table gives to all its amounts: `All figures in k€`."""
    for line in remarks:
        for said in SAID_OF_ALL.findall(line):
            if unit := unit_in(said.strip().removesuffix(".")):
                return unit
        for inside in BRACKETED.findall(line):
            if unit := unit_in(inside):
                return unit
        if unit := unit_in(line):
            return unit
    return NO_UNIT


def is_unit(text: str) -> bool:
    """Whether a text is a unit and nothing else."""
    plain = text.strip().strip("()[]").lower()
    return bool(unit_in(plain)) or plain in ("days", "hours", "months", "years", "fte", "pd", "#")


def currency_of(word: str, home: str = "") -> tuple[str, bool]:
    """The ISO code for a currency word and whether it had to be assumed.

    `$` and `kr` are the home currency's where that is a dollar or a crown; else US dollars are
    assumed for `$`, and `kr` stays unknown.
    """
    if word == "$":
        return (home, False) if home in DOLLARS else ("USD", True)
    if word == "kr":
        return (home, False) if home in KRONER else ("", True)
    return word, False
