"""An editor's whole work, what goes wrong on the way, and the wrong person."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from curbside.core.models import AuditLine
from curbside.library import queries as library
from curbside.publishing import releasing
from curbside.publishing.models import Publication
from tests.consult import room as consult
from tests.factories import make_entry
from tests.publishing import room
from tests.web.signing import signed_in

pytestmark = pytest.mark.django_db


def page(client: Client, found: Publication) -> str:
    response = client.get(f"/en/edit/{found.ref}/")
    assert response.status_code == 200
    return response.content.decode()


def send(client: Client, found: Publication, what: str, **fields: Any) -> Any:
    version = Publication.objects.get(pk=found.pk).version
    return client.post(f"/en/edit/{found.ref}/{what}/", {"version": version, **fields})


def test_from_the_list_to_the_public() -> None:
    editor, found = signed_in("editor"), room.make_proposal()
    listed = editor.get("/en/edit/").content.decode()
    assert f"/en/edit/{found.ref}/" in listed
    assert "to decide" in listed
    shown = page(editor, found)
    assert "Confirm: show it to the asker" not in shown
    marks = re.findall(r"marks/(\d+)/", shown)
    assert marks
    sent = send(editor, found, f"marks/{marks[0]}", state="rejected")
    assert sent.headers["Location"] == f"/en/edit/{found.ref}/#mark-{marks[0]}"
    send(editor, found, "accept-rest")
    send(editor, found, "filing", headline="Lip keeps jumping", department="neurology", topics="")
    assert "Confirm: show it to the asker" in page(editor, found)
    send(editor, found, "confirm")
    assert "The asker may look and stop it" in page(editor, found)
    question = room.fresh(found).question
    releasing.approve(question.public_id, consult.key(question))
    (entry,) = library.visible()
    assert f"/en/q/{entry.public_id}/" in page(editor, found)


def test_words_are_added_by_hand_and_by_mouse() -> None:
    editor = signed_in("editor")
    found = room.make_proposal(text="Granite work at the pit. My lip jumps.")
    send(editor, found, "words", words="pit", replacement="[work]")
    send(editor, found, "choice", part="question", start="0", end="7", replacement="[stone]")
    text = found.parts.get(key="question").published()
    assert text.startswith("[stone] work at the [work].")


@pytest.mark.parametrize(
    ("what", "fields", "status"),
    [
        ("words", {"words": "nowhere at all", "replacement": "x"}, 400),
        ("words", {"words": "", "replacement": "x"}, 400),
        ("choice", {"part": "question", "start": "x", "end": "3", "replacement": "x"}, 422),
        ("choice", {"part": "question", "start": "0", "end": "99999", "replacement": "x"}, 400),
        ("filing", {"headline": "x" * 200, "department": "neurology"}, 400),
        ("confirm", {}, 400),
        ("take-back", {}, 409),
        ("confirm", {"version": "seven"}, 422),
    ],
)
def test_what_cannot_be_done_says_so_and_keeps_what_was_typed(
    what: str, fields: dict[str, str], status: int
) -> None:
    editor, found = signed_in("editor"), room.make_proposal()
    response = send(editor, found, what, **fields)
    assert response.status_code == status
    shown = response.content.decode()
    assert "Nothing was changed" in shown
    for name in ("words", "headline"):
        if fields.get(name):
            assert f'value="{fields[name]}"' in shown
    assert room.fresh(found).version == found.version


def test_over_somebody_elses_change_nothing_is_done() -> None:
    one, other, found = signed_in("editor"), signed_in("editor"), room.make_proposal()
    send(one, found, "accept-rest")
    response = other.post(
        f"/en/edit/{found.ref}/words/",
        {"version": found.version, "words": "Sunday", "replacement": "[day]"},
    )
    assert response.status_code == 409
    assert 'value="Sunday"' in response.content.decode()


def test_scripts_in_a_text_stay_text() -> None:
    found = room.make_proposal(text="<script>alert(1)</script> My lip jumps.", title="<b>x</b>")
    shown = page(signed_in("editor"), found)
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_reading_it_is_audited() -> None:
    found = room.make_proposal()
    page(signed_in("editor"), found)
    subject = f"question:{found.question.public_id}"
    assert (
        AuditLine.objects.filter(action="question.publication-read", subject=subject).count() == 1
    )


@pytest.mark.parametrize(
    "what",
    ["", "marks/1/", "accept-rest/", "words/", "choice/", "filing/", "confirm/", "take-back/"],
)
def test_the_wrong_person_learns_nothing(what: str) -> None:
    found = room.make_proposal()
    path = f"/en/edit/{found.ref}/{what}"

    def ask(client: Client, path: str) -> Any:
        return client.post(path, {"version": 1}) if what else client.get(path)

    for roles in ((), ("administrator",), ("lead",), ("doctor",)):
        client = signed_in(*roles)
        assert ask(client, path).status_code == 404, roles
        unknown = path.replace(found.ref, "2222222222")
        assert ask(client, unknown).status_code == 404
    anonymous = ask(Client(), path)
    assert anonymous.status_code == 302
    assert reverse("account_login") in anonymous.headers["Location"]
    weak = ask(signed_in("editor", second_factor=False), path)
    assert weak.status_code == 302


def test_any_answer_is_taken_down_by_its_address() -> None:
    editor, entry = signed_in("editor"), make_entry()
    address = f"https://ask.example.org/en/q/{entry.public_id}/{entry.slug}/"
    path = "/en/edit/take-down/"
    for fields in ({"address": "nonsense", "reason": "because"}, {"address": address}):
        refused = editor.post(path, fields)
        assert refused.status_code == 422
        assert fields["address"] in refused.content.decode()
    done = editor.post(path, {"address": address, "reason": "names a village"})
    assert "It is gone." in done.content.decode()
    assert not library.visible().exists()
    assert signed_in("doctor").get(path).status_code == 404
