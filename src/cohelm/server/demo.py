"""The demo: the sample organisation in a database of its own, and the cast at its door."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from django.contrib.auth.models import User

from cohelm.accounts.models import Access
from cohelm.core.audience import EVERYTHING
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.core.proposal import propose
from cohelm.formats.folder import read_folder
from cohelm.formats.organisation import sample_folder
from cohelm.store.access import Level, Writer
from cohelm.store.apply import Written, apply
from cohelm.store.load import everything
from cohelm.store.models import Batch
from cohelm.web.offices import leader
from cohelm.web.visitors import VISITORS, Visitor

SAMPLE = Writer("sample", Level.ADMINISTRATOR, EVERYTHING)
VIA = "demo"


def prepare_demo(folder: Path | None = None) -> Written:
    """Brings the sample into an empty database, and makes whom one can enter as.

    A database that has another edition of the sample is brought up to date, unless somebody wrote
    anything since: that stays as it is. `folder` is the sample's own unless another is named. Raises
    InputError where it has a problem.
    """
    plan, folder = everything(), folder or sample_folder("sample")
    written = Written(0, 0, 0)
    last = Batch.objects.order_by("-id").first()
    is_older = last is not None and last.via == VIA and edition(folder) not in last.reason
    if not any(plan.keys()) or is_older:
        written = bring_sample(folder, plan)
        plan = everything()
    for visitor in VISITORS:
        make_visitor(visitor, plan)
    return written


def bring_sample(folder: Path, plan: Enterprise) -> Written:
    """Writes a folder into the store as one batch. Raises InputError with the first problem."""
    proposal = propose(plan, read_folder(folder, plan.schema))
    if proposal.problems:
        raise InputError(str(proposal.problems[0]), where="the sample")
    reason = f"The sample organisation, edition {edition(folder)}"
    return apply(proposal.changes, by=SAMPLE, via=VIA, reason=reason)


def edition(folder: Path) -> str:
    """A word for what a folder's files hold: another where any of them differs."""
    found = sha256()
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        found.update(
            path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0"
        )
    return found.hexdigest()[:12]


def make_visitor(visitor: Visitor, plan: Enterprise) -> None:
    """Makes one of the cast, or brings what is known of it up to date."""
    user, is_new = User.objects.get_or_create(username=visitor.username)
    if is_new:
        user.set_unusable_password()
    user.first_name = visitor.title
    user.last_name = ""
    user.save()
    if visitor.level is None:
        Access.objects.filter(user=user).delete()
        return
    Access.objects.update_or_create(
        user=user,
        defaults={
            "level": visitor.level.value,
            "office": visitor.office,
            "clearances": visitor.clearances,
            "person": visitor.person if visitor.person in plan else _leader_key(visitor, plan),
            "lands": visitor.lands,
        },
    )


def _leader_key(visitor: Visitor, plan: Enterprise) -> str:
    """The person who leads the visitor's office, where the visitor is its lead and one does."""
    office = f"office:{visitor.office}"
    if visitor.level is not Level.OFFICE_LEAD or office not in plan or not leader(plan, office):
        return ""
    roles = plan.targets(office, "led_by")
    return next((person for role in roles for person in plan.sources(role, "fills")), "")
