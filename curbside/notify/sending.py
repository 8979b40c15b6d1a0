"""Handing a mail in, as near to once as mail can be.

The row is locked while the mail is handed in and marked in the same transaction, so that no two
workers send it. A process killed between the server's "accepted" and our commit sends it again:
it then carries the same Message-ID, by which mail programs show it once; the local outbox, whose
files are named by it, holds it once in any case. See docs/adr/0007-mail-once.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from curbside.core import clock
from curbside.notify import counting, explanations, places, reviews, rules
from curbside.notify.models import Mail
from curbside.notify.rules import Kind
from curbside.notify.texts import WORDS
from curbside.people import queries as people

SALT = "curbside.notify.unsubscribe"


@transaction.atomic
def send(mail_id: int) -> bool:
    """Send the mail if it is not sent yet and still true; whether it was sent now.

    Raises what the mail server raises; the job is then tried again.
    """
    mail = Mail.objects.select_for_update().filter(pk=mail_id).first()
    if mail is None or mail.sent_at or mail.dropped_at:
        return False
    to = _address(mail)
    lines = _lines(mail) if to else []
    if not to or not _still_true(mail, lines):
        mail.dropped_at = clock.now()
        mail.save(update_fields=["dropped_at"])
        return False
    message(mail, to, lines).send()
    mail.sent_at = clock.now()
    mail.save(update_fields=["sent_at"])
    return True


def _address(mail: Mail) -> str:
    if mail.user:
        return mail.user.email if mail.user.is_active else ""
    return mail.question.email if mail.question else ""


def _lines(mail: Mail) -> list[str]:
    """What the mail counts, at the moment it is sent."""
    if mail.kind not in counting.COUNTING or mail.user is None:
        return []
    with translation.override(_language(mail)):
        if mail.kind == Kind.EXPLANATIONS:
            return explanations.lines(mail)
        return counting.lines(mail.kind, people.person(mail.user))


def _still_true(mail: Mail, lines: Sequence[str]) -> bool:
    if mail.kind in counting.COUNTING:
        return bool(lines)
    if mail.kind == Kind.REVIEW:
        return reviews.still_due(mail)
    return mail.question is None or rules.still_true(mail.kind, mail.question.state)


def _language(mail: Mail) -> str:
    return "en" if mail.language == "en" else "zh-hant"


def message(mail: Mail, to: str, lines: Sequence[str] = ()) -> EmailMultiAlternatives:
    """The mail as it goes out: plain text and HTML, in the person's language."""
    language = _language(mail)
    with translation.override(language):
        words = WORDS[mail.kind]
        stop = unsubscribe_link(mail)
        context = {
            "site_name": settings.ENVIRONMENT.curbside_site_name,
            "words": words,
            "lines": lines,
            "links": [(settings.BASE_URL + path, label) for path, label in places.of(mail, words)],
            "unsubscribe": stop,
            "language": language,
        }
        made = EmailMultiAlternatives(
            subject=f"{words.subject} · {context['site_name']}",
            body=render_to_string("notify/mail.txt", context),
            to=[to],
            headers=_headers(mail, stop),
        )
        made.attach_alternative(render_to_string("notify/mail.html", context), "text/html")
    return made


def _headers(mail: Mail, stop: str) -> dict[str, str]:
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    found = {
        "Message-ID": f"<{mail.public_id}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    if stop:  # RFC 8058
        found["List-Unsubscribe"] = f"<{stop}>"
        found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return found


def unsubscribe_link(mail: Mail) -> str:
    """The signed link that ends mails of this kind; "" where that is not possible."""
    if mail.kind not in rules.CAN_UNSUBSCRIBE or mail.user is None:
        return ""
    token = signing.dumps([mail.user.pk, mail.kind], salt=SALT)
    return settings.BASE_URL + reverse("unsubscribe", args=[token])


def unsubscribed(token: str) -> tuple[int, str] | None:
    """The account and kind that a link names; None for a forged one."""
    try:
        user_id, kind = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(user_id), str(kind)
