"""Addresses that share a page: plain links, so that nobody is told who only looked. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Service:
    """A way to pass the page on; ``code`` names its drawing."""

    code: str
    name: str
    url: str


def share(url: str, title: str) -> list[Service]:
    """Every way that is a link. Copying and the device's own sheet need a script."""
    email = urlencode({"subject": title, "body": f"{title}\n{url}"}, quote_via=quote)
    text = urlencode({"text": f"{title} {url}"}, quote_via=quote)
    return [
        Service("email", _("Email"), f"mailto:?{email}"),
        Service("line", "LINE", f"https://line.me/R/share?{text}"),
        Service("whatsapp", "WhatsApp", f"https://wa.me/?{text}"),
        Service(
            "facebook",
            "Facebook",
            f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': url})}",
        ),
        Service("x", "X", f"https://x.com/intent/post?{urlencode({'url': url, 'text': title})}"),
    ]
