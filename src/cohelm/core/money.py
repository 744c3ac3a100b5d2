"""An amount and its currency, exact; amounts of two currencies are never added."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from cohelm.core.errors import InputError

CURRENCY = re.compile(r"[A-Z]{3}\Z")
PATTERN = r"^-?[0-9]+(\.[0-9]+)? [A-Z]{3}$"


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An exact amount in one currency (ISO 4217). Written `312000 EUR` or `0.50 EUR`."""

    amount: Decimal
    currency: str

    @classmethod
    def parse(cls, text: str) -> Money:
        """Reads `312000.50 EUR`. Raises InputError for anything else."""
        amount, _, currency = text.strip().rpartition(" ")
        try:
            number = Decimal(amount)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or not CURRENCY.match(currency):
            raise InputError(
                f"'{text}' is not money",
                accepted="an amount and a currency code, such as 312000 EUR",
            )
        return cls(number, currency)

    def __str__(self) -> str:
        plain = format(self.amount, "f")
        whole, _, cents = plain.partition(".")
        cents = cents.rstrip("0")
        return (
            f"{whole}.{cents.ljust(2, '0')} {self.currency}"
            if cents
            else f"{whole} {self.currency}"
        )

    def __add__(self, other: Money) -> Money:
        if self.currency != other.currency:
            raise InputError(
                f"{self} and {other} cannot be added",
                accepted="amounts of one currency; convert with a dated rate first",
            )
        return Money(self.amount + other.amount, self.currency)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate,
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "pattern": PATTERN, "examples": ["312000 EUR"]}

    @classmethod
    def _validate(cls, value: object) -> Money:
        if isinstance(value, Money):
            return value
        try:
            return cls.parse(str(value))
        except InputError as error:
            raise ValueError(str(error)) from error
