"""Django's settings, all from the environment: see `environment.py` for what each one means."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF

from cohelm import web
from cohelm.server import environment
from cohelm.server.database_url import database_settings
from cohelm.server.languages_there import language_among, languages_in
from cohelm.server.mail_url import mail_settings
from cohelm.server.oidc_settings import oidc_settings

DEMO = environment.flag("COHELM_DEMO")
HTTPS = environment.flag("COHELM_HTTPS")
DEBUG = environment.flag("COHELM_DEBUG")
# a program on the database (import, backup) signs nothing; a server refuses to start on this value
SECRET_KEY = environment.text("COHELM_SECRET_KEY") or "not set: nothing is signed with this"
ALLOWED_HOSTS = environment.names("COHELM_HOSTS")
CACHE_FOLDER = environment.text("COHELM_CACHE")
DATABASES = {"default": database_settings(environment.text("COHELM_DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOOK = environment.flag("COHELM_LOOK")
OIDC_ISSUER = environment.text("COHELM_OIDC_ISSUER")
INSTALLED_SETTINGS = environment.overview()
API_PER_MINUTE = environment.number("COHELM_API_PER_MINUTE")
UPLOAD_BYTES = environment.number("COHELM_UPLOAD_MB") * 1024 * 1024

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "cohelm.web.apps.WebConfig",  # before allauth: its templates go before allauth's of the same name
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    # a tenth of a second of every command, for who signs in so
    *(["allauth.socialaccount.providers.openid_connect"] if OIDC_ISSUER else []),
    "django_htmx",
    "cohelm.store.apps.StoreConfig",
    "cohelm.accounts.apps.AccountsConfig",
]
MIDDLEWARE = [
    "cohelm.server.headers.set_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cohelm.api.outside.problems_outside",
    "cohelm.api.heads.answer_heads",
    "cohelm.api.straight.straight",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "cohelm.accounts.sign_ins.keep_sign_ins",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cohelm.accounts.middleware.say_who_asks",
    "cohelm.accounts.middleware.speak_their_language",
    "cohelm.web.errors.show_errors",
]
ROOT_URLCONF = "cohelm.server.urls"
WSGI_APPLICATION = "cohelm.server.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.cached.Loader", ["cohelm.web.languages.Translated"])
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "cohelm.web.shell.shell",
            ],
            "builtins": [
                "cohelm.web.templatetags.cohelm",
                "cohelm.web.templatetags.places",
                "django.templatetags.i18n",
            ],
        },
    }
]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "cohelm.web.sign_in.ClosedSignUp"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# by account and place, growing: a stranger elsewhere cannot use them against whoever the account is of
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,5/5m/key,20/h/key,50/d/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if environment.flag("COHELM_PROXY") else 0
SOCIALACCOUNT_ADAPTER = "cohelm.accounts.oidc.Joining"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_PROVIDERS = oidc_settings(
    OIDC_ISSUER,
    environment.text("COHELM_OIDC_CLIENT"),
    environment.text("COHELM_OIDC_SECRET"),
    environment.text("COHELM_OIDC_NAME"),
)
OIDC_SIGN_UP = environment.flag("COHELM_OIDC_SIGN_UP")
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Cohelm"

MAILS = bool(environment.text("COHELM_MAIL"))
globals().update(mail_settings(environment.text("COHELM_MAIL")))
DEFAULT_FROM_EMAIL = environment.text("COHELM_MAIL_FROM")
ADDRESS = environment.text("COHELM_ADDRESS").rstrip("/")
HOOK_HOSTS = frozenset(environment.names("COHELM_HOOK_HOSTS"))

STATIC_URL = "/static/"
# the files of the API's page; as an app, ninja would be loaded by every command
NINJA = Path(str(find_spec("ninja").origin)).parent  # type: ignore[union-attr]
STATICFILES_DIRS = [("ninja", NINJA / "static" / "ninja")]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
LANGUAGE_CODE = "en"  # what is written in: a message without a translation is said in it
LOCALE_PATHS = [Path(web.__file__).parent / "locale"]
LANGUAGES = languages_in(LOCALE_PATHS[0])
LANGUAGE = language_among(environment.text("COHELM_LANGUAGE"), LANGUAGES)
USE_TZ = True
TIME_ZONE = "UTC"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SESSION_COOKIE_AGE = environment.number("COHELM_SESSION_HOURS") * 3600
IDLE_MINUTES = 0 if DEMO else environment.number("COHELM_IDLE_MINUTES")
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "cohelm_session"
KNOWN_BROWSER_COOKIE = "__Host-known" if HTTPS else "cohelm_known"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "cohelm_csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "cohelm.web.errors.csrf_page"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("COHELM_PROXY") else None
)
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"without_secrets": {"()": "cohelm.server.log_lines.WithoutSecrets"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_secrets"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
