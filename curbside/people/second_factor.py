"""What of allauth's second factor is ours: its secrets are not kept readable in the database."""

from __future__ import annotations

import base64
import io
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac
from qrcode import QRCode
from qrcode.image.svg import SvgPathImage

from curbside.core.errors import Misconfigured

SALT = "curbside.people.second_factor"


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Encrypts secrets under the secret key, so that a copy of the database gives no codes."""

    def encrypt(self, text: str) -> str:
        """The secret as the database keeps it."""
        return _keys().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again. Raises Misconfigured when it was kept under another secret key."""
        try:
            return _keys().decrypt(encrypted_text).decode()
        except InvalidToken:
            raise Misconfigured(
                "A second factor was kept under another secret key.",
                "Give the former key back, or take the second factor off that account.",
            ) from None

    def build_totp_svg(self, url: str) -> str:
        """The square to photograph, as an element that a page can hold (no XML declaration)."""
        code: Any = QRCode(border=2, image_factory=SvgPathImage)
        code.add_data(url)
        out = io.BytesIO()
        code.make_image().save(out)
        return out.getvalue().decode().partition("?>")[2].strip()

    def _get_site_name(self) -> str:
        return settings.ENVIRONMENT.curbside_site_name


def _keys() -> MultiFernet:
    """The key of the present secret key first, then those of former ones."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [salted_hmac(SALT, "", secret=s, algorithm="sha256").digest() for s in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
