"""Cloud bills, with the columns that the specification names and some of somebody's own."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

from tests.formats.known.ugly.truth import Clean, Column, Limits, Row

# The specification fixes the names: what differs between files is case, parting and which are there.
COLUMNS = (
    Column("billed", "billed", ("BilledCost", "Billed Cost", "billed_cost"), "money", always=True),
    Column("effective", "effective", ("EffectiveCost", "Effective Cost", "effective_cost"), "money"),
    Column("list", "list", ("ListCost", "List Cost", "list_cost"), "money"),
    Column("start", "start", ("ChargePeriodStart", "Charge Period Start", "charge_period_start"), "day",
           always=True),
    Column("end", "end", ("ChargePeriodEnd", "charge_period_end"), "day"),
    Column("billing_start", "billing_start", ("BillingPeriodStart", "billing_period_start"), "day"),
    Column("provider", "provider", ("ProviderName", "Provider Name", "ServiceProviderName",
           "provider_name"), always=True, also=("service_provider",)),
    Column("service", "service", ("ServiceName", "Service Name", "service_name"), always=True),
    Column("category", "category", ("ServiceCategory", "service_category")),
    Column("charge", "charge", ("ChargeCategory", "Charge Category", "charge_category"), always=True),
    Column("currency", "currency", ("BillingCurrency", "Billing Currency", "billing_currency"),
           "currency",
           always=True),
    Column("sub_account", "sub_account_number", ("SubAccountId", "sub_account_id"), "code"),
)  # fmt: skip
SERVICES = (("AWS", "Amazon Elastic Compute Cloud"), ("AWS", "Amazon Simple Storage Service"),
            ("Microsoft", "Virtual Machines"), ("Google Cloud", "BigQuery"))  # fmt: skip


def clean(rng: random.Random) -> Clean:
    """Some months of several services."""
    codes = rng.choice((("USD",), ("EUR",), ("USD", "EUR")))
    rows: list[Row] = []
    for _ in range(rng.randrange(30, 90)):
        provider, service = rng.choice(SERVICES)
        start = date(2025, 1, 1) + timedelta(days=rng.randrange(180))
        cost = Decimal(rng.randrange(-500, 900_000)) / 100
        rows.append({
            "billed": cost, "effective": cost, "list": cost, "start": start,
            "end": start + timedelta(days=1), "billing_start": start.replace(day=1),
            "provider": provider, "service": service, "category": "Compute",
            "charge": rng.choice(("Usage", "Usage", "Purchase", "Tax")), "currency": rng.choice(codes),
            "sub_account": f"{rng.randrange(10**11):011}",
        })  # fmt: skip
    return Clean(
        "focus", COLUMNS, rows, ("focus export", "bill", "cost-and-usage"), currency=codes[0],
        measures={"billed": "actual"}, limits=Limits(title=False, scaled=False, subtotals=False),
    )  # fmt: skip
