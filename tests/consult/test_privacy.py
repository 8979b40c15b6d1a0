"""Logs and errors hold nothing that anybody typed, even at the most talkative level."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from curbside.consult import asking, desk, queries
from curbside.core.errors import CurbsideError
from tests.consult import room
from tests.consult.test_holding import WORD, full

pytestmark = pytest.mark.django_db


def tell_tale_photo() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = WORD
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "JPEG", exif=exif, comment=WORD.encode())
    return out.getvalue()


def refused(operation: Callable[[], Any]) -> str:
    """What the refusal says, in every way it can be printed."""
    with pytest.raises(CurbsideError) as caught:
        operation()
    problem = caught.value
    return f"{problem} {problem!r} {problem.args} {problem.message} {problem.hint}"


def test_no_word_of_anybody_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    doctor = room.make_doctor()
    question = full(doctor)
    queries.question_for(doctor, question.public_id)
    token = room.make_form(text=WORD, email=f"{WORD}@", title=WORD * 30, department="")
    asking.add_photo(token, tell_tale_photo())
    asking.look_over(token)
    asking.erase(question.public_id, room.key(question))
    assert caplog.records  # something was logged at all
    assert WORD not in caplog.text


def test_no_refusal_quotes_what_it_refuses() -> None:
    doctor, other = room.make_doctor(), room.make_doctor()
    number = room.make_claimed(doctor).public_id
    desk.save_draft(number, doctor, f"{WORD} one", 0)
    token = room.make_form(text=WORD * 3000, email=f"{WORD}@", title=WORD * 30)
    said = [
        refused(lambda: asking.submit(token, room.ADDRESS)),
        refused(lambda: asking.save(token, {"text": WORD}, 99)),
        refused(lambda: asking.save(token, {"text": [WORD]})),
        refused(lambda: asking.read(WORD)),
        refused(lambda: asking.add_photo(token, WORD.encode())),
        refused(lambda: asking.withdraw(number, WORD)),
        refused(lambda: desk.save_draft(number, doctor, f"{WORD} two", 0)),
        refused(lambda: desk.reply(number, doctor, f"{WORD} two", 0, "f")),
        refused(lambda: desk.reply(number, other, WORD, 0, "f")),
        refused(lambda: desk.decline(number, doctor, WORD * 3000)),
        refused(lambda: desk.refer(number, doctor, WORD, WORD)),
    ]
    assert not [one for one in said if WORD in one]
