"""A reviewer's whole work, what is refused on the way, and the wrong person."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from curbside.evidence import operations as evidence
from curbside.explain.models import Version
from curbside.people.models import Doctor, User
from tests.explain import room
from tests.factories import make_department, make_entry, make_topic
from tests.people.accounts import make_doctor_account
from tests.web.signing import as_user, signed_in

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def doctor() -> Client:
    """A doctor of neurology with a public signature, signed in."""
    user = make_doctor_account(make_department(), name="Dr Amara Osei")
    Doctor.objects.filter(user=user).update(credential_en="Consultant neurologist")
    return as_user(User.objects.get(pk=user.pk))


def address(version: Version, rest: str = "") -> str:
    return f"/en/review/{version.explainer.public_id}/{rest}"


def page(client: Client, version: Version) -> str:
    answer = client.get(address(version))
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, version: Version, where: str, do: str, **fields: Any) -> Any:
    given = {"edit": room.fresh(version).edit, "do": do, **fields}
    return client.post(address(version, where), given)


def test_from_the_list_to_the_public() -> None:
    entry, client = make_entry(), doctor()
    version = room.make_draft(entry)
    public = f"/en/q/{entry.public_id}/{entry.slug}/"
    assert address(version) in client.get("/en/review/").content.decode()
    shown = page(client, version)
    for words in (room.CAUSES, room.REST, entry.question, "Test Health Library"):
        assert words in shown
    assert 'data-part="more-info"' not in client.get(public).content.decode()
    send(client, version, "move/", "sign", review_by="2099-01-01")
    assert room.fresh(version).state == "reviewed"
    send(client, version, "move/", "publish")
    read = client.get(public).content.decode()
    assert 'data-part="more-info"' in read
    assert "Reviewed by Dr Amara Osei" in read
    send(client, version, "move/", "confirm")
    send(client, version, "move/", "retire-published")
    assert 'data-part="more-info"' not in client.get(public).content.decode()


def test_what_the_sources_do_not_say_is_refused_and_stays_typed() -> None:
    client, version = doctor(), room.make_draft()
    typed = "Facial twitching may be caused by a brain tumour."
    answer = send(client, version, "lines/3/", "save", text=typed)
    assert answer.status_code == 400
    shown = answer.content.decode()
    assert f">{typed}</textarea>" in shown
    assert "“tumour” is not in what this sentence cites." in shown
    assert room.fresh(version).edit == 1


def test_in_two_tabs_nothing_is_overwritten_and_nothing_lost() -> None:
    one, other, version = doctor(), signed_in("editor"), room.make_draft()
    old = {"edit": version.edit, "do": "save"}
    better, other_words = "Facial twitching may be caused by stress.", "It is not dangerous!"
    saved = one.post(address(version, "lines/3/"), {**old, "text": better})
    assert saved.status_code == 302
    assert saved.headers["Location"].endswith("#line-3")
    refused = other.post(address(version, "lines/2/"), {**old, "text": other_words})
    assert refused.status_code == 409
    shown = refused.content.decode()
    assert f">{other_words}</textarea>" in shown
    assert better in shown
    assert room.fresh(version).edit == 2


def test_sentences_are_moved_removed_and_added_from_passages() -> None:
    source, client = room.make_evidence(), doctor()
    version = room.make_draft(source=source)
    number = room.passage(source, 3).pk
    add = {"facet": "what", "passage": number, "text": room.HELP, "edit": 1}
    assert client.post(address(version, "add/"), add).status_code == 302
    assert send(client, version, "lines/1/", "remove").status_code == 302
    assert send(client, version, "lines/7/", "up").status_code == 302
    shown = page(client, version)
    assert shown.index('id="line-7"') < shown.index('id="line-2"')
    assert 'id="line-1"' not in shown
    for wrong in ({"passage": "x"}, {"passage": "9" * 30}, {"facet": "flags"}, {"text": ""}):
        given = {**add, "edit": room.fresh(version).edit, **wrong}
        refused = client.post(address(version, "add/"), given)
        assert refused.status_code == 400


def test_a_sentence_is_given_other_sources() -> None:
    source, client = room.make_evidence(), doctor()
    version = room.make_draft(source=source)
    other = room.passage(room.make_evidence("Twitching of the lip"), 2)
    own = room.passage(source, 2)
    assert (
        'name="passage" value="' + str(other.pk) not in page(client, version).split("Add from")[0]
    )
    chosen = client.get(address(version), {"cite": "3"}).content.decode()
    assert re.search(rf'name="passage" value="{own.pk}" checked', chosen)
    assert re.search(rf'name="passage" value="{other.pk}">', chosen)
    given = {"passage": [other.pk]}
    assert send(client, version, "lines/3/", "cite", **given).status_code == 302
    shown = page(client, version)
    assert "Twitching of the lip" in shown[: shown.index("Add from")]
    for wrong in ({}, {"passage": [room.passage(source, 3).pk]}, {"passage": ["x"]}):
        refused = send(client, version, "lines/3/", "cite", **wrong)
        assert refused.status_code == 400
        again = refused.content.decode()
        assert f">{room.CAUSES}</textarea>" in again
        assert 'value="cite"' in again
    assert room.fresh(version).edit == 2


@pytest.mark.parametrize("line", ["", "x", "0", "5", "99", "9" * 30, "-1"])
def test_choosing_sources_for_what_is_no_line_shows_the_page(line: str) -> None:
    client, version = doctor(), room.make_draft()
    answer = client.get(address(version), {"cite": line})
    assert answer.status_code == 200
    assert 'value="cite"' not in answer.content.decode()


def test_with_htmx_the_desk_alone_is_answered() -> None:
    client, version = doctor(), room.make_draft()
    given = {"edit": 1, "do": "save", "text": "Facial twitching may be caused by stress."}
    answer = client.post(address(version, "lines/3/"), given, headers=HTMX)
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert shown.lstrip().startswith('<div id="review-desk"')
    assert "<html" not in shown
    assert 'name="edit" value="2"' in shown
    assert "It says" not in shown


def test_evidence_is_searched() -> None:
    client, version = doctor(), room.make_draft()
    found = client.get(address(version), {"evidence": "facial twitching"}).content.decode()
    assert found.count('class="review-add"') > 1


def test_red_flag_advice_has_no_form() -> None:
    client, version = doctor(), room.make_draft()
    shown = page(client, version)
    assert "Nobody can change it here." in shown
    assert 'id="text-4"' in shown
    assert 'id="text-5"' not in shown
    assert send(client, version, "lines/5/", "remove").status_code == 400


def test_a_draft_beside_what_is_public_says_what_differs() -> None:
    source, entry, client = room.make_evidence(), make_entry(), doctor()
    published = room.make_published(entry, source=source)
    send(client, published, "move/", "reopen")
    draft = Version.objects.get(state="draft")
    assert send(client, draft, "lines/3/", "remove").status_code == 302
    better = "Facial twitching is a small movement of a muscle."
    saved = send(client, draft, "lines/1/", "save", text=better)
    assert saved.status_code == 302, saved.content.decode()
    shown = page(client, draft)
    assert f"<del>{room.CAUSES}</del>" in shown
    assert "not in the public version" in shown
    assert "another version is public" in shown
    for number in (1, 2):
        was = client.get(address(draft, f"versions/{number}/"))
        assert was.status_code == 200
    assert client.get(address(draft, "versions/9/")).status_code == 404


def test_what_is_flagged_or_due_is_listed_and_confirmed_with_one_click() -> None:
    source, client = room.make_evidence(), doctor()
    published = room.make_published(source=source)
    Version.objects.update(flags=["expired"])
    listed = client.get("/en/review/").content.decode()
    assert "a source has expired" in listed
    (form,) = re.findall(r'<form method="post" action="([^"]+)" class="queue-form">', listed)
    client.post(form, {"edit": published.edit, "do": "confirm"})
    assert "a source has expired" not in client.get("/en/review/").content.decode()


def test_lost_evidence_is_told_beside_its_sentences() -> None:
    source, client = room.make_evidence(), doctor()
    version = room.make_draft(source=source)
    evidence.withdraw(source.public_id, "tests", "wrong")
    shown = page(client, version)
    assert shown.count("Its source is gone.") == 4
    refused = send(client, version, "move/", "sign", review_by="2099-01-01")
    assert refused.status_code == 400


@pytest.mark.parametrize(
    ("do", "fields", "status"),
    [
        ("sign", {"review_by": "soon"}, 400),
        ("sign", {"review_by": "2001-01-01"}, 400),
        ("publish", {}, 409),
        ("send-back", {}, 409),
        ("confirm", {}, 409),
        ("nonsense", {}, 400),
        ("retire-nonsense", {}, 404),
        ("sign", {"edit": "seven"}, 422),
        ("sign", {"edit": "99", "review_by": "2099-01-01"}, 409),
    ],
)
def test_what_cannot_be_done_changes_nothing(do: str, fields: dict[str, str], status: int) -> None:
    client, version = doctor(), room.make_draft()
    assert send(client, version, "move/", do, **fields).status_code == status
    assert room.fresh(version).edit == 1


def test_an_editor_edits_but_does_not_sign() -> None:
    client, version = signed_in("editor"), room.make_draft()
    assert "sign it" not in page(client, version)
    assert send(client, version, "lines/3/", "remove").status_code == 302
    refused = send(client, version, "move/", "sign", review_by="2099-01-01")
    assert refused.status_code == 400


def test_anything_public_can_be_asked_for() -> None:
    client, entry, topic = doctor(), make_entry(), make_topic()
    for kind in (
        f"https://x.example/en/q/{entry.public_id}/{entry.slug}/",
        f"/topics/{topic.slug}/",
    ):
        answer = client.post("/en/review/-/begin/", {"address": kind})
        assert answer.status_code == 302, answer.content.decode()
        assert client.get(answer.headers["Location"]).status_code == 200
    assert ProcrastinateJob.objects.filter(task_name="explain.compose").count() == 2
    for wrong in ("", "nonsense", "/q/2222222222/x/", "/topics/none/"):
        refused = client.post("/en/review/-/begin/", {"address": wrong})
        assert refused.status_code == 422
        assert f'value="{wrong}"' in refused.content.decode()


@pytest.mark.parametrize("rest", ["", "versions/1/", "lines/1/", "add/", "move/"])
def test_the_wrong_person_learns_nothing(rest: str) -> None:
    version = room.make_draft()
    elsewhere = as_user(make_doctor_account(make_department("cardiology")))
    clients = [signed_in(*roles) for roles in ((), ("administrator",), ("lead",), ("doctor",))]
    for client in (*clients, elsewhere):
        for where in (address(version, rest), f"/en/review/2222222222/{rest}"):
            if rest in ("", "versions/1/"):
                assert client.get(where).status_code == 404
            else:
                given = {"edit": 1, "do": "remove"}
                assert client.post(where, given).status_code == 404
    assert room.fresh(version).edit == 1


def test_scripts_in_what_is_typed_stay_text() -> None:
    client, version = doctor(), room.make_draft()
    typed = "<script>alert(1)</script></textarea><img src=x>"
    shown = send(client, version, "lines/1/", "save", text=typed).content.decode()
    assert "<script>alert" not in shown
    assert "<img src" not in shown
