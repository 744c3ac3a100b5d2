"""Lists that somebody keeps under a name: their own, those of their office, and everybody's."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from cohelm.accounts.permission import asker, user_of
from cohelm.core.errors import InputError
from cohelm.web.addresses import kept_address
from cohelm.web.models import SavedView
from cohelm.web.plan import asked_of

STATE = ("where", "office", "sort", "columns", "density")
"""What an address says of a list besides the plan that is looked at."""
LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class View:
    """One kept list. `by` says whose it is; `is_here`: it is the list that is shown.

    `circle` is `all` where everybody sees it, `office` where one's office does, else empty.
    """

    number: int
    name: str
    by: str
    circle: str
    address: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Views:
    """The kept lists of a kind that one sees; `here` is what would be kept now."""

    own: tuple[View, ...]
    shared: tuple[View, ...]
    here: str


def views_of(request: HttpRequest, kind: str) -> Views:
    """One's own kept lists of a kind, those of one's office and those that are everybody's, by name."""
    here, user = state_of(request.GET.dict() | _columns(request)), user_of(request)
    found = SavedView.objects.filter(kind=kind).select_related("user").order_by("name")
    own = tuple(_view(request, one, here) for one in found.filter(user=user))
    mine = Q(office=asker(request).office) & ~Q(office="")
    others = found.filter(Q(shared=True) | mine).exclude(user=user)
    return Views(own, tuple(_view(request, one, here) for one in others), here)


def state_of(stated: dict[str, str]) -> str:
    """The state of a list as a query, in one order and without what is empty."""
    return urlencode([(name, stated[name]) for name in STATE if stated.get(name, "").strip()])


def keep(
    user: User, kind: str, name: str, query: str, *, shared: bool = False, office: str = ""
) -> SavedView:
    """Keeps a list under a name; one of the same name is replaced. Raises InputError.

    `shared` is for everybody, `office` the id of the one whose people see it.
    """
    name = " ".join(name.split())
    if not name or len(name) > 120:
        raise InputError("a view needs a name", where="name", accepted="1 to 120 characters")
    if len(query) > LONGEST:
        raise InputError("the list is narrowed by too much to be kept", where="query")
    state = state_of(dict(parse_qsl(query)))
    found, _ = SavedView.objects.update_or_create(
        user=user,
        kind=kind,
        name=name,
        defaults={"query": state, "shared": shared, "office": office},
    )
    return found


def _columns(request: HttpRequest) -> dict[str, str]:
    return {"columns": ",".join(request.GET.getlist("columns"))}


def _view(request: HttpRequest, one: SavedView, here: str) -> View:
    address = kept_address(
        asked_of(request), reverse("items", args=[one.kind]), dict(parse_qsl(one.query))
    )
    by = one.user.get_full_name() or one.user.get_username()
    circle = "all" if one.shared else "office" if one.office else ""
    return View(one.pk, one.name, by, circle, address, one.query == here)
