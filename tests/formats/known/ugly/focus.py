"""Cloud bills as 1.0 to 1.3 of the specification head them, with columns of somebody's own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from tests.formats.known.ugly.truth import Clean, Column, Holds, Limits, Row

PROVIDER = Column("provider", "provider", ("ProviderName", "Provider Name", "provider_name"), always=True,
                  also=("service_provider",))  # fmt: skip
SERVICE_PROVIDER = Column("provider", "service_provider", ("ServiceProviderName",
                          "Service Provider Name", "service_provider_name"), always=True,
                          also=("provider",))  # fmt: skip
# The specification fixes the names: what differs between files is case, parting and which are there.
COLUMNS = (
    Column("billed", "billed", ("BilledCost", "Billed Cost", "billed_cost"), "money", always=True),
    Column("effective", "effective", ("EffectiveCost", "Effective Cost", "effective_cost"), "money"),
    Column("list", "list", ("ListCost", "List Cost", "list_cost"), "money"),
    Column("start", "start", ("ChargePeriodStart", "Charge Period Start", "charge_period_start"), "day",
           always=True),
    Column("end", "end", ("ChargePeriodEnd", "charge_period_end"), "day"),
    Column("billing_start", "billing_start", ("BillingPeriodStart", "billing_period_start"), "day"),
    Column("service", "service", ("ServiceName", "Service Name", "service_name"), always=True),
    Column("category", "category", ("ServiceCategory", "service_category")),
    Column("charge", "charge", ("ChargeCategory", "Charge Category", "charge_category"), always=True),
    Column("currency", "currency", ("BillingCurrency", "Billing Currency", "billing_currency"),
           "currency",
           always=True),
    Column("sub_account", "sub_account_number", ("SubAccountId", "sub_account_id"), "code"),
)  # fmt: skip


def bare(header: str, holds: Holds = "text", role: str = "") -> Column:
    """A column of the specification of which nothing is taken."""
    return Column(header, role, (header,), holds)


# What the versions have besides: unit prices and quantities must never be taken for costs, nor
# who hosts for who is paid.
SINCE_1_0 = (bare("ListUnitPrice", "money", "list_unit_price"),
             bare("ContractedUnitPrice", "money", "contracted_unit_price"),
             bare("ConsumedQuantity", "money"), bare("ChargeDescription"), bare("SkuId"))  # fmt: skip
SINCE_1_1 = (bare("CapacityReservationStatus"), bare("SkuMeter"))
SINCE_1_2 = (bare("PricingCurrencyListUnitPrice", "money", "list_unit_price"), bare("InvoiceId"))
SINCE_1_3 = (bare("HostProviderName", role="host"), bare("AllocatedResourceName"),
             bare("ContractApplied"))  # fmt: skip
VERSIONS: dict[str, tuple[Column, Sequence[Column]]] = {
    "1.0": (PROVIDER, SINCE_1_0),
    "1.1": (PROVIDER, (*SINCE_1_0, *SINCE_1_1)),
    "1.2": (PROVIDER, (*SINCE_1_0, *SINCE_1_1, *SINCE_1_2)),
    "1.3": (SERVICE_PROVIDER, (*SINCE_1_0, *SINCE_1_1, *SINCE_1_2, *SINCE_1_3)),
}
"""Who is named as the provider, and what nothing is taken of."""
SERVICES = (("AWS", "Amazon Elastic Compute Cloud"), ("AWS", "Amazon Simple Storage Service"),
            ("Microsoft", "Virtual Machines"), ("Google Cloud", "BigQuery"))  # fmt: skip


def clean(rng: random.Random) -> Clean:
    """Some months of several services, as one of the versions has them."""
    codes = rng.choice((("USD",), ("EUR",), ("USD", "EUR")))
    provider, others = VERSIONS[rng.choice(tuple(VERSIONS))]
    beside = rng.sample(list(others), rng.randrange(len(others) // 2 + 1))
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
            "sub_account": f"{rng.randrange(10**11):011}",
        }  # fmt: skip
        for column in beside:
            price = Decimal(rng.randrange(1, 10_000)) / 100
            row[column.name] = price if column.holds == "money" else f"{column.name} {price}"
        rows.append(row)
    return Clean(
        "focus", (*COLUMNS, provider, *beside), rows, ("focus export", "bill", "cost-and-usage"),
        currency=codes[0], measures={"billed": "actual"},
        limits=Limits(title=False, scaled=False, subtotals=False),
    )  # fmt: skip
