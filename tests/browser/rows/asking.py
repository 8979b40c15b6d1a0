"""The pages of asking, and the asker's own page in every state of a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from curbside.consult import asking, desk, links
from curbside.consult.links import Purpose
from curbside.consult.models import Question
from curbside.publishing import releasing
from tests.browser.rows.visits import NOBODY, Row, Visit, World
from tests.consult import room
from tests.consult.test_asking import jpeg
from tests.publishing import room as publishing
from tests.web.surfaces import LANGUAGES

HEART = "I have crushing chest pain that spreads to my left arm, and I am sweating."
DESPAIR = "I want to kill myself."
ON = ("button[value=on]", "")


def _step(name: str) -> Row:
    """The step as it is met, filled, and sent with nothing in it."""

    def visits(w: World) -> Sequence[Visit]:
        empty = asking.start("en")
        filled = room.make_form()
        asking.add_photo(filled, jpeg())
        met = [w.visit(NOBODY, f"ask-{name}", one) for one in (empty, filled)]
        if name in ("photos", "wants"):  # nothing in them is required
            return met
        return [*met, w.visit(NOBODY, f"ask-{name}", empty, steps=[ON], status=422)]

    return visits


def _now(w: World) -> Sequence[Visit]:
    texts = (HEART, DESPAIR, "My husband beats me and threatens to kill me.")
    return [w.visit(NOBODY, "ask-now", room.make_form(text=one)) for one in texts]


def _answered(w: World) -> Sequence[Visit]:
    fever = {"text": "I have had a high fever of 40 degrees for five days.", "department": ""}
    return [w.visit(NOBODY, "ask-answered", room.make_form(**one)) for one in ({}, fever)]


def _gone(w: World) -> Visit:
    return w.visit(NOBODY, "ask-who", "a" * 30, status=404)


def _mine(w: World, question: Question, name: str = "mine", **how: Any) -> Visit:
    return w.visit(NOBODY, name, question.public_id, room.key(question), **how)


def _receipts(w: World) -> Sequence[Visit]:
    """One in every state, and with something wrong in what was sent."""
    doctor = w.person("doctor")
    unverified, waiting = room.make_unverified(), room.make_question()
    asked, _ = room.make_asked_back(doctor)
    answered = room.make_answered(doctor, "- Rest\n- Less coffee")
    followed = room.make_answered(doctor)
    asking.follow_up(followed.public_id, room.key(followed), "And may I drive?", room.form_id())
    declined = room.make_claimed(doctor)
    desk.decline(declined.public_id, doctor, "Please see your own doctor: this needs a look.")
    withdrawn = room.make_question()
    asking.withdraw(withdrawn.public_id, room.key(withdrawn))
    states = (unverified, waiting, asked, room.make_claimed(doctor), answered, followed, declined)
    return [_mine(w, one) for one in (*states, withdrawn, _published(w))]


def _mistaken(w: World) -> Sequence[Visit]:
    """An answer to the doctor without a word in it."""
    asked, _ = room.make_asked_back(w.person("doctor"))
    return [
        _mine(w, asked, "mine-answer", steps=[("form[action$='/answer/'] button", "")], status=422)
    ]


def _files(w: World) -> Sequence[Visit]:
    """All that is held, as a file that people open."""
    return [
        _mine(
            w, room.make_answered(w.person("doctor")), "mine-download", query="?as=html", saved=True
        )
    ]


def _published(w: World) -> Question:
    question = publishing.make_confirmed(w.person("editor")).question
    releasing.approve(question.public_id, room.key(question))
    return question


def _withdraw(w: World) -> Sequence[Visit]:
    question = room.make_question()
    wrong = [("main form button", "")]
    published = _published(w)
    return [
        _mine(w, question, "mine-withdraw"),
        _mine(w, published, "mine-withdraw"),
        _mine(w, question, "mine-withdraw", steps=wrong, status=422),
    ]


def _confirm(w: World) -> Sequence[Visit]:
    question = room.make_unverified()
    key = links.key(question, Purpose.EMAIL)
    return [
        w.visit(NOBODY, "mine-confirm", question.public_id, key),
        w.visit(NOBODY, "mine-confirm", question.public_id, "b" * 43, status=404),
    ]


def _new_link(w: World) -> Sequence[Visit]:
    press = [("form[action$='/new-link/'] button", "")]
    return [
        _mine(w, room.make_question(), "mine-new-link", steps=press, only=language)
        for language in LANGUAGES
    ]


def _preview(w: World) -> Sequence[Visit]:
    return [_mine(w, publishing.make_confirmed(w.person("editor")).question, "mine-publication")]


ASKING: dict[str, Row] = {
    "ask": lambda w: [w.visit(NOBODY, "ask")],
    "ask-who": lambda w: [*_step("who")(w), _gone(w)],
    **{f"ask-{one}": _step(one) for one in ("matter", "photos", "wants", "publish", "email")},
    "ask-check": lambda w: [w.visit(NOBODY, "ask-check", room.make_form())],
    "ask-now": _now,
    "ask-answered": _answered,
    "ask-thanks": lambda w: [w.visit(NOBODY, "ask-thanks", room.make_form())],
    "mine": _receipts,
    "mine-withdraw": _withdraw,
    "mine-confirm": _confirm,
    "mine-download": _files,
    "mine-answer": _mistaken,
    "mine-new-link": _new_link,
    "mine-publication": _preview,
}
