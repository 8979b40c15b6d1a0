"""Where mail is handed in, from one URL."""

from __future__ import annotations

import pytest

from curbside.config import mail
from curbside.config.environment import Environment
from curbside.core.errors import Misconfigured


def made(url: str) -> dict[str, object]:
    return mail.settings(Environment(email_url=url))


def test_without_a_url_nothing_leaves_this_machine() -> None:
    found = made("")
    assert "EMAIL_HOST" not in found
    assert "smtp" not in str(found["EMAIL_BACKEND"])


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.org", ("mail.example.org", 587, "", "", True, False)),
        ("smtp://localhost:25?tls=no", ("localhost", 25, "", "", False, False)),
        ("smtps://ann%40x:p%2Fw@mail.example", ("mail.example", 465, "ann@x", "p/w", False, True)),
    ],
)
def test_servers(url: str, expected: tuple[object, ...]) -> None:
    found = made(url)
    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    assert tuple(found[f"EMAIL_{name}"] for name in names) == expected


@pytest.mark.parametrize(
    "url", ["mail.example.org", "http://x", "smtp://", "smtp://x:port", "smtp://x?tls=maybe"]
)
def test_what_is_no_server(url: str) -> None:
    with pytest.raises(Misconfigured, match="EMAIL_URL"):
        made(url)
