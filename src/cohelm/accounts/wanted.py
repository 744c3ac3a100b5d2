"""What long work looks at: the plan as whoever asked for it may see it by now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.auth.models import User

from cohelm.accounts.asked import asked
from cohelm.accounts.person import person_of
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName


def plan_wanted(arguments: Mapping[str, Any]) -> tuple[Enterprise, date]:
    """The plan and the day of `user`, `on` and `scenario`. Raises UnknownName where one is gone."""
    user = User.objects.filter(pk=arguments["user"]).first()
    if user is None:
        raise UnknownName("who asked is not there any more", mend="Ask for it again.")
    on = date.fromisoformat(arguments["on"])
    looked_at = asked({"on": arguments["on"], "scenario": arguments["scenario"]}, today=on)
    return looked_at.enterprise(person_of(user).audience), on
