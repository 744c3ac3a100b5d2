"""Cloud bills as 1.0 to 1.3 of the specification head them, with columns of somebody's own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from tests.formats.known.ugly.grammar import identifiers
from tests.formats.known.ugly.truth import Clean, Column, Holds, Limits, Row

MANNERS = range(4)
# The specification fixes the names: tools put words before and behind them, part and turn them.
COLUMNS = (
    ("BilledCost", "billed", "money", True), ("EffectiveCost", "effective", "money", False),
    ("ListCost", "list", "money", False), ("ChargePeriodStart", "start", "day", True),
    ("ChargePeriodEnd", "end", "day", False), ("BillingPeriodStart", "billing_start", "day", False),
    ("ServiceName", "service", "text", True), ("ServiceCategory", "category", "text", False),
    ("ChargeCategory", "charge", "text", True), ("BillingCurrency", "currency", "currency", True),
    ("SubAccountId", "sub_account_number", "code", False),
)  # fmt: skip
# What the versions have besides: unit prices and quantities must never be taken for costs, nor
# who hosts for who is paid.
SINCE_1_0 = (("ListUnitPrice", "list_unit_price", "money"),
             ("ContractedUnitPrice", "contracted_unit_price", "money"), ("ConsumedQuantity", "", "money"),
             ("ChargeDescription", "", "text"), ("SkuId", "", "text"))  # fmt: skip
SINCE_1_1 = (("CapacityReservationStatus", "", "text"), ("SkuMeter", "", "text"))
SINCE_1_2 = (
    ("PricingCurrencyListUnitPrice", "list_unit_price", "money"),
    ("InvoiceId", "", "text"),
)
SINCE_1_3 = (("HostProviderName", "host", "text"), ("AllocatedResourceName", "", "text"),
             ("ContractApplied", "", "text"))  # fmt: skip
VERSIONS: dict[str, tuple[str, Sequence[tuple[str, str, Holds]]]] = {
    "1.0": ("ProviderName", SINCE_1_0),
    "1.1": ("ProviderName", (*SINCE_1_0, *SINCE_1_1)),
    "1.2": ("ProviderName", (*SINCE_1_0, *SINCE_1_1, *SINCE_1_2)),
    "1.3": ("ServiceProviderName", (*SINCE_1_0, *SINCE_1_1, *SINCE_1_2, *SINCE_1_3)),
}
"""Who is named as the provider, and what nothing is taken of."""
PROVIDERS = ("provider", "service_provider")
SERVICES = (("AWS", "Amazon Elastic Compute Cloud"), ("AWS", "Amazon Simple Storage Service"),
            ("Microsoft", "Virtual Machines"), ("Google Cloud", "BigQuery"))  # fmt: skip


def clean(rng: random.Random) -> Clean:
    """Some months of several services, as one of the versions has them."""
    codes = rng.choice((("USD",), ("EUR",), ("USD", "EUR")))
    version, manner = rng.choice(tuple(VERSIONS)), rng.choice(MANNERS)
    provider, others = VERSIONS[version]
    beside = rng.sample(list(others), rng.randrange(len(others) // 2 + 1))
    columns = [
        Column(role, role, identifiers(name, manner), holds, always=always)
        for name, role, holds, always in COLUMNS
    ]
    columns.append(Column("provider", PROVIDERS[version == "1.3"], identifiers(provider, manner),
                          always=True, also=PROVIDERS))  # fmt: skip
    columns += [
        Column(name, role, identifiers(name, manner), holds) for name, role, holds in beside
    ]
    rows: list[Row] = []
    for _ in range(rng.randrange(30, 90)):
        vendor, service = rng.choice(SERVICES)
        start = date(2025, 1, 1) + timedelta(days=rng.randrange(180))
        cost = Decimal(rng.randrange(-500, 900_000)) / 100
        row: Row = {
            "billed": cost, "effective": cost, "list": cost, "start": start,
            "end": start + timedelta(days=1), "billing_start": start.replace(day=1),
            "provider": vendor, "service": service, "category": "Compute",
            "charge": rng.choice(("Usage", "Usage", "Purchase", "Tax")), "currency": rng.choice(codes),
            "sub_account_number": f"{rng.randrange(10**11):011}",
        }  # fmt: skip
        for name, _, holds in beside:
            price = Decimal(rng.randrange(1, 10_000)) / 100
            row[name] = price if holds == "money" else f"{name} {price}"
        rows.append(row)
    return Clean(
        "focus", columns, rows, ("focus export", "bill", "cost-and-usage"),
        currency=codes[0], measures={"billed": "actual"},
        limits=Limits(title=False, scaled=False, subtotals=False),
    )  # fmt: skip
