"""The desk: whose it is, in which order, page by page, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curbside.consult import asking, desk, queries, rules
from curbside.consult.models import Question, Reply
from curbside.consult.queries import Filters
from curbside.core import clock
from curbside.core.errors import NotFound
from curbside.people.models import User
from tests import factories
from tests.consult import room
from tests.consult.test_asking import jpeg

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def numbers(found: queries.Desk) -> list[str]:
    return [row.public_id for row in found.rows]


def test_ordered_as_the_rule_says() -> None:
    doctor = room.make_doctor()
    chance = random.Random(5)  # noqa: S311 - an order, not a secret
    for _ in range(40):
        with clock.frozen(NOON - chance.randrange(5) * HOUR):
            question = room.make_question()
        Question.objects.filter(pk=question.pk).update(level=chance.randrange(3))
    every = Question.objects.all()
    ordered = sorted(every, key=lambda q: rules.desk_order(q.level, q.queued_at or NOON, q.pk))
    first = queries.desk(doctor, Filters())
    second = queries.desk(doctor, Filters(page=2))
    assert numbers(first) + numbers(second) == [question.public_id for question in ordered]
    assert (first.total, first.pages, second.page) == (40, 2, 2)
    assert queries.desk(doctor, Filters(page=99)).page == 2
    assert queries.desk(doctor, Filters(page=-1)).page == 1


def test_only_what_waits_in_ones_own_departments() -> None:
    own, other = factories.make_departments("neurology", "dermatology")
    doctor = room.make_doctor(own)
    waiting = room.make_question()
    room.make_question(department="dermatology")
    room.make_unverified()
    taken, ended = room.make_claimed(doctor), room.make_answered(doctor)
    assert numbers(queries.desk(doctor, Filters())) == [waiting.public_id]
    assert numbers(queries.desk(doctor, Filters(department=other.pk))) == []
    assert numbers(queries.desk(doctor, Filters(show="mine"))) == [taken.public_id]
    colleague = room.make_doctor(own)
    assert numbers(queries.desk(colleague, Filters(show="mine"))) == []
    assert numbers(queries.desk(colleague, Filters(show="taken"))) == [taken.public_id]
    assert queries.desk(room.make_doctor(own, may_answer=False), Filters()).total == 0
    assert queries.desk(room.make_person(), Filters()).total == 0
    lead = room.make_person(lead_of=frozenset({own.pk}))
    assert queries.desk(lead, Filters()).total == 1
    assert ended.state == "answered"


def test_filters() -> None:
    doctor = room.make_doctor()
    english, urgent = room.make_question(), room.make_question()
    Question.objects.filter(pk=urgent.pk).update(level=1, language="zh-hant")
    assert numbers(queries.desk(doctor, Filters(level=1))) == [urgent.public_id]
    assert numbers(queries.desk(doctor, Filters(language="zh"))) == [urgent.public_id]
    assert numbers(queries.desk(doctor, Filters(language="en"))) == [english.public_id]
    assert queries.desk(doctor, Filters(level=2)).total == 0


def test_what_a_row_shows() -> None:
    doctor = room.make_doctor()
    token = room.make_form(text="x" * 500)
    asking.add_photo(token, jpeg())
    with clock.frozen(NOON):
        account = User.objects.create_user(str(room.FORM["email"]))
        question = asking.submit(token, room.ADDRESS, room.make_person(account))
        desk.claim(question.public_id, doctor)
    row = queries.desk(doctor, Filters(show="mine")).rows[0]
    assert (row.beginning, row.photos, row.age_band) == ("x" * 160, True, "20-29")
    assert row.expires_at == NOON + 24 * HOUR


def test_the_same_number_of_queries_however_many_wait() -> None:
    doctor = room.make_doctor()
    for _ in range(3):
        room.make_question()
    with CaptureQueriesContext(connection) as few:
        queries.desk(doctor, Filters())
    for _ in range(30):
        room.make_question()
    with CaptureQueriesContext(connection) as many:
        queries.desk(doctor, Filters())
    assert len(few) == len(many) == 2


def test_reading_one_takes_a_fixed_number_of_queries() -> None:
    doctor = room.make_doctor()
    plain = room.make_claimed(doctor)
    long = room.make_answered(doctor)
    asking.follow_up(long.public_id, room.key(long), "And tea?", "f")
    for reader in (room.make_doctor(), room.make_doctor()):
        desk.give_opinion(long.replies.get().pk, reader, "agree", "")
    counts = []
    for question in (plain, long):
        with CaptureQueriesContext(connection) as asked:
            seen = queries.for_asker(question.public_id, room.key(question))
            for turn in seen.turns:
                if isinstance(turn, Reply):
                    signed = [turn.doctor, *(opinion.by for opinion in turn.opinions.all())]
                    assert all(user.name for user in signed)
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 3  # revisions and opinions of replies, where there are any


def test_the_expected_time_comes_from_recent_answers_of_the_department() -> None:
    own, other = factories.make_departments("neurology", "dermatology")
    doctor = room.make_doctor(own)
    for hours in (1, 2, 3, 4):
        with clock.frozen(NOON - hours * HOUR):
            question = room.make_question()
        with clock.frozen(NOON):
            desk.claim(question.public_id, doctor)
            desk.reply(question.public_id, doctor, "Sleep.", 0, "f")
    with clock.frozen(NOON):
        assert queries.expected_time(own.pk) is None  # four say nothing
        room.make_answered(doctor)
        found = queries.expected_time(own.pk)
        assert found is not None
        assert (found.median_hours, found.most_hours, found.answers) == (2.0, 3.0, 5)
        assert queries.expected_time(other.pk) is None
    with clock.frozen(NOON + 365 * 24 * HOUR):
        assert queries.expected_time(own.pk) is None  # a year ago says nothing either
    waiting = room.make_question()
    seen = queries.for_asker(waiting.public_id, room.key(waiting))
    assert seen.expected is None or seen.expected.answers == 5


def test_what_is_said_among_colleagues_is_not_shown_to_the_asker() -> None:
    doctor = room.make_doctor()
    factories.make_department("dermatology")
    question = room.make_claimed(doctor)
    desk.refer(question.public_id, doctor, "dermatology", "Not for us.")
    colleague = room.make_doctor(room.fresh(question).department)
    assert queries.for_asker(question.public_id, room.key(question)).turns == []
    assert len(queries.question_for(colleague, question.public_id).turns) == 1


def test_a_photograph_is_for_its_asker_and_its_doctors() -> None:
    doctor = room.make_doctor()
    token = room.make_form()
    made = asking.add_photo(token, jpeg())
    question = asking.submit(token, room.ADDRESS)
    other = room.make_question()
    photo = queries.photo_for_asker(question.public_id, room.key(question), made.public_id)
    assert bytes(photo.body).startswith(b"\xff\xd8\xff")
    assert queries.photo_for(doctor, question.public_id, made.public_id) == photo
    with pytest.raises(NotFound):
        queries.photo_for_asker(other.public_id, room.key(other), made.public_id)
