"""Every page of the desk as everybody: who may not see it is told that there is no such page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from curbside.consult.models import Photo, Question
from curbside.people.models import Credential
from tests.consult import room
from tests.factories import make_department, make_entry
from tests.people.accounts import make_doctor_account, make_user, sign_in
from tests.web.desk.conftest import Desk, make_desk, make_lead

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class World:
    """A question that Dr Osei has taken, one she has answered, and one that waits."""

    doctor: Desk
    taken: Question
    answered: Question
    waiting: Question
    photo: Photo


@pytest.fixture
def world(doctor: Desk) -> World:
    taken = doctor.take(room.make_question())
    photo = Photo.objects.create(
        question=taken, public_id="aphoto2345", position=0, body=b"jpeg", width=1, height=1
    )
    answered = room.make_answered(doctor.person)
    return World(doctor, taken, answered, room.make_question(), photo)


PAGES: dict[str, Callable[[World], str]] = {
    "queue": lambda world: "",
    "mine": lambda world: "mine/",
    "snippets": lambda world: "snippets/",
    "taken": lambda world: f"q/{world.taken.public_id}/",
    "waiting": lambda world: f"q/{world.waiting.public_id}/",
    "answered": lambda world: f"q/{world.answered.public_id}/",
    "photo": lambda world: f"q/{world.taken.public_id}/photos/{world.photo.public_id}.jpg",
    "ask-back": lambda world: f"q/{world.taken.public_id}/ask-back/",
    "refer": lambda world: f"q/{world.taken.public_id}/refer/",
    "decline": lambda world: f"q/{world.taken.public_id}/decline/",
    "level": lambda world: f"q/{world.taken.public_id}/level/",
    "revise": lambda world: f"q/{world.answered.public_id}/revise/0/",
    "opinion": lambda world: f"q/{world.answered.public_id}/opinion/0/",
}
ACTS: dict[str, tuple[Callable[[World], str], dict[str, str]]] = {
    "claim": (lambda world: f"q/{world.waiting.public_id}/claim/", {}),
    "hand-back": (lambda world: f"q/{world.taken.public_id}/hand-back/", {}),
    "send": (PAGES["taken"], {"go": "send", "text": "x", "form_id": "f", "sure": "yes"}),
    "save": (PAGES["taken"], {"go": "save", "text": "x"}),
    "headings": (PAGES["taken"], {"go": "headings", "text": "x"}),
    "draft": (lambda world: f"q/{world.taken.public_id}/draft/", {"text": "x", "version": "0"}),
    "ask-back": (PAGES["ask-back"], {"text": "x", "form_id": "f"}),
    "refer": (PAGES["refer"], {"where": "inside", "department": "dermatology", "reason": "x"}),
    "refer out": (PAGES["refer"], {"where": "outside", "reason": "x"}),
    "decline": (PAGES["decline"], {"reason": "x"}),
    "level": (PAGES["level"], {"level": "1", "reason": "x"}),
    "revise": (PAGES["revise"], {"text": "x", "reason": "x", "revisions": "0"}),
    "opinion": (PAGES["opinion"], {"stance": "agree", "text": "x"}),
}


def nobodys() -> dict[str, Client]:
    """Whoever has no business at any desk, or no right to answer now."""
    return {
        "asker": sign_in(Client(), make_user()),
        "editor": sign_in(Client(), make_user("editor")),
        "administrator": sign_in(Client(), make_user("administrator")),
    }


def others() -> dict[str, Client]:
    """Staff of the desk to whom these questions do not belong."""
    skin = make_department("dermatology")
    return {
        "another department": make_desk(skin).client,
        "lead of another department": make_lead(skin).client,
        "lapsed": _with(state="verified", lapsed=True),
        "applied": _with(state="applied"),
        "refused": _with(state="refused"),
    }


def _with(state: str, *, lapsed: bool = False) -> Client:
    user = make_doctor_account(make_department(), state=state)
    if lapsed:
        Credential.objects.filter(doctor__user=user).update(expires_on="2020-01-01")
    return sign_in(Client(), user)


def state_of_all() -> list[Any]:
    return list(Question.objects.order_by("pk").values_list("state", "department", "level"))


@pytest.mark.parametrize("name", PAGES)
def test_who_is_no_doctor_finds_no_page(world: World, name: str) -> None:
    path = f"/en/desk/{PAGES[name](world)}"
    for who, client in nobodys().items():
        assert client.get(path).status_code == 404, who
    assert Client().get(path)["Location"].startswith("/en/accounts/login/?next=")
    unproven = sign_in(Client(), make_user("doctor"), used_second_factor=False)
    assert "second-factor" in unproven.get(path)["Location"]


@pytest.mark.parametrize("name", [n for n in PAGES if n not in ("queue", "mine", "snippets")])
def test_the_wrong_doctor_finds_no_question(world: World, name: str) -> None:
    path = f"/en/desk/{PAGES[name](world)}"
    for who, client in others().items():
        assert client.get(path).status_code == 404, who
    missing = path.replace(world.taken.public_id, "zzzzzzzzzz")
    missing = missing.replace(world.answered.public_id, "zzzzzzzzzz")
    missing = missing.replace(world.waiting.public_id, "zzzzzzzzzz")
    assert world.doctor.client.get(missing).status_code == 404


@pytest.mark.parametrize("name", ACTS)
def test_the_wrong_person_changes_nothing(world: World, name: str) -> None:
    where, data = ACTS[name]
    before = state_of_all()
    for who, client in {**nobodys(), **others()}.items():
        assert client.post(f"/en/desk/{where(world)}", data).status_code == 404, who
    answer = Client().post(f"/en/desk/{where(world)}", data)
    assert answer["Location"].startswith("/en/accounts/login/")
    assert state_of_all() == before
    assert not world.taken.drafts.exists()


@pytest.mark.parametrize("name", ["send", "ask-back", "refer", "refer out", "decline", "hand-back"])
def test_a_colleague_reads_what_is_taken_but_does_not_act(world: World, name: str) -> None:
    colleague = make_desk()
    page = colleague.page(world.taken)
    assert "Dr Amara Osei has taken it" in page
    assert "<textarea" not in page
    where, data = ACTS[name]
    before = state_of_all()
    answer = colleague.client.post(f"/en/desk/{where(world)}", data)
    assert answer.status_code == 409
    assert "Another doctor has taken this question." in answer.content.decode()
    assert state_of_all() == before


def test_only_its_doctor_corrects_and_only_colleagues_agree(world: World) -> None:
    colleague = make_desk(name="Dr Second")
    where, data = ACTS["revise"]
    assert colleague.client.post(f"/en/desk/{where(world)}", data).status_code == 404
    where, data = ACTS["opinion"]
    assert world.doctor.client.post(f"/en/desk/{where(world)}", data).status_code == 404
    assert colleague.client.post(f"/en/desk/{where(world)}", data).status_code == 303
    assert "Dr Second agrees" in world.doctor.page(world.answered)
    answer = colleague.post(world.answered, "opinion/0/", stance="dissent", text="")
    assert answer.status_code == 422
    assert "Say how you see it." in answer.content.decode()
    colleague.post(world.answered, "opinion/0/", stance="dissent", text="It may be nerves.")
    assert "Dr Second sees it differently" in world.doctor.page(world.answered)
    assert "It may be nerves.</textarea>" in colleague.page(world.answered, "opinion/0/")
    assert (
        colleague.client.get(f"/en/desk/q/{world.answered.public_id}/opinion/7/").status_code == 404
    )


def test_a_lead_moves_and_frees_but_does_not_reply(world: World) -> None:
    lead = make_lead()
    page = lead.page(world.taken)
    assert "Give it back to the queue" in page
    assert "<textarea" not in page
    assert lead.post(world.taken, go="send", text="x", form_id="f").status_code == 404
    assert lead.post(world.taken, "hand-back/")["Location"] == "/en/desk/?done=handed-back"
    assert "Move it to another department" in lead.page(world.waiting)
    answer = lead.post(
        world.waiting, "refer/", where="inside", department="dermatology", reason="Skin."
    )
    assert answer["Location"] == "/en/desk/?done=moved"
    assert lead.post(world.waiting, "claim/").status_code == 404
    assert lead.client.post("/en/desk/snippets/", {"title": "a", "text": "b"}).status_code == 404


def test_a_photograph_is_kept_by_no_cache(world: World) -> None:
    answer = world.doctor.client.get(f"/en/desk/{PAGES['photo'](world)}")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content == b"jpeg"
    stranger = Photo.objects.create(
        question=world.waiting, public_id="bphoto2345", position=0, body=b"x", width=1, height=1
    )
    path = f"q/{world.taken.public_id}/photos/{stranger.public_id}.jpg"
    world.doctor.get(path, status=404)


def test_one_doctor_wins(world: World) -> None:
    colleague = make_desk()
    world.doctor.post(world.waiting, "claim/")
    answer = colleague.post(world.waiting, "claim/")
    assert answer.status_code == 409
    assert "Another doctor has taken this question." in answer.content.decode()


def test_pages_are_kept_by_no_cache_and_ask_for_a_token(world: World) -> None:
    answer = world.doctor.client.get(f"/en/desk/{PAGES['taken'](world)}")
    assert answer["Cache-Control"] == "private, no-store"
    strict = sign_in(Client(enforce_csrf_checks=True), world.doctor.user)
    where, data = ACTS["send"]
    assert strict.post(f"/en/desk/{where(world)}", data).status_code == 403
    assert room.fresh(world.taken).state == "claimed"


def test_published_answers_are_looked_after_by_their_department(world: World) -> None:
    entry = make_entry("Lip twitching")
    other = make_entry("Rash", department=make_department("dermatology"))
    world.doctor.get(f"review/{entry.public_id}/")
    world.doctor.get(f"review/{other.public_id}/", status=404)
    for who, client in nobodys().items():
        path = f"/en/desk/review/{entry.public_id}/"
        assert client.post(path, {"what": "outdated"}).status_code == 404, who
    entry.refresh_from_db()
    assert entry.standing == "current"
