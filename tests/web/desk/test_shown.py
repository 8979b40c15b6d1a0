"""What the desk shows: order, filters, red flags, and every word as text, whoever typed it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curbside.consult import asking, desk
from curbside.consult.form import TYPED
from curbside.consult.models import Clarification, Question
from curbside.core import clock
from curbside.library import reviewing
from curbside.library.models import Entry
from tests.consult import room
from tests.factories import make_department, make_entry
from tests.web.desk.conftest import Desk, make_desk, shown, with_flags

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7|add:7 }}"
LINK = re.compile(r'/en/desk/q/([a-z0-9]{10})/"')


def order(page: str) -> list[str]:
    """The questions a page lists, in order."""
    return LINK.findall(page)


def asked(hours_ago: float, **fields: object) -> str:
    """A question asked so long before noon; its id."""
    with clock.frozen(NOON - dt.timedelta(hours=hours_ago)):
        return room.make_question(**fields).public_id


def test_the_most_urgent_first_then_who_waited_longest(doctor: Desk) -> None:
    late, early = asked(1), asked(30)
    urgent = asked(2, text="I have had a high fever since Sunday.")
    with clock.frozen(NOON):
        page = doctor.get()
    assert order(page) == [urgent, early, late]
    assert "level-1" in page
    assert "Urgent</span>" in page
    for time in ("1 hour", "2 hours", "30 hours"):
        assert f"waiting <strong>{time}</strong>" in page
    assert "20–29" in page
    assert "Female" in page


def test_filters(doctor: Desk) -> None:
    plain = asked(3)
    urgent = asked(2, text="I have had a high fever since Sunday.")
    chinese = asked(1)
    Question.objects.filter(public_id=chinese).update(language="zh-hant")
    elsewhere = asked(4, department="dermatology")
    both = make_desk(make_department(), make_department("dermatology"))
    table = {
        "": [urgent, elsewhere, plain, chinese],
        "?level=1": [urgent],
        "?level=0": [elsewhere, plain, chinese],
        "?level=9": [urgent, elsewhere, plain, chinese],
        "?language=zh": [chinese],
        "?language=en&level=0": [elsewhere, plain],
        "?department=dermatology": [elsewhere],
        "?department=no-such": [urgent, elsewhere, plain, chinese],
        "?department=dermatology&level=1": [],
        "?show=mine": [],
        "?show=%00&page=-1": [urgent, elsewhere, plain, chinese],
    }
    for query, expected in table.items():
        assert order(both.get(query)) == expected, query
    assert order(doctor.get("?department=dermatology")) == []  # not hers to see
    desk.claim(plain, both.person)
    assert order(both.get("?show=mine")) == [plain]
    assert order(doctor.get("?show=taken")) == [plain]
    assert "23 hours</strong> left" in doctor.get("?show=taken")
    assert plain not in order(doctor.get())


def test_pages_of_the_queue(doctor: Desk) -> None:
    ids = [asked(60 - number) for number in range(27)]
    assert order(doctor.get("?language=en")) == ids[:25]
    page = doctor.get("?page=2")
    assert order(page) == ids[25:]
    assert "27 questions" in page
    assert 'href="?show=waiting&amp;page=1"' in page
    assert order(doctor.get("?page=99")) == ids[25:]


def test_lists_make_as_many_queries_for_many_as_for_one(doctor: Desk) -> None:
    room.make_answered(doctor.person)
    doctor.take(room.make_question())
    room.make_question()
    paths = ("", "?show=mine", "mine/")
    few = {path: queries_of(doctor, path) for path in paths}
    for _ in range(4):
        doctor.take(room.make_question())
        room.make_question()
        room.make_answered(doctor.person)
    assert {path: queries_of(doctor, path) for path in paths} == few
    assert few == {"": 13, "?show=mine": 13, "mine/": 14}


def queries_of(doctor: Desk, path: str) -> int:
    doctor.get(path)
    with CaptureQueriesContext(
        connection,
    ) as found:
        doctor.get(path)
    return len(found)


def test_a_question_makes_as_many_queries_however_much_was_said(doctor: Desk) -> None:
    question = room.make_answered(doctor.person)
    few = queries_of(doctor, f"q/{question.public_id}/")
    reply = question.replies.get()
    for number in range(4):
        colleague = make_desk(name=f"Dr Number {number}")
        desk.give_opinion(reply.pk, colleague.person, "agree", "Yes.")
        desk.revise(reply.pk, doctor.person, f"Sleep {number} hours.", "more exact", number)
    assert queries_of(doctor, f"q/{question.public_id}/") == few


def test_red_flags_are_marked_and_explained(doctor: Desk) -> None:
    question = with_flags(medicines="nothing against the high fever")
    page = doctor.page(question)
    assert page.count('<mark class="flag flag-urgent">high fever</mark>') == 2
    assert '<li id="flag-1">' in page
    assert 'href="#flag-1"' in page
    assert "<q>high fever</q>" in page


def test_a_flag_in_what_was_said_later(doctor: Desk) -> None:
    question, _ = room.make_asked_back(doctor.person)
    asking.answer_clarification(question.public_id, room.key(question), "Now high fever too.", "f")
    page = doctor.page(question)
    assert 'Now <mark class="flag flag-urgent">high fever</mark>' in page
    assert '<span class="level level-1">' in page


def test_flags_ask_for_a_word_on_when_to_seek_care(doctor: Desk) -> None:
    question = doctor.take(with_flags())
    answer = doctor.press(question, "send", "Drink enough.")
    assert answer.status_code == 200
    assert "the reply does not say when to seek care" in shown(answer)
    assert ">Drink enough.</textarea>" in shown(answer)
    assert room.fresh(question).state == "claimed"
    fields = {**doctor.hidden(question), "text": "Drink enough.", "go": "send"}
    assert doctor.post(question, **fields, sure="yes").status_code == 303
    assert question.replies.get().text == "Drink enough."


def test_no_warning_where_the_part_is_there_or_no_flag_is(doctor: Desk) -> None:
    flagged = doctor.take(with_flags())
    text = "Drink enough.\n\nWhen to seek care:\nIf you get confused."
    assert doctor.press(flagged, "send", text).status_code == 303
    plain = doctor.take(room.make_question())
    assert doctor.press(plain, "send", "Sleep.").status_code == 303


def test_whatever_anybody_typed_stays_text(doctor: Desk) -> None:
    typed = dict.fromkeys(TYPED, EVIL)
    question = doctor.take(room.make_question(**typed))
    doctor.client.post("/en/desk/snippets/", {"title": EVIL, "text": EVIL})
    doctor.press(question, "ask-back", EVIL)
    doctor.post(question, "ask-back/", text=EVIL, form_id="a")
    asking.answer_clarification(question.public_id, room.key(question), EVIL, "b")
    pages = [doctor.page(question), doctor.get("mine/"), doctor.get("snippets/")]
    doctor.press(question, "preview", EVIL)
    pages.append(doctor.page(question))
    pages.append(shown(doctor.client.post("/en/desk/preview/", {"text": EVIL, "language": EVIL})))
    pages.append(shown(doctor.post(question, "refer/", where=EVIL, department=EVIL, reason=EVIL)))
    pages.append(shown(doctor.post(question, text=EVIL + "!", version=EVIL, go="save")))
    pages.append(doctor.get(f"?show={EVIL}&level={EVIL}&department={EVIL}&done={EVIL}"))
    doctor.post(question, "level/", level="1", reason=EVIL)
    doctor.press(question, "send", EVIL)
    doctor.post(question, "revise/0/", text=f"{EVIL} more", reason=EVIL, revisions="0")
    colleague = make_desk(name=EVIL)
    colleague.post(question, "opinion/0/", stance="dissent", text=EVIL)
    asking.follow_up(question.public_id, room.key(question), EVIL, "c")
    pages += [doctor.page(question), doctor.get(), doctor.get("mine/")]
    other = room.make_question(title=EVIL)
    pages += [doctor.get(), colleague.page(other)]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "14" not in re.findall(r"&quot;&#x27;(\d+)", page)
    assert "&lt;script&gt;alert(1)" in pages[0]
    assert Clarification.objects.get().answer == EVIL


def test_published_answers_to_read_again(doctor: Desk) -> None:
    entry = make_entry("Lip twitching for days")
    better = make_entry("Lip twitching, newly answered")
    with clock.frozen(NOON):
        reviewing.schedule(entry.public_id, "tests", clock.today())
    page = doctor.get("mine/")
    assert "Published answers to read again" in page
    assert "Lip twitching for days" in page
    path = f"/en/desk/review/{entry.public_id}/"
    assert doctor.client.post(path, {"what": "right"})["Location"].endswith("?done=reviewed")
    fresh = Entry.objects.get(pk=entry.pk)
    assert fresh.review_by is not None
    assert fresh.review_by > clock.today() + dt.timedelta(days=1000)
    doctor.client.post(path, {"what": "outdated"})
    assert Entry.objects.get(pk=entry.pk).standing == "outdated"
    for wrong in ("", "zzzzzzzzzz", path, entry.public_id):
        answer = doctor.client.post(path, {"what": "superseded", "successor": wrong})
        assert answer.status_code == 422, wrong
    successor = f"https://example.org/en/q/{better.public_id}/{better.slug}/"
    doctor.client.post(path, {"what": "superseded", "successor": successor})
    assert Entry.objects.get(pk=entry.pk).superseded_by == better


def test_in_chinese(doctor: Desk) -> None:
    question = doctor.take(room.make_question())
    Question.objects.update(language="zh-hant")
    page = shown(doctor.client.get(f"/zh-hant/desk/q/{question.public_id}/"))
    assert '<html lang="zh-Hant">' in page
    doctor.press(question, "headings", "")
    assert "什麼時候要就醫：" in doctor.page(question)
