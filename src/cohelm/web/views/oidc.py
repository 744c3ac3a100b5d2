"""Signing in by a provider of OpenID Connect: there, and back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from cohelm.accounts import oidc
from cohelm.accounts.permission import ANYONE, SIGNED_IN, permission
from cohelm.core.errors import UsageError
from cohelm.web.sign_in import provider_name


@require_GET
@permission(ANYONE)
def begin_page(request: HttpRequest) -> HttpResponse:
    """Leads to the provider. Raises ProviderDown."""
    _only_with_a_provider()
    onward = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(onward, {request.get_host()})
    return oidc.begin(request, onward if is_ours else "")


@require_GET
@permission(ANYONE)
def callback_page(request: HttpRequest) -> HttpResponse:
    """Comes back from it. Raises ProviderDown, NotSignedInByProvider."""
    _only_with_a_provider()
    return oidc.come_back(request)


@permission(SIGNED_IN)
def no_password_page(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Where allauth sends an account without a password that wants to change it. Raises UsageError."""
    raise UsageError(
        "this account has no password: it signs in by the provider",
        mend="An administrator makes a link by which you choose one.",
    )


def _only_with_a_provider() -> None:
    if not provider_name():
        raise Http404
