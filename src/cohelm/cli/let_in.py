"""`let-in`: the way back in for an account, by whoever keeps the server."""

from __future__ import annotations

from typing import Annotated

import typer

from cohelm.cli.command import Asked, command
from cohelm.cli.organisation import open_store
from cohelm.cli.output import show_json, show_lines


@command(person=False, examples=("cohelm let-in miriam --org acme.db",))
def _let_in(
    asked: Asked,
    account: Annotated[str, typer.Argument(metavar="ACCOUNT", help="The name to sign in with.")],
) -> None:
    """Lets somebody in again who lost password and second factor, the last administrator too.

    The second factor is taken away and all sign-ins of the account end. The link that is printed is
    good once, for a day, and begins with COHELM_ADDRESS.
    """
    open_store(asked, "let-in")
    from django.conf import settings
    from django.urls import reverse
    from django.utils import timezone

    from cohelm.accounts.let_in import let_in

    link = settings.ADDRESS + reverse("welcome", args=[let_in(account, now=timezone.now())])
    if asked.json:
        show_json({"account": account, "link": link})
    else:
        show_lines([f"{account} chooses a new password here, once, within a day: {link}"])


COMMANDS = {"let-in": _let_in}
