"""Explanations to be read again: who is reminded of them, how often, and of what no more."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from curbside.core import clock
from curbside.evidence import operations as evidence
from curbside.explain import following, reviewing
from curbside.explain.models import Version
from curbside.notify import choosing, explanations, sending
from curbside.notify.choosing import Wanted
from curbside.notify.models import Mail, Named, Unsubscribed
from curbside.people.models import Away, User
from curbside.personal import erasing
from tests import factories
from tests.explain import room
from tests.notify.staff import links, sent
from tests.people.accounts import make_doctor_account, make_user, person

pytestmark = pytest.mark.django_db
TODAY = clock.today()
DAY = dt.timedelta(days=1)
KIND = "explanations"


@pytest.fixture
def doctor() -> User:
    return make_doctor_account(factories.make_department(), name="Dr Osei")


def published(user: User, **fields: Any) -> Version:
    """An explanation that readers see, signed by this doctor."""
    entry = fields.pop("entry", None) or factories.make_entry()
    return room.make_published(entry, person(user), **fields)


def make_due(version: Version, since: int = 0) -> Version:
    Version.objects.filter(pk=version.pk).update(review_by=TODAY - since * DAY)
    return room.fresh(version)


def due(user: User, since: int = 0) -> Version:
    return make_due(published(user), since)


def supersede(user: User) -> Version:
    """One whose source was replaced."""
    source = room.make_evidence()
    version = published(user, source=source)
    evidence.supersede(source.public_id, room.make_evidence("Newer").public_id, "tests")
    following.evidence_changed(source.pk)
    return room.fresh(version)


def on(days: int) -> Any:
    return clock.frozen(clock.now() + days * DAY)


def test_who_signed_it_is_told_in_one_mail_that_only_counts(doctor: User) -> None:
    colleague = make_doctor_account(factories.make_department())
    due(doctor), due(doctor), supersede(doctor)
    assert explanations.remind(TODAY) == 1
    (letter,) = sent(KIND)
    assert letter.to == [doctor.email]
    assert not Mail.objects.filter(user=colleague).exists()
    for line in (
        "2 explanations are due to be read again.",
        "1 explanation rests on a source that was replaced, has expired or is gone.",
    ):
        assert line in letter.body
        assert line in letter.alternatives[0][0]
    whole = (letter.message().as_string() + letter.body).lower()
    for word in ("twitch", "lip", "neurolog", "osei"):
        assert word not in whole
    assert links(letter)[0] == reverse("review")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_one_of_them_is_led_to_where_one_button_says_that_it_is_right(
    doctor: User, client: Client
) -> None:
    from tests.web.signing import as_user

    version = due(doctor)
    explanations.remind(TODAY)
    (letter,) = sent(KIND)
    path = links(letter)[0]
    assert path == reverse("review-one", args=[version.explainer.public_id])
    assert client.get(path).status_code == 302  # to sign in: it puts a name under a text
    mine = as_user(doctor)
    page = mine.get(path).content.decode()
    assert 'name="do" value="confirm"' in page
    move = reverse("review-move", args=[version.explainer.public_id])
    mine.post(move, {"do": "confirm", "edit": version.edit})
    found = room.fresh(version)
    assert (found.reviewed_on, found.review_by) == (TODAY, reviewing.next_review())
    assert following.to_read_again() == []


def test_what_is_not_due_is_not_told(doctor: User) -> None:
    published(doctor)
    assert explanations.remind(TODAY) == 0


def test_the_same_thing_is_told_once(doctor: User) -> None:
    due(doctor)
    assert [explanations.remind(TODAY) for _ in range(2)] == [1, 0]
    for days in (1, 8, 20):
        with on(days):
            assert explanations.remind(clock.today()) == 0


def test_one_a_week_at_most_and_then_only_what_is_new(doctor: User) -> None:
    due(doctor)
    assert explanations.remind(TODAY) == 1
    due(doctor), supersede(doctor)
    for days in (0, 1, 6):
        with on(days):
            assert explanations.remind(clock.today()) == 0
    sent(KIND)
    with on(7):
        assert explanations.remind(clock.today()) == 1
        (letter,) = sent(KIND)
    assert "1 explanation is due" in letter.body
    assert "1 explanation rests on" in letter.body


def test_it_is_told_anew_when_its_next_date_comes(doctor: User) -> None:
    version = due(doctor)
    explanations.remind(TODAY)
    ref = version.explainer.public_id
    again = reviewing.confirm(ref, person(doctor), version.edit)
    make_due(again)
    with on(8):
        assert explanations.remind(clock.today()) == 1


def test_what_was_read_before_the_mail_went_out_is_not_told(doctor: User) -> None:
    version, other = due(doctor), due(doctor)
    explanations.remind(TODAY)
    reviewing.confirm(version.explainer.public_id, person(doctor), version.edit)
    (letter,) = sent(KIND)
    assert "1 explanation is due" in letter.body
    reviewing.confirm(other.explainer.public_id, person(doctor), other.edit)
    Mail.objects.update(sent_at=None)
    assert sent(KIND) == []
    assert Mail.objects.get().dropped_at is not None


def test_nothing_is_sent_of_what_readers_do_not_see_any_more(doctor: User) -> None:
    from curbside.library.operations import withdraw

    version = due(doctor)
    explanations.remind(TODAY)
    assert version.explainer.entry
    withdraw(version.explainer.entry.public_id, "tests", "wrong")
    assert sent(KIND) == []


def test_colleagues_are_told_when_nobody_has_read_it_for_long(doctor: User) -> None:
    colleague = make_doctor_account(factories.make_department())
    make_doctor_account(factories.make_department("dermatology"))
    make_user("editor")
    due(doctor)
    explanations.remind(TODAY)
    with on(29):
        assert explanations.remind(clock.today()) == 0
    with on(30):
        assert explanations.remind(clock.today()) == 1
        assert explanations.remind(clock.today()) == 0
    assert {mail.user_id for mail in Mail.objects.all()} == {doctor.pk, colleague.pk}


def test_and_at_once_when_who_signed_it_cannot(doctor: User) -> None:
    colleague = make_doctor_account(factories.make_department())
    due(doctor)
    erasing.erase(person(doctor))
    assert explanations.remind(TODAY) == 1
    assert Mail.objects.get().user == colleague


def test_an_editor_is_told_where_nobody_can_sign(doctor: User) -> None:
    editor = make_user("editor")
    due(doctor)
    erasing.erase(person(doctor))
    assert explanations.remind(TODAY) == 1
    assert Mail.objects.get().user == editor


def test_editors_who_sign_are_told_of_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.ENVIRONMENT, "curbside_editors_sign", True)
    editor = make_user("editor")
    make_due(published(editor))
    explanations.remind(TODAY)
    (letter,) = sent(KIND)
    assert letter.to == [editor.email]


def test_who_is_away_is_told_afterwards(doctor: User) -> None:
    due(doctor)
    Away.objects.create(doctor=doctor.doctor, first=TODAY, last=TODAY)
    assert explanations.remind(TODAY) == 0
    with on(1):
        assert explanations.remind(clock.today()) == 1


def test_one_click_ends_them_and_a_colleague_is_asked_instead(doctor: User) -> None:
    colleague = make_doctor_account(factories.make_department())
    due(doctor)
    explanations.remind(TODAY)
    link = sending.unsubscribe_link(Mail.objects.get()).removeprefix(settings.BASE_URL)
    assert Client(enforce_csrf_checks=True).post(link).status_code == 200
    assert Unsubscribed.objects.get().kind == KIND
    assert choosing.wanted(person(doctor)) == Wanted("daily", explanations=False)
    due(doctor)
    with on(8):
        assert explanations.remind(clock.today()) == 1
    assert Mail.objects.latest("pk").user == colleague


def test_in_the_persons_language(doctor: User) -> None:
    User.objects.filter(pk=doctor.pk).update(language="zh-hant")
    due(doctor)
    explanations.remind(TODAY)
    (letter,) = sent(KIND)
    assert links(letter)[0].startswith("/zh-hant/review/")


def test_what_a_mail_named_is_forgotten_with_the_account(doctor: User) -> None:
    due(doctor)
    explanations.remind(TODAY)
    erasing.erase(person(doctor))
    assert not Named.objects.exists()


def test_each_chooses_what_they_get(client: Client) -> None:
    from tests.web.signing import signed_in

    for role, names in (
        ("doctor", {"digest", "reviews", "explanations"}),
        ("lead", {"digest", "reviews"}),
        ("editor", {"explanations"}),
    ):
        page = signed_in(role).get(reverse("account-mails")).content.decode()
        shown = {one for one in ("digest", "reviews", "explanations") if f'name="{one}"' in page}
        assert shown == names, role
    editor = signed_in("editor")
    assert editor.post(reverse("account-mails"), {}).status_code == 302
    assert list(Unsubscribed.objects.values_list("kind", flat=True)) == [KIND]
