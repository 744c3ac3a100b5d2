"""Who has access: accounts, their levels, and invitations; for administrators."""

from __future__ import annotations

from allauth.mfa.models import Authenticator  # type: ignore[import-untyped]
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Count, Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohelm.accounts.let_in import take_second_factor_away
from cohelm.accounts.models import LEVELS, Access
from cohelm.accounts.permission import ADMINISTRATOR, permission
from cohelm.accounts.secrets import invite, invite_again
from cohelm.accounts.sign_ins import end_all
from cohelm.core.errors import CohelmError, InputError, UnknownName, UsageError
from cohelm.core.prose import Prose
from cohelm.reports.wording import count
from cohelm.store.access import Level
from cohelm.web.plan import plan_of
from cohelm.web.written import tell

EXTRA = ("money", "people", "security")
"""Clearances that an administrator gives by name. What is between the two offices is theirs to open."""


@permission(ADMINISTRATOR)
def people_page(request: HttpRequest) -> HttpResponse:
    """All accounts."""
    return _page(request)


def _page(
    request: HttpRequest,
    link: str = "",
    *,
    wrong: CohelmError | None = None,
    of: User | None = None,
) -> HttpResponse:
    """The accounts; what could not be taken stands as it was stated, of an account or an invitation."""
    plan = plan_of(request)
    stated = {name: request.POST.get(name, "") for name in ("level", "office", "email")}
    stated["clearances"] = " ".join(request.POST.getlist("clearances"))
    context = {
        "wrong": wrong,
        "stated": stated if wrong else None,
        "stated_of": of,
        "title": _("Who has access"),
        "here_is": "people",
        "users": User.objects.select_related("access")
        .annotate(
            open=Count("sign_ins"),
            has_codes=Exists(Authenticator.objects.filter(user=OuterRef("pk"))),
        )
        .order_by("username"),
        "levels": LEVELS,
        "extra": EXTRA,
        "offices": [(id_, plan.name(f"office:{id_}")) for id_ in plan.table("office").ids],
        "link": link,
    }
    return render(request, "people.html", context, status=wrong.status if wrong else 200)


@require_POST
@permission(ADMINISTRATOR)
def invite_somebody(request: HttpRequest) -> HttpResponse:
    """Makes an invitation and shows its link, this once."""
    try:
        level, office, clearances = _stated(request)
    except CohelmError as error:
        return _page(request, wrong=error)
    secret = invite(level, now=timezone.now(), office=office, clearances=clearances)
    return _page(request, request.build_absolute_uri(reverse("welcome", args=[secret])))


@require_POST
@permission(ADMINISTRATOR)
def renew(request: HttpRequest, number: int) -> HttpResponse:
    """Makes a link by which somebody chooses a new password, and shows it, this once."""
    secret = invite_again(_account(number), now=timezone.now())
    return _page(request, request.build_absolute_uri(reverse("welcome", args=[secret])))


@require_POST
@permission(ADMINISTRATOR)
def change_access(request: HttpRequest, number: int) -> HttpResponse:
    """Gives somebody another level, or takes all access away. Raises UnknownName, UsageError."""
    user = _account(number)
    if user == request.user:
        raise UsageError("nobody changes their own access", mend="Ask another administrator.")
    if request.POST.get("level") == "0":
        Access.objects.filter(user=user).delete()
    else:
        try:
            level, office, clearances = _stated(request)
            _write_email(user, request.POST.get("email"))
        except CohelmError as error:
            return _page(request, wrong=error, of=user)
        given = {"level": level.value, "office": office, "clearances": clearances}
        Access.objects.update_or_create(user=user, defaults=given)
    tell(
        request,
        _("{name} has another access now.").format(name=user.get_full_name() or user.username),
    )
    return HttpResponseRedirect(reverse("people"))


@require_POST
@permission(ADMINISTRATOR)
def end_sign_ins(request: HttpRequest, number: int) -> HttpResponse:
    """Ends all sign-ins of an account but the one that asks. Raises UnknownName."""
    ended = end_all(_account(number), but=request.session.session_key or "")
    tell(request, Prose("{sign_ins:A} ended.", sign_ins=count(ended, "sign-in")))
    return HttpResponseRedirect(reverse("people"))


@require_POST
@permission(ADMINISTRATOR)
def take_codes(request: HttpRequest, number: int) -> HttpResponse:
    """Takes the second factor of an account away, for whoever lost it. Raises UnknownName, UsageError."""
    user = _account(number)
    if user == request.user:
        raise UsageError("one's own is turned off on the page of one's second factor")
    take_second_factor_away(user)
    tell(request, _("{name} signs in without a code now.").format(name=user.username))
    return HttpResponseRedirect(reverse("people"))


def _write_email(user: User, stated: str | None) -> None:
    """The address by which a provider of sign-ins knows the account. Raises InputError."""
    if stated is None or stated.strip() == user.email:
        return
    address = stated.strip()
    try:
        if address:
            validate_email(address)
    except ValidationError:
        raise InputError(
            f"'{address}' is no address", where="email", accepted="name@acme.example"
        ) from None
    if address and User.objects.filter(email__iexact=address).exclude(pk=user.pk).exists():
        raise InputError(f"'{address}' is the address of another account")
    user.email = address
    user.save(update_fields=["email"])


def _account(number: int) -> User:
    user = User.objects.filter(pk=number).first()
    if user is None:
        raise UnknownName("there is no such account")
    return user


def _stated(request: HttpRequest) -> tuple[Level, str, str]:
    stated = request.POST.get("level", "")
    if stated not in {str(level.value) for level in Level}:
        raise InputError(f"'{stated}' is no access level", accepted="1, 2, 3 or 4")
    office = request.POST.get("office", "")
    if office and office not in plan_of(request).table("office"):
        raise UnknownName.of("office", office, plan_of(request).table("office").ids)
    if int(stated) == Level.OFFICE_LEAD and not office:
        raise InputError("an office lead leads an office", accepted="one of the offices")
    clearances = " ".join(one for one in EXTRA if one in request.POST.getlist("clearances"))
    return Level(int(stated)), office, clearances
