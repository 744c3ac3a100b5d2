"""What people say of their own skills: by their own choice, for themselves, gone with the choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.contrib.auth.models import User

from cohelm.accounts.models import Access, OwnSkills
from cohelm.analysis.people.levels import levels_of
from cohelm.analysis.people.own import Answers
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UnknownName, UsageError


def own_skills(user: User) -> OwnSkills | None:
    """What somebody keeps of their own skills; None where they did not choose to."""
    return OwnSkills.objects.filter(user=user).first()


def begin(user: User, *, now: datetime) -> OwnSkills:
    """Somebody's choice to keep it; changes nothing where it was made before."""
    found, _ = OwnSkills.objects.get_or_create(user=user, defaults={"said": now})
    return found


def stop(accounts: Iterable[str]) -> None:
    """Erases what the people behind accounts said of their own skills, with their choice."""
    OwnSkills.objects.filter(user__username__in=list(accounts)).delete()


def keep(
    user: User, plan: Enterprise, stated: Mapping[str, str], *, is_counted: bool, now: datetime
) -> OwnSkills:
    """Keeps the levels that are stated by the id of a skill, and no others; empty says nothing.

    Raises UsageError where somebody did not choose to keep any, UnknownName, InputError for a level
    that a skill does not have.
    """
    found = own_skills(user)
    if found is None:
        raise UsageError("nothing is kept of your skills", mend="Choose to keep it first.")
    levels = {
        f"skill:{id_}": _level(plan, id_, said.strip())
        for id_, said in stated.items()
        if said.strip()
    }
    found.levels, found.is_counted, found.said = levels, is_counted, now
    found.save()
    return found


def answers() -> Answers:
    """What is counted: the levels of each who lets them count, by the key of the person in the plan.

    Of accounts without access, or without a person in the plan, nothing is counted.
    """
    people = dict(Access.objects.exclude(person="").values_list("user_id", "person"))
    counted = OwnSkills.objects.filter(is_counted=True, user__in=people)
    return {people[one.user_id]: one.levels for one in counted}


def _level(plan: Enterprise, id_: str, said: str) -> int:
    key = f"skill:{id_}"
    if key not in plan:
        raise UnknownName.of("skill", id_, plan.table("skill").ids, where="level")
    low, high = levels_of(plan.plain(key))
    if said not in {str(one) for one in range(low, high + 1)}:
        raise InputError(
            f"{plan.name(key)} has no level '{said[:20]}'", where=id_, accepted=f"{low} to {high}"
        )
    return int(said)
