"""Which pages there are, from the URL resolver: one row a URL name, or why it is no page.

``tests.browser.test_every_url_is_looked_at`` fails for a URL name without a row, so that whoever
adds a page shows it to axe. Rows are made in a process beside the server's, by the rooms' own ways:

    python -c "from tests.browser.rows import table; table.tell()"
"""

from __future__ import annotations

import dataclasses
import json
import sys

from tests.browser.rows.accounts import ENTERING, MANAGING, OWN
from tests.browser.rows.asking import ASKING
from tests.browser.rows.public import PUBLIC, wrong
from tests.browser.rows.staff import STAFF
from tests.browser.rows.visits import Row, World

# Half-way ones first, because their time runs out.
PAGES: dict[str, Row] = {**ENTERING, **PUBLIC, **ASKING, **STAFF, **OWN, **MANAGING}
_ELSEWHERE = {  # where somebody is led who opens the address; forms are sent to some of them
    "question-short", "front-door", "set-language", "mine-follow-up", "mine-consent",
    "mine-resend", "mine-take", "edit-decide", "edit-accept-rest", "edit-choice", "edit-filing",
    "edit-confirm", "edit-take-back", "edit-topic", "edit-report", "review-line", "review-add",
    "review-move",
}  # fmt: skip
NO_PAGE: dict[str, str] = {
    **dict.fromkeys(_ELSEWHERE, "leads to a page with a row of its own; it shows that one again"),
    **dict.fromkeys(("desk-claim", "desk-hand-back"), "opened, it shows the row of desk-question"),
    **dict.fromkeys(("desk-draft", "desk-preview"), "what the script of desk-question sends; both"
                    " texts side by side are looked at in test_desk"),
    **dict.fromkeys(("feed", "department-feed"), "Atom, for feed readers"),
    **dict.fromkeys(("sitemap", "sitemap-section", "robots", "healthz"), "for machines"),
    **dict.fromkeys(("favicon", "ask-photo", "mine-photo", "desk-photo"), "a picture"),
    "manage-evidence": "a file to download",
    "mfa_download_recovery_codes": "a file to download",
    **dict.fromkeys(("mfa_login_webauthn", "mfa_reauthenticate_webauthn"), "for the script of"
                    " passkeys"),
    **dict.fromkeys(("openid_connect_login", "openid_connect_callback"), "the way to another"
                    " server and back"),
    "socialaccount_signup": "only for who comes back from another server without an address",
}  # fmt: skip


def tell() -> None:
    """Make everything, and say as JSON whose sessions there are and what is to be visited."""
    from django.db import transaction

    world, visits = World(), []
    with transaction.atomic():  # all or nothing, and one commit
        for name, row in PAGES.items():
            visits += [(name, dataclasses.asdict(one)) for one in row(world)]
        visits += [("", dataclasses.asdict(one)) for one in wrong()]
    json.dump({"sessions": world.sessions, "visits": visits}, sys.stdout)
