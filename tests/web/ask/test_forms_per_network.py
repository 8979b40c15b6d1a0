"""The first page of asking, when a network has begun too many forms."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from curbside.consult.models import AskDraft

pytestmark = pytest.mark.django_db


def test_the_page_says_so_and_makes_no_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.ENVIRONMENT, "curbside_forms_per_network", 2)
    client = Client(REMOTE_ADDR="198.51.100.4")
    for _ in range(2):
        assert client.post("/en/ask/").status_code == 303
    refused = client.post("/en/ask/")
    assert refused.status_code == 429
    assert "never sent" in refused.content.decode()
    assert AskDraft.objects.count() == 2
