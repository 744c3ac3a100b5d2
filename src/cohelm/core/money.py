"""An amount and its currency, exact; amounts of two currencies are never added."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from cohelm.core.errors import InputError
from cohelm.core.prose import Prose

WRITTEN = re.compile(
    r"(?P<amount>[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?) +(?P<currency>[A-Z]{3})\Z"
)
LIMIT = Decimal(10) ** 32
LONGEST = 100
EXACT = Context(prec=200)
PATTERN = r"^-?[0-9]+(\.[0-9]+)? [A-Z]{3}$"


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An exact amount in one currency (ISO 4217). Written `312000 EUR` or `0.50 EUR`."""

    amount: Decimal
    currency: str

    @classmethod
    def parse(cls, text: str) -> Money:
        """Reads `312000.50 EUR`, below 10^32 either way. Raises InputError for anything else."""
        found = WRITTEN.match(text.strip()) if len(text) <= LONGEST else None
        amount = Decimal(found["amount"]) if found else LIMIT
        if found is None or not -LIMIT < amount < LIMIT:
            raise InputError(
                Prose("'{text}' is not money", text=text[:LONGEST]),
                accepted=Prose("an amount and a currency code, such as 312000 EUR"),
            )
        return cls(amount, found["currency"])

    def __str__(self) -> str:
        plain = format(self.amount, "f") if self.amount else "0"
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
                Prose("{money} and {other} cannot be added", money=self, other=other),
                accepted=Prose("amounts of one currency; convert with a dated rate first"),
            )
        return Money(EXACT.add(self.amount, other.amount), self.currency)

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
        if isinstance(value, Mapping) and value.keys() == {"amount", "currency"}:
            value = f"{value['amount']} {value['currency']}"
        try:
            return cls.parse(str(value))
        except InputError as error:
            raise ValueError(str(error)) from error
