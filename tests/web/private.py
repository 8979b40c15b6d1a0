"""Every page that is not for everyone, one row a URL name: for whom it is.

``tests.web.http.test_surfaces`` fails for a URL name that has a row neither here nor among the
public surfaces; ``tests.web.manage.test_matrix`` asks each of these as everybody.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.web.ask.addresses import BY_LINK, START

# For forms that must be there before signing in; for anyone with an account; for whoever holds a
# link that cannot be guessed, with an account or without.
ANYONE, SIGNED_IN, LINK = "anyone", "signed in", "link"


@dataclass(frozen=True)
class Private:
    """For whom a page is: ``ANYONE``, ``SIGNED_IN``, ``LINK``, or the roles that may see it."""

    whom: str | tuple[str, ...]


ALLAUTH = {
    ANYONE: (
        "account_login", "account_logout", "account_inactive", "account_signup",
        "account_email_verification_sent", "account_reset_password", "account_confirm_login_code",
        "account_confirm_password_reset_code", "account_complete_password_reset",
        "account_password_reset_completed", "account_request_login_code", "mfa_authenticate",
        "mfa_login_webauthn", "openid_connect_login", "openid_connect_callback",
        "socialaccount_login_cancelled", "socialaccount_login_error", "socialaccount_signup",
    ),
    SIGNED_IN: (
        "account_reauthenticate", "account_email", "account_change_password",
        "account_set_password", "mfa_index", "mfa_reauthenticate", "mfa_activate_totp",
        "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
        "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn",
        "socialaccount_connections", "usersessions_list",
    ),
}  # fmt: skip
EDITING = (
    "edit", "edit-one", "edit-decide", "edit-accept-rest", "edit-words", "edit-choice",
    "edit-filing", "edit-confirm", "edit-take-back",
)  # fmt: skip
REVIEWING = (
    "review", "review-begin", "review-one", "review-version", "review-line", "review-add",
    "review-move",
)  # fmt: skip
DESK = (
    "desk", "desk-mine", "desk-snippets", "desk-review", "desk-preview", "desk-question",
    "desk-draft", "desk-claim", "desk-hand-back", "desk-ask-back", "desk-refer", "desk-decline",
    "desk-level", "desk-place", "desk-revise", "desk-opinion", "desk-photo",
)  # fmt: skip
PRIVATE: dict[str, Private] = {
    **{name: Private(whom) for whom, names in ALLAUTH.items() for name in names},
    "account-home": Private(SIGNED_IN),
    "account-details": Private(SIGNED_IN),
    "account-questions": Private(SIGNED_IN),
    "account-data": Private(SIGNED_IN),
    "account-download": Private(SIGNED_IN),
    "account-erase": Private(SIGNED_IN),
    "account-erased": Private(ANYONE),
    "doctor-application": Private(SIGNED_IN),
    "doctor-availability": Private(("doctor",)),
    "invitation": Private(LINK),
    "sign-in-by-link": Private(LINK),
    **{name: Private(("editor", "doctor")) for name in EDITING},
    **{name: Private(("editor", "doctor")) for name in REVIEWING},
    **{name: Private(("doctor", "lead")) for name in DESK},
    "edit-take-down": Private(("editor", "administrator")),
    "edit-reports": Private(("editor",)),
    "edit-report": Private(("editor",)),
    "edit-topics": Private(("editor",)),
    "edit-topic": Private(("editor",)),
    **{name: Private(ANYONE) for name in ("outbox", "entry-helped", "entry-report")},
    "unsubscribe": Private(LINK),
    "review-by-mail": Private(LINK),
    "account-mails": Private(("doctor", "lead", "editor")),
    START: Private(ANYONE),
    **{name: Private(LINK) for name in BY_LINK},
    "manage-people": Private(("administrator",)),
    "manage-person": Private(("administrator",)),
    "manage-applications": Private(("administrator",)),
    "manage-application": Private(("administrator",)),
    "manage-evidence": Private(("administrator",)),
    "manage-invitations": Private(("administrator",)),
}
