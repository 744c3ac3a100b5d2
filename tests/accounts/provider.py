"""A small provider of OpenID Connect on 127.0.0.1, honest unless it is told to lie."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
from allauth.socialaccount.providers import registry
from cryptography.hazmat.primitives.asymmetric import rsa
from pytest_django.fixtures import Settings

from cohelm.server.oidc_settings import oidc_settings

CLIENT, SECRET = "cohelm", "between the two of us"


def trust(issuer: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a server is that was started with COHELM_OIDC_ISSUER."""
    from cohelm.accounts import oidc

    settings.SOCIALACCOUNT_PROVIDERS = oidc_settings(issuer, CLIENT, SECRET, "Acme")
    monkeypatch.setitem(registry.provider_map, "openid_connect", oidc.Provider)


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


first_key = cache(new_key)
"""To find two large primes takes longer than the tests do: providers begin with the same key."""


class Provider:
    """What the provider says of whoever signs in, and in which way it lies."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {
            "sub": "u-17", "email": "reader@acme.example", "email_verified": True,
            "preferred_username": "reader", "given_name": "Ruth", "family_name": "Reed",
        }  # fmt: skip
        self.lies: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {}
        self.algorithm, self.header = "RS256", dict[str, Any]()
        self.is_down = False
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.sign_with(first_key())
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.answer(self)

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        # asked every hundredth of a second whether it shall end: each test has a provider of its own
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def rotate(self) -> None:
        """Signs with a new key from now on."""
        self.sign_with(new_key())

    def sign_with(self, key: rsa.RSAPrivateKey) -> None:
        self.key = key
        self.kid = f"key-{time.monotonic_ns()}"
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        self.jwk = public | {"kid": self.kid, "alg": "RS256", "use": "sig"}

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def answer(self, call: BaseHTTPRequestHandler) -> None:
        path = urlsplit(call.path)
        length = int(call.headers.get("Content-Length") or 0)
        form = {name: one[0] for name, one in parse_qs(call.rfile.read(length).decode()).items()}
        query = {name: one[0] for name, one in parse_qs(path.query).items()}
        self.asked.append(path.path)
        if self.is_down:
            return _send(call, 503, {"error": "down"})
        match path.path:
            case "/.well-known/openid-configuration":
                return _send(call, 200, self._discovery())
            case "/jwks":
                return _send(call, 200, {"keys": [self.jwk]})
            case "/authorize":
                return self._authorize(call, query)
            case "/token":
                return self._token(call, form)
            case "/userinfo":
                return _send(call, 200, self.claims | self.userinfo)
        return _send(call, 404, {})

    def _discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }  # fmt: skip

    def _authorize(self, call: BaseHTTPRequestHandler, query: dict[str, str]) -> None:
        code = f"code-{len(self.codes)}"
        self.codes[code] = query
        call.send_response(302)
        back = urlencode({"code": code, "state": query["state"]})
        call.send_header("Location", f"{query['redirect_uri']}?{back}")
        call.end_headers()

    def _token(self, call: BaseHTTPRequestHandler, form: dict[str, str]) -> None:
        asked = self.codes.pop(form.get("code", ""), None)  # a code is good once
        if asked is None or (form["client_id"], form["client_secret"]) != (CLIENT, SECRET):
            return _send(call, 400, {"error": "invalid_grant"})
        verified = hashlib.sha256(form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(verified).decode().rstrip("=") != asked["code_challenge"]:
            return _send(call, 400, {"error": "invalid_grant"})
        now = int(time.time())
        said = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60,
                "nonce": asked["nonce"]} | self.claims | self.lies  # fmt: skip
        said = {name: one for name, one in said.items() if one is not None}
        known: dict[str, Any] = {"none": None, "HS256": "0123456789abcdef" * 2}
        key = known.get(self.algorithm, self.key)
        token = jwt.encode(said, key, self.algorithm, headers={"kid": self.kid} | self.header)
        return _send(call, 200, {"access_token": "a", "token_type": "Bearer", "id_token": token})


def _send(call: BaseHTTPRequestHandler, status: int, said: Any) -> None:
    body = json.dumps(said).encode()
    call.send_response(status)
    call.send_header("Content-Type", "application/json")
    call.send_header("Content-Length", str(len(body)))
    call.end_headers()
    call.wfile.write(body)
