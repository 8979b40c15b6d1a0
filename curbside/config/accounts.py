"""Settings of signing in: sessions, cookies, passwords, and django-allauth's.

Who may do what once signed in is not decided here: see ``people.rules`` and ``web.guards``.
"""

from __future__ import annotations

from typing import Any

from curbside.config.environment import Environment

CODE_SECONDS = 15 * 60
SESSION_SECONDS = 14 * 24 * 3600
PASSWORDS = "django.contrib.auth.password_validation"


def settings(environment: Environment, *, secure: bool) -> dict[str, Any]:
    """Every setting of ours and of allauth's; ``secure`` where the public address is https."""
    return {
        "AUTH_USER_MODEL": "people.User",
        "AUTHENTICATION_BACKENDS": ["curbside.people.backends.AccountBackend"],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"{PASSWORDS}.UserAttributeSimilarityValidator"},
            {"NAME": f"{PASSWORDS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
            {"NAME": f"{PASSWORDS}.CommonPasswordValidator"},
        ],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "account-home",
        "LOGOUT_REDIRECT_URL": "home",
        **_cookies(secure),
        **_signing_in(environment),
        **_second_factor(environment, secure),
        **_single_sign_on(environment),
    }


def _cookies(secure: bool) -> dict[str, Any]:
    # The prefix makes browsers refuse a cookie that another host or plain http has set.
    prefix = "__Host-" if secure else ""
    return {
        "SESSION_COOKIE_NAME": f"{prefix}session",
        "SESSION_COOKIE_AGE": SESSION_SECONDS,
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_NAME": f"{prefix}csrf",
        "CSRF_COOKIE_SECURE": secure,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_FAILURE_VIEW": "curbside.web.views.manage.refused.csrf_failure",
        "MESSAGE_STORAGE": "django.contrib.messages.storage.cookie.CookieStorage",
    }


def _signing_in(environment: Environment) -> dict[str, Any]:
    """By password, or by a mail with a link and a code. Whether an address is known shows nowhere:
    unknown ones are sent a mail that says so, and the answer on the page is the same.
    """
    return {
        "ACCOUNT_ADAPTER": "curbside.web.accounts.AccountAdapter",
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1"],
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": True,
        "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
        "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED": True,
        "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT": CODE_SECONDS,
        "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND": True,
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "ACCOUNT_CHANGE_EMAIL": True,
        "ACCOUNT_LOGIN_BY_CODE_ENABLED": True,
        "ACCOUNT_LOGIN_BY_CODE_TIMEOUT": CODE_SECONDS,
        "ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND": True,
        "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED": True,
        "ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT": CODE_SECONDS,
        "ACCOUNT_RATE_LIMITS": {"sign_in_by_link": "20/m/ip"},  # beside allauth's own
        "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
        "ACCOUNT_SESSION_REMEMBER": True,
        "ALLAUTH_TRUSTED_PROXY_COUNT": environment.curbside_trusted_proxies,
        "USERSESSIONS_TRACK_ACTIVITY": False,
    }


def _second_factor(environment: Environment, secure: bool) -> dict[str, Any]:
    return {
        "MFA_ADAPTER": "curbside.people.second_factor.SecondFactorAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_TOTP_ISSUER": environment.curbside_site_name,
        "MFA_TOTP_TOLERANCE": 1,  # steps of 30 seconds, for telephones whose clock is off
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        # Browsers offer passkeys at http://localhost too; the library must be told to accept it.
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not secure,
    }


def _single_sign_on(environment: Environment) -> dict[str, Any]:
    """OpenID Connect with the operator's own server, whose word for an address is trusted."""
    apps = []
    if environment.curbside_oidc_server:
        apps.append(
            {
                "provider_id": "staff",
                "name": environment.curbside_oidc_name,
                "client_id": environment.curbside_oidc_client_id,
                "secret": environment.curbside_oidc_client_secret,
                "settings": {
                    "server_url": environment.curbside_oidc_server,
                    "oauth_pkce_enabled": True,
                },
            }
        )
    return {
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"APPS": apps}},
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION": True,
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT": True,
        "SOCIALACCOUNT_STORE_TOKENS": False,
        # A link rather than a form: the policy of our pages lets no form lead to another host, and
        # browsers hold that against the server's redirect too. The state protects the return.
        "SOCIALACCOUNT_LOGIN_ON_GET": True,
    }
