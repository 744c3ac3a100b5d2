"""The provider of OpenID Connect, from the environment."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from cohelm.core.errors import UsageError

LOCAL = ("127.0.0.1", "localhost", "::1")


def oidc_settings(issuer: str, client: str, secret: str, name: str) -> dict[str, Any]:
    """allauth's settings of the provider, with no provider where no issuer is. Raises UsageError.

    The secret stands in no error.
    """
    if not issuer:
        return _settings([])
    parts = urlsplit(issuer)
    is_local = parts.scheme == "http" and parts.hostname in LOCAL
    if not parts.hostname or not (parts.scheme == "https" or is_local):
        raise UsageError(
            f"COHELM_OIDC_ISSUER is '{issuer}'",
            accepted="https://…, such as https://login.acme.example",
        )
    if not client or not secret:
        raise UsageError("COHELM_OIDC_ISSUER needs COHELM_OIDC_CLIENT and COHELM_OIDC_SECRET")
    app = {
        "provider_id": "oidc", "name": name, "client_id": client, "secret": secret,
        "settings": {"server_url": issuer.rstrip("/"), "oauth_pkce_enabled": True},
    }  # fmt: skip
    return _settings([app])


def _settings(apps: list[dict[str, Any]]) -> dict[str, Any]:
    return {"openid_connect": {"APPS": apps, "provider_class": "cohelm.accounts.oidc.Provider"}}
