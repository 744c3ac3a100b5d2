"""The root of all addresses: pages, the API, and those of allauth's that are wanted, each declared."""

from __future__ import annotations

from allauth.account import views as account  # type: ignore[import-untyped]
from allauth.mfa.base import views as mfa  # type: ignore[import-untyped]
from allauth.mfa.recovery_codes import views as recovery  # type: ignore[import-untyped]
from allauth.mfa.totp import views as totp  # type: ignore[import-untyped]
from django.urls import include, path

from cohelm.accounts.permission import ANYONE, SIGNED_IN, permission
from cohelm.api.urls import api_urls
from cohelm.web.views import oidc

handler400 = "cohelm.web.errors.bad_request"
handler404 = "cohelm.web.errors.not_found"
handler429 = "cohelm.web.errors.too_often"
handler500 = "cohelm.web.errors.server_error"

anyone, signed_in = permission(ANYONE), permission(SIGNED_IN)

urlpatterns = [
    path("api/v1/", api_urls),  # first: what programs ask is asked often
    path("accounts/login/", anyone(account.login), name="account_login"),
    path("accounts/logout/", signed_in(account.logout), name="account_logout"),
    path(
        "accounts/reauthenticate/",
        signed_in(account.reauthenticate),
        name="account_reauthenticate",
    ),
    path("accounts/password/", signed_in(account.password_change), name="account_change_password"),
    path("accounts/password/set/", oidc.no_password_page, name="account_set_password"),
    path("accounts/2fa/", signed_in(mfa.index), name="mfa_index"),
    path("accounts/2fa/authenticate/", anyone(mfa.authenticate), name="mfa_authenticate"),
    path("accounts/2fa/reauthenticate/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("accounts/2fa/totp/activate/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path(
        "accounts/2fa/totp/deactivate/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"
    ),
    path(
        "accounts/2fa/codes/",
        signed_in(recovery.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "accounts/2fa/codes/new/",
        signed_in(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "accounts/2fa/codes/download/",
        signed_in(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("accounts/oidc/", oidc.begin_page, name="oidc"),
    path("accounts/oidc/callback/", oidc.callback_page, name="oidc_callback"),
    path("", include("cohelm.web.urls")),
]
