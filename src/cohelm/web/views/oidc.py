"""Signing in by a provider of OpenID Connect: there, and back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from cohelm.accounts import oidc
from cohelm.accounts.permission import ANYONE, permission
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


def _only_with_a_provider() -> None:
    if not provider_name():
        raise Http404
