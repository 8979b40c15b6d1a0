"""Django's settings, from the typed environment. Nothing is read from the environment elsewhere."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from curbside.config import accounts, environment, mail
from curbside.config.postgres import databases

ENVIRONMENT = environment.read()
PACKAGE = Path(__file__).resolve().parent.parent
DEBUG = ENVIRONMENT.curbside_debug
BASE_URL = ENVIRONMENT.curbside_base_url.rstrip("/")
SECURE = BASE_URL.startswith("https://")


def _secret_key() -> str:
    """The key given, or one made once and kept with owner-only rights in the data folder."""
    if ENVIRONMENT.curbside_secret_key:
        return ENVIRONMENT.curbside_secret_key
    path = ENVIRONMENT.curbside_data_dir / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii")


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    urlsplit(BASE_URL).hostname or "localhost",
    *filter(None, ENVIRONMENT.curbside_hosts.split(",")),
]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "curbside.web.admin_app.AdminConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "curbside.core",
    "curbside.llm",
    "curbside.catalog",
    "curbside.people",
    "curbside.search",
    "curbside.library",
    "curbside.evidence",
    "curbside.consult",
    "curbside.publishing",
    "curbside.explain",
    "curbside.notify",
    "curbside.importers",
    "curbside.web",
    "curbside.config",
]
MIDDLEWARE = [
    "curbside.web.middleware.SecurityHeaders",
    "curbside.web.middleware.QuestionPages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A public page touches neither session nor user, so that these cost it no query and no cookie.
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "curbside.web.middleware.ClearErrors",
]
ROOT_URLCONF = "curbside.config.urls"
WSGI_APPLICATION = "curbside.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],  # before those that allauth and the admin bring
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "curbside.web.context.site",
            ],
            "builtins": ["curbside.web.templatetags.curbside"],
        },
    }
]
DATABASES = databases(ENVIRONMENT.database_url)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Limits on signing in count across processes. Made by a migration of core; holds nothing else.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

globals().update(accounts.settings(ENVIRONMENT, secure=SECURE))
globals().update(mail.settings(ENVIRONMENT))

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hant", _("Traditional Chinese"))]
LANG_INFO["zh-hant"]["name_local"] = "繁體中文"
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = SECURE
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.curbside_data_dir / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31_536_000

SECURE_SSL_REDIRECT = False  # the proxy in front does it; a health check must not be redirected
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Missing pages are no news, and curbside.web.failures reports what is, without messages that
    # may quote what someone asked.
    "loggers": {
        "django.request": {"level": "CRITICAL"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # scanners guess; all day long
    },
}
