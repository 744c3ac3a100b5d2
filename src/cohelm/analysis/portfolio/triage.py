"""Who may answer a request of a department, by the rights, and what an answer writes."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from cohelm.analysis.agenda.informed import Reached
from cohelm.analysis.agenda.inhand import may_be_given
from cohelm.analysis.wording import listed
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, NotPermitted, UnknownName
from cohelm.core.prose import Prose

Answer = Literal["accepted", "declined"]
ANSWERS: tuple[str, ...] = get_args(Answer)


def may_answer(enterprise: Enterprise, request: str, *, on: date) -> dict[str, str]:
    """Whose answer counts, each with why: by a right that covers it, as owner, as lead of its office.

    Raises UnknownName.
    """
    if request not in enterprise or not request.startswith("request:"):
        raise UnknownName(f"there is no request '{request.partition(':')[2]}'")
    return may_be_given(enterprise, request, on=on)


def refuse_to_answer(enterprise: Enterprise, request: str, person: str, *, on: date) -> None:
    """Raises NotPermitted where a person is none of those whose answer counts, with who is."""
    named = may_answer(enterprise, request, on=on)
    reached = Reached(enterprise.at(on)).by(named)
    if not person or person not in reached:
        whom = listed([enterprise.name(one) for one in named]) or Prose(
            "nobody yet: name an office first"
        )
        raise NotPermitted("the answer to it is not yours to give", mend=f"It is for {whom}.")


def triaged(
    enterprise: Enterprise, request: str, answer: str, *, because: str, on: date
) -> ChangeSet:
    """What an answer writes: yes or no, the words, and the day.

    Raises InputError for another word, for a no without a reason, and where it has an answer already.
    """
    if answer not in ANSWERS:
        raise InputError(f"'{answer}'", where="answer", accepted=", ".join(ANSWERS))
    said = because.strip()
    if answer == "declined" and not said:
        raise InputError("a no needs a reason", where="because", accepted="a sentence")
    stated = enterprise.plain(request)
    if stated.get("status") not in (None, "new"):
        raise InputError(f"it is {stated['status'].replace('_', ' ')} already")
    after = {"status": answer, "answer": said or None, "answered_on": on.isoformat()}
    return ChangeSet((ItemChange(request, {name: stated.get(name) for name in after}, after),))
