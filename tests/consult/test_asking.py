"""The form: saved whatever is typed, sent once, judged before it is sent."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from PIL import Image

from curbside.consult import asking, cleaning, drafting, links, preview
from curbside.consult.errors import EditConflict, EmergencyFirst, Invalid, TooMany
from curbside.consult.limits import network_of
from curbside.consult.links import Purpose
from curbside.consult.models import AskDraft, Photo, Question, Suggestion
from curbside.core import clock
from curbside.core.errors import BadInput, Conflict, NotFound
from curbside.core.models import AuditLine
from tests import factories
from tests.consult import room
from tests.consult.conftest import EMERGENCY, URGENT

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, "JPEG")
    return out.getvalue()


def test_a_form_keeps_what_was_typed_step_by_step() -> None:
    token = asking.start("en")
    asking.save(token, {"for_whom": "child"})
    asking.save(token, {"text": "  wrong  ", "email": "nobody"})
    saved = asking.read(token)
    assert saved.fields == {"for_whom": "child", "text": "  wrong  ", "email": "nobody"}
    assert saved.version == 2


def test_two_tabs_do_not_overwrite_each_other() -> None:
    token = asking.start("en")
    first = asking.save(token, {"text": "one"}, 0)
    with pytest.raises(EditConflict) as caught:
        asking.save(token, {"text": "two"}, 0)
    assert (caught.value.mine, caught.value.theirs) == ({"text": "two"}, {"text": "one"})
    assert asking.save(token, {"text": "two"}, caught.value.version).version == first.version + 1


def test_saving_the_same_twice_is_no_conflict() -> None:
    token = asking.start("en")
    asking.save(token, {"text": "one"}, 0)
    assert asking.save(token, {"text": "one"}, 0).version == 1


@pytest.mark.parametrize("token", ["", "wrong", "a" * 30, "a" * 10_000, "\ud83d"])
def test_a_wrong_token(token: str) -> None:
    with pytest.raises(NotFound):
        asking.read(token)
    with pytest.raises(NotFound):
        asking.save(token, {"text": "x"})
    with pytest.raises(NotFound):
        asking.add_photo(token, jpeg())
    with pytest.raises(NotFound):
        asking.submit(token, room.ADDRESS)


def test_no_form_in_another_language() -> None:
    with pytest.raises(BadInput):
        asking.start("xx")


def test_a_form_is_kept_a_week_after_its_last_change() -> None:
    with clock.frozen(NOON):
        token, other = asking.start("en"), asking.start("en")
    with clock.frozen(NOON + 6 * DAY):
        asking.save(token, {"text": "still here"})
    with clock.frozen(NOON + 12 * DAY):
        assert asking.read(token).fields["text"] == "still here"
        with pytest.raises(NotFound):
            asking.read(other)
        cleaning.clean()
    assert AskDraft.objects.count() == 1


def test_four_photographs_move_with_the_form() -> None:
    token = room.make_form()
    made = [asking.add_photo(token, jpeg()) for _ in range(4)]
    with pytest.raises(BadInput):
        asking.add_photo(token, jpeg())
    asking.remove_photo(token, made[1].public_id)
    assert asking.add_photo(token, jpeg()).position == 1
    question = asking.submit(token, room.ADDRESS)
    assert question.photos.count() == 4
    assert not Photo.objects.filter(draft__isnull=False).exists()


def test_somebody_elses_photograph_cannot_be_removed() -> None:
    mine, other = room.make_form(), room.make_form()
    photo = asking.add_photo(mine, jpeg())
    asking.remove_photo(other, photo.public_id)
    assert Photo.objects.filter(pk=photo.pk).exists()


def test_a_form_sent_twice_is_one_question() -> None:
    token = room.make_form()
    first = asking.submit(token, room.ADDRESS)
    assert asking.submit(token, "203.0.113.9") == first
    assert Question.objects.count() == 1
    assert room.kinds(first) == ["submitted"]
    assert drafting.sent(token) == first
    with pytest.raises(Conflict):
        asking.save(token, {"text": "changed"})


def test_what_is_sent_is_what_was_typed() -> None:
    script = "<script>alert(1)</script>\nHello, 臉一直跳 👍"
    token = room.make_form(text=script, email=" Ann@Example.ORG ")
    question = asking.submit(token, room.ADDRESS)
    assert (question.text, question.email) == (script, "ann@example.org")
    assert (question.age_band, question.sex, question.since) == ("20-29", "female", "since Sunday")
    assert (question.routed_by, question.may_publish) == ("asker", True)


def test_no_consent_unless_it_was_given() -> None:
    token = asking.start("en")
    factories.make_department()
    asking.save(token, {name: value for name, value in room.FORM.items() if name != "may_publish"})
    assert asking.submit(token, room.ADDRESS).may_publish is False


def test_an_incomplete_form_stays_and_says_what_is_missing() -> None:
    token = room.make_form(text="", email="nobody")
    with pytest.raises(Invalid) as caught:
        asking.submit(token, room.ADDRESS)
    assert caught.value.problems == {"text": "required", "email": "unreadable"}
    assert room.draft_of(token)["email"] == "nobody"


def test_without_a_choice_the_form_is_routed_and_the_reason_kept() -> None:
    nerves = factories.make_department()
    factories.make_department("dermatology")
    factories.make_topic(department=nerves, name_en="Facial twitching")
    token = room.make_form(department="", text="Facial twitching of my eyelid, a twitchy face.")
    question = asking.submit(token, room.ADDRESS)
    assert (question.department, question.routed_by) == (nerves, "routing")
    assert question.route_reason == ["facial-twitching"]


def test_an_emergency_is_sent_only_after_its_page_was_shown() -> None:
    token = room.make_form(text=f"I have {EMERGENCY} since an hour.")
    with pytest.raises(EmergencyFirst):
        asking.submit(token, room.ADDRESS)
    asking.save(token, {"conditions": URGENT})  # not an emergency: needs no page
    seen = asking.look_over(token)
    assert seen.unseen == {"CRUSHING-CHEST-PAIN"}
    asking.emergency_shown(token, seen.unseen)
    assert asking.look_over(token).unseen == frozenset()
    question = asking.submit(token, room.ADDRESS)
    assert question.level == 2
    assert question.emergency_shown_at is not None
    assert {(flag["code"], flag["part"]) for flag in question.flags} == {
        ("CRUSHING-CHEST-PAIN", "text"), ("HIGH-FEVER", "conditions"),
    }  # fmt: skip
    flag = next(flag for flag in question.flags if flag["part"] == "text")
    assert question.text[flag["start"] : flag["end"]] == EMERGENCY
    assert AuditLine.objects.filter(action="emergency.shown").count() == 1


def test_what_was_suggested_is_noted_and_what_answered_counted_once() -> None:
    entry = factories.make_entry(
        headline="Upper lip twitching for two days", question=room.TEXT,
        replies=["Drink less coffee. A jumping lip is nearly always harmless."],
    )  # fmt: skip
    other = factories.make_entry(headline="Knee pain", question="My knee hurts on the stairs.")
    token = room.make_form()
    for _ in range(2):
        seen = asking.look_over(token)
    assert [one.entry for one in seen.similar] == [entry]
    assert any(part.hit for part in seen.similar[0].passage)
    for _ in range(2):
        asking.this_answers(token, entry.public_id)
    with pytest.raises(NotFound):
        asking.this_answers(token, other.public_id)
    noted = Suggestion.objects.get()
    assert noted.answered_at is not None
    assert AuditLine.objects.filter(action="suggestion.answered").count() == 1
    assert room.draft_of(token)["text"] == room.TEXT  # still there, in case it did not answer
    question = asking.submit(token, room.ADDRESS)
    noted.refresh_from_db()
    assert (noted.question, noted.draft) == (question, None)


def test_nothing_withdrawn_is_suggested() -> None:
    from curbside.library import operations as library

    entry = factories.make_entry(question=room.TEXT)
    library.withdraw(entry.public_id, "editor", "test")
    assert asking.look_over(room.make_form()).similar == []


def test_an_empty_form_can_be_looked_over() -> None:
    factories.make_department()
    seen = preview.look_over(asking.start("zh-hant"))
    assert (seen.triage.flags, seen.similar) == ((), [])


def test_five_questions_a_day_by_one_address_however_it_is_written() -> None:
    with clock.frozen(NOON):
        for n in range(5):
            asking.submit(room.make_form(email="ann@example.org"), f"192.0.2.{n}")
        token = room.make_form(email="ANN@example.org ")
        with pytest.raises(TooMany):
            asking.submit(token, "192.0.2.99")
    with clock.frozen(NOON + DAY):
        assert asking.submit(token, "192.0.2.99").email == "ann@example.org"


def test_twenty_questions_a_day_from_one_network() -> None:
    for n in range(20):
        asking.submit(room.make_form(email=f"a{n}@example.org"), f"2001:db8:1:2::{n}")
    with pytest.raises(TooMany):
        asking.submit(room.make_form(email="b@example.org"), "2001:db8:1:2:ffff::1")
    assert asking.submit(room.make_form(email="b@example.org"), "2001:db8:1:3::1")


def test_erasing_frees_no_place() -> None:
    for n in range(5):
        made = asking.submit(room.make_form(email="ann@example.org"), f"192.0.2.{n}")
        asking.erase(made.public_id, links.key(made))
    with pytest.raises(TooMany):
        asking.submit(room.make_form(email="ann@example.org"), "192.0.2.99")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        (" 192.0.2.7 ", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_networks(address: str, network: str) -> None:
    assert network_of(address) == network


def test_confirming_starts_the_wait_once() -> None:
    with clock.frozen(NOON):
        question = room.make_unverified()
    key = links.key(question, Purpose.EMAIL)
    with clock.frozen(NOON + DAY):
        asking.confirm_email(question.public_id, key)
    with clock.frozen(NOON + 2 * DAY):
        again = asking.confirm_email(question.public_id, key)
    assert (again.state, again.queued_at) == ("waiting", NOON + DAY)
    assert room.kinds(question) == ["submitted", "confirmed"]


def test_the_receipts_link_confirms_no_address() -> None:
    question = room.make_unverified()
    with pytest.raises(NotFound):
        asking.confirm_email(question.public_id, links.key(question))
    assert room.fresh(question).state == "unverified"


def test_signed_in_with_that_address_there_is_nothing_to_confirm() -> None:
    person = room.make_person()
    question = asking.submit(room.make_form(email=person.email.upper()), room.ADDRESS, person)
    assert (question.state, question.asker_id) == ("waiting", person.user_id)
    other = asking.submit(room.make_form(email="else@example.org"), room.ADDRESS, person)
    assert other.state == "unverified"


def test_a_mistyped_address_can_be_mended_and_its_old_key_is_dead() -> None:
    question = room.make_unverified(email="typo@example.org")
    old = links.key(question, Purpose.EMAIL)
    mended = asking.send_again(question.public_id, room.key(question), "right@example.org")
    with pytest.raises(NotFound):
        asking.confirm_email(question.public_id, old)
    with pytest.raises(Invalid):
        asking.send_again(question.public_id, room.key(question), "nobody")
    asking.confirm_email(question.public_id, links.key(mended, Purpose.EMAIL))
    with pytest.raises(Conflict):
        asking.send_again(question.public_id, room.key(question), "other@example.org")


def test_the_mail_is_sent_again_three_times_a_day() -> None:
    question = room.make_unverified()
    for _ in range(3):
        asking.send_again(question.public_id, room.key(question))
    with pytest.raises(TooMany):
        asking.send_again(question.public_id, room.key(question))


def test_a_new_link_kills_the_old_one() -> None:
    question = room.make_question()
    old = room.key(question)
    renewed = asking.renew_link(question.public_id, old)
    with pytest.raises(NotFound):
        asking.withdraw(question.public_id, old)
    assert asking.withdraw(question.public_id, links.key(renewed)).state == "withdrawn"


def test_an_account_made_later_takes_the_question_along() -> None:
    question, ann, bob = room.make_question(), room.make_person(), room.make_person()
    for _ in range(2):
        asking.take_along(question.public_id, room.key(question), ann)
    assert room.fresh(question).asker_id == ann.user_id
    with pytest.raises(Conflict):
        asking.take_along(question.public_id, room.key(question), bob)
