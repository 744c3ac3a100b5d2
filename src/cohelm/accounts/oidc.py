"""OpenID Connect: signing in by a provider, held to the letter, to accounts that are there."""

from __future__ import annotations

from secrets import compare_digest, token_urlsafe
from typing import Any

import jwt
from allauth.socialaccount.adapter import (  # type: ignore[import-untyped]
    DefaultSocialAccountAdapter,
)
from allauth.socialaccount.internal import jwtkit  # type: ignore[import-untyped]
from allauth.socialaccount.providers.base import AuthProcess  # type: ignore[import-untyped]
from allauth.socialaccount.providers.oauth2.client import OAuth2Error  # type: ignore[import-untyped]
from allauth.socialaccount.providers.oauth2.views import (  # type: ignore[import-untyped]
    OAuth2CallbackView,
)
from allauth.socialaccount.providers.openid_connect.provider import (  # type: ignore[import-untyped]
    OpenIDConnectProvider,
)
from allauth.socialaccount.providers.openid_connect.views import (  # type: ignore[import-untyped]
    OpenIDConnectOAuth2Adapter,
)
from allauth.utils import build_absolute_uri  # type: ignore[import-untyped]
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cohelm.core.errors import CohelmError, NotPermitted
from cohelm.core.keys import free_slug

PROVIDER = "oidc"
ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384",
                        "ES512", "EdDSA"})  # fmt: skip
"""With a key of two halves: a token that is signed with what everybody knows is none."""
OTHERWISE = "Sign in with a name and a password, or try again."


class ProviderDown(CohelmError):
    """The provider does not answer, or not as its discovery document says."""

    status = 502


class NotSignedInByProvider(NotPermitted):
    """The provider's answer is not one to an asking of this browser, or names nobody here."""


class Connection(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """One asking of the provider. `state` is what was kept in the session when it began."""

    state: dict[str, Any] | None = None

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:  # noqa: ARG002
        """Where the provider leads back to."""
        return str(build_absolute_uri(request, reverse("oidc_callback")))

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Who signed in. Raises OAuth2Error where no ID token says so, or the wrong one."""
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("the answer has no ID token")
        found = super().complete_login(request, app, token, **kwargs)
        userinfo = found.account.extra_data.get("userinfo") or {}
        if userinfo.get("sub") != found.account.extra_data["id_token"].get("sub"):
            raise OAuth2Error("userinfo is about somebody else")
        return found

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """The claims, whose signature, issuer, audience, end and nonce were checked."""
        try:
            header = jwt.get_unverified_header(id_token)
        except jwt.PyJWTError as error:
            raise OAuth2Error("Invalid id_token") from error
        if header.get("alg") not in ALGORITHMS or not header.get("kid"):
            raise OAuth2Error("the ID token is not signed with a key of the provider")
        said: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token, keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"], audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk, verify_signature=True,
        )  # fmt: skip
        nonce = str((self.state or {}).get("nonce") or "")
        if not nonce or not compare_digest(str(said.get("nonce") or ""), nonce):
            raise OAuth2Error("the ID token answers another asking")
        return said


class Provider(OpenIDConnectProvider):  # type: ignore[misc]
    """The provider as allauth knows it, with a nonce in each asking."""

    oauth2_adapter_class = Connection
    pkce_enabled_default = True

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None,
        data: Any = None, **kwargs: Any,
    ) -> HttpResponse:  # fmt: skip
        """To the provider."""
        nonce = token_urlsafe(24)
        params = self.get_auth_params() | {"nonce": nonce}
        kwargs |= {"auth_params": params, "nonce": nonce}
        answer: HttpResponse = super().redirect(request, process, next_url, data, **kwargs)
        return answer


class Callback(OAuth2CallbackView):  # type: ignore[misc]
    """The way back; the state is handed on to who checks the ID token."""

    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, response = super()._get_state(request, provider)
        self.adapter.state = state
        issuer = request.GET.get("iss")
        if state is not None and issuer and issuer != self.adapter.openid_config["issuer"]:
            raise NotSignedInByProvider("another provider answered", mend=OTHERWISE)
        return state, response


class Joining(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Which account of ours somebody is whom the provider signed in."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Joins by an address that both sides know for sure, once. Raises NotSignedInByProvider."""
        if sociallogin.is_existing:
            if not sociallogin.user.is_active:
                raise NotSignedInByProvider("this account is shut", mend="Ask an administrator.")
            return
        address = next(
            (one.email for one in sociallogin.email_addresses if one.verified is True), ""
        )
        if not address:
            raise NotSignedInByProvider(
                "the provider does not say that it has verified an address of yours",
                mend="Ask whoever runs it, or sign in with a name and a password.",
            )
        known = list(User.objects.filter(email__iexact=address, is_active=True)[:2])
        if len(known) != 1 and not (settings.OIDC_SIGN_UP and not known):
            raise NotSignedInByProvider(
                f"there is no account here with the address {address}",
                mend="An administrator invites you, or writes the address down at your account.",
            )
        sociallogin.connect(request, known[0] if known else _made(sociallogin, address))

    def on_authentication_error(
        self,
        request: HttpRequest,  # noqa: ARG002
        provider: Any,
        error: Any = None,  # noqa: ARG002
        exception: Any = None,
        extra_context: Any = None,
    ) -> None:
        """Says what happened. Raises ProviderDown, NotSignedInByProvider."""
        if isinstance(exception, OAuth2Error):
            raise NotSignedInByProvider(
                f"the sign-in was not accepted: {exception}", mend=OTHERWISE
            )
        if exception is not None:
            raise ProviderDown(f"{provider.name} did not answer as it should", mend=OTHERWISE)
        if extra_context and "state" not in extra_context:
            raise NotSignedInByProvider(
                "this answer belongs to no sign-in that was begun in this browser", mend=OTHERWISE
            )
        raise NotSignedInByProvider("the sign-in was broken off at the provider", mend=OTHERWISE)


def _made(sociallogin: Any, address: str) -> User:
    """A new account without any access, which an administrator gives."""
    user = sociallogin.user
    wanted = user.username or address.partition("@")[0]
    taken = {name.lower() for name in User.objects.values_list("username", flat=True)}
    made = User(
        username=free_slug(wanted, taken), email=address,
        first_name=user.first_name[:150], last_name=user.last_name[:150],
    )  # fmt: skip
    made.set_unusable_password()
    made.save()
    return made


def begin(request: HttpRequest, next_url: str) -> HttpResponse:
    """To the provider. Raises ProviderDown."""
    from requests import RequestException

    provider = DefaultSocialAccountAdapter(request).get_provider(request, provider=PROVIDER)
    try:
        answer: HttpResponse = provider.redirect(request, AuthProcess.LOGIN, next_url or None)
    except (RequestException, ValueError, KeyError) as error:
        raise ProviderDown(f"{provider.name} does not answer", mend=OTHERWISE) from error
    return answer


def come_back(request: HttpRequest) -> HttpResponse:
    """From the provider. Raises ProviderDown, NotSignedInByProvider."""
    from requests import RequestException

    try:
        answer: HttpResponse = Callback.adapter_view(Connection(request, PROVIDER))(request)
    except (RequestException, ValueError, KeyError) as error:
        raise ProviderDown("the provider did not answer as it should", mend=OTHERWISE) from error
    return answer
