"""`who-decides` and `rights`: what the decision rights say, and what is wrong with them."""

from __future__ import annotations

from typing import Annotated

import typer

from cohelm.analysis.catalogue import ANALYSES
from cohelm.cli.analyses import command_of, show
from cohelm.cli.command import WHOLE_PLAN, Asked, command, group
from cohelm.cli.organisation import read_plan


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm who-decides approve application:rentalis --org sample",
        "cohelm who-decides approve contract:orvexa-suite --amount '300000 EUR' --org acme.db",
        "cohelm who-decides approve ai_use --says risk_class=high --org sample",
    ),
)
def _who_decides(
    asked: Asked,
    verb: Annotated[str, typer.Argument(metavar="VERB", help="What is to be done: approve, buy …")],
    item: Annotated[
        str, typer.Argument(metavar="ITEM", help="kind:id, or a kind for what is not yet there.")
    ],
    amount: Annotated[
        str, typer.Option("--amount", metavar="MONEY", help="300000, or 300000 USD.")
    ] = "",
    says: Annotated[
        list[str] | None,
        typer.Option("--says", metavar="FIELD=VALUE", help="What it will say; again for more."),
    ] = None,
) -> int:
    """Names who decides about a thing. Exit 1 where two are named, or nobody is."""
    from cohelm.analysis.rights.who_decides import money_in, who_decides

    plan = read_plan(asked)
    found = who_decides(
        plan, on=asked.day, verb=verb, item=item, amount=money_in(plan, amount),
        says=tuple(says or ()),
    )  # fmt: skip
    show(found, json=asked.json)
    return 0 if len(found.accountable) == 1 else 1


RIGHTS = {one.command[-1]: command_of(one) for one in ANALYSES if one.group == "rights"}
COMMANDS = {
    "who-decides": _who_decides,
    "rights": group("What is wrong with the decision rights. Exit 1 where anything is.", RIGHTS),
}
