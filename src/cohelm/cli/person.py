"""`--as PERSON`: what somebody may see and do, by their account, else by their place in the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cohelm.accounts.person import LEADS_SEE
from cohelm.core.audience import Audience
from cohelm.core.errors import UnknownName
from cohelm.store.access import Level, Writer

if TYPE_CHECKING:
    from cohelm.core.enterprise import Enterprise


def person_of_store(text: str) -> Writer:
    """The person with that account, or of that name in the plan. Raises UnknownName."""
    from django.contrib.auth.models import User

    from cohelm.accounts.person import person_of
    from cohelm.store.load import everything

    bare = text.removeprefix("person:")
    users = User.objects.select_related("access").filter(is_active=True)
    found = (
        users.filter(username=text).first()
        or users.filter(access__person=f"person:{bare}").first()
        or users.filter(username=bare).first()
    )
    if found is not None:
        return person_of(found).writer
    try:
        return person_of_plan(text, everything())
    except UnknownName:
        known = [*users.values_list("username", flat=True)[:200], *everything().keys("person")]
        raise UnknownName.of("person", text, known) from None


def person_of_plan(text: str, plan: Enterprise) -> Writer:
    """Somebody without an account: a reader, who sees more where the person leads an office.

    `text` is a key, an id or a name. Raises UnknownName.
    """
    key = _key(text, plan)
    roles = plan.targets(key, "fills")
    led = {office for role in roles for office in plan.sources(role, "led_by")}
    offices = {one for one in led if one.startswith("office:")}
    if not offices:
        return Writer(key, Level.READER, Audience(), key)
    return Writer(key, Level.OFFICE_LEAD, Audience(frozenset(LEADS_SEE) | offices), key)


def _key(text: str, plan: Enterprise) -> str:
    key = text if text.startswith("person:") else f"person:{text}"
    if key in plan:
        return key
    names = {plan.name(one).casefold(): one for one in plan.keys("person")}
    if text.casefold() in names:
        return names[text.casefold()]
    raise UnknownName.of("person", text, [*plan.keys("person")])
