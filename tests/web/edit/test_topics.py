"""The editor's page of proposed topics: deciding, what goes wrong, and the wrong person."""

from __future__ import annotations

import pytest

from curbside.catalog.models import Topic, TopicProposal
from tests.library.test_mining import proposal
from tests.web.signing import signed_in

pytestmark = pytest.mark.django_db


def test_an_editor_renames_and_accepts() -> None:
    editor, held = signed_in("editor"), proposal()
    shown = editor.get("/en/edit/topics/").content.decode()
    assert "frog elbow" in shown
    sent = editor.post(
        f"/en/edit/topics/{held.public_id}/",
        {"outcome": "accept", "name_en": "Elbow of the frog", "department": "neurology"},
    )
    assert sent.headers["Location"] == "/en/edit/topics/"
    assert Topic.objects.get().name_en == "Elbow of the frog"
    assert "frog elbow" not in editor.get("/en/edit/topics/").content.decode()


def test_what_was_typed_stays_after_an_error() -> None:
    editor, held = signed_in("editor"), proposal()
    sent = editor.post(
        f"/en/edit/topics/{held.public_id}/",
        {"outcome": "accept", "name_en": "", "synonyms_en": "typed with care"},
    )
    assert sent.status_code == 400
    assert "typed with care" in sent.content.decode()
    nothing = editor.post(f"/en/edit/topics/{held.public_id}/", {})
    assert nothing.status_code == 400
    assert TopicProposal.objects.get().state == TopicProposal.State.OPEN


def test_only_editors_decide() -> None:
    held = proposal()
    for role in ("doctor", "lead", "administrator"):
        client = signed_in(role)
        assert client.get("/en/edit/topics/").status_code == 404
        sent = client.post(f"/en/edit/topics/{held.public_id}/", {"outcome": "drop"})
        assert sent.status_code == 404
    assert TopicProposal.objects.get().state == TopicProposal.State.OPEN
