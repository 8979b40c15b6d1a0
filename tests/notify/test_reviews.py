"""An answer whose date has come: who is asked, and what a link from the mail can and cannot do."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from curbside.core import clock
from curbside.core.models import AuditLine
from curbside.library.models import Entry
from curbside.notify import choosing, reviews
from curbside.notify.choosing import Wanted
from curbside.notify.models import Mail
from curbside.people.models import Credential, Role, User
from curbside.personal import erasing
from tests import factories
from tests.consult import room
from tests.notify.staff import links, sent
from tests.people.accounts import make_doctor_account, make_user, person

pytestmark = pytest.mark.django_db
TODAY = clock.today()
DAY = dt.timedelta(days=1)


@pytest.fixture
def doctor() -> User:
    return make_doctor_account(factories.make_department(), name="Dr Osei")


def due(doctor: User | None, since: int = 0) -> Entry:
    """A published answer of this doctor that was to be read again so many days ago."""
    entry = factories.make_entry(doctor=doctor.doctor if doctor else None)
    Entry.objects.filter(pk=entry.pk).update(review_by=TODAY - since * DAY)
    entry.refresh_from_db()
    return entry


def mailed(entry: Entry) -> list[str]:
    """The paths in the one mail that goes out about it."""
    reviews.remind(TODAY)
    (letter,) = sent("review")
    assert entry.headline not in letter.message().as_string() + letter.body
    return links(letter)[:3]


def test_who_replied_is_asked_once_and_by_three_links(doctor: User) -> None:
    colleague = make_doctor_account(factories.make_department())
    entry = due(doctor)
    assert (reviews.remind(TODAY), reviews.remind(TODAY), reviews.remind(TODAY + DAY)) == (1, 0, 0)
    (letter,) = sent("review")
    assert letter.to == [doctor.email]
    assert not Mail.objects.filter(user=colleague).exists()
    assert [path.rpartition("?say=")[2] for path in links(letter)[:3]] == [
        "right", "revise", "outdated",
    ]  # fmt: skip
    assert "upper lip" not in (letter.message().as_string() + letter.body).lower()
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert entry.review_by == TODAY


def test_what_is_not_due_yet_is_not_asked_about(doctor: User) -> None:
    due(doctor, since=-1)
    assert reviews.remind(TODAY) == 0


def test_opening_a_link_changes_nothing_however_often(doctor: User) -> None:
    entry = due(doctor)
    paths, client = mailed(entry), Client()
    for path in paths * 2:
        for method in (client.get, client.head, client.options):
            assert method(path).status_code in (200, 405)
    entry.refresh_from_db()
    assert (entry.reviewed_on, entry.standing) == (None, "current")
    assert Mail.objects.get().used_at is None
    page = client.get(paths[2]).content.decode()
    assert entry.headline in page
    assert '<button class="button" type="submit" name="what" value="outdated"' in page
    assert "no-referrer" in page


def test_one_button_without_signing_in_says_that_it_is_right(doctor: User) -> None:
    entry = due(doctor)
    path = mailed(entry)[0]
    answer = Client(enforce_csrf_checks=True).post(path, {"what": "right"})
    assert "Readers see that it was read again today" in answer.content.decode()
    entry.refresh_from_db()
    assert entry.reviewed_on == TODAY
    assert entry.review_by
    assert entry.review_by > TODAY + 1000 * DAY
    line = AuditLine.objects.get(action="entry.confirmed")
    assert line.actor == f"user:{doctor.public_id}"


def test_or_that_it_is_outdated_and_readers_see_it(doctor: User) -> None:
    entry = due(doctor)
    Client().post(mailed(entry)[0], {"what": "outdated"})
    entry.refresh_from_db()
    assert entry.standing == "outdated"


def test_a_link_works_once(doctor: User) -> None:
    entry = due(doctor)
    path, client = mailed(entry)[0], Client()
    client.post(path, {"what": "right"})
    for answer in (client.post(path, {"what": "outdated"}), client.get(path)):
        assert answer.status_code == 410
        assert "This link no longer works" in answer.content.decode()
    entry.refresh_from_db()
    assert entry.standing == "current"


def test_revising_leads_to_the_desk_and_spends_nothing(doctor: User) -> None:
    entry = due(doctor)
    path, client = mailed(entry)[1], Client()
    answer = client.post(path, {"what": "revise"})
    assert (answer.status_code, answer.headers["Location"]) == (
        303, reverse("desk-review", args=[entry.public_id]),
    )  # fmt: skip
    assert client.get(path).status_code == 200


def test_revising_ones_own_reply_leads_to_its_correction(doctor: User) -> None:
    question = room.make_answered(person(doctor))
    entry = due(doctor)
    type(question).objects.filter(pk=question.pk).update(entry=entry)
    answer = Client().post(mailed(entry)[1], {"what": "revise"})
    assert answer.headers["Location"] == reverse("desk-revise", args=[question.public_id, 0])


def test_a_link_expires(doctor: User) -> None:
    entry = due(doctor)
    path = mailed(entry)[0]
    Mail.objects.update(made_at=clock.now() - reviews.HOLDS - DAY)
    assert Client().post(path, {"what": "right"}).status_code == 410
    entry.refresh_from_db()
    assert entry.reviewed_on is None


@pytest.mark.parametrize("how", ["closed", "lapsed", "erased", "read by a colleague", "withdrawn"])
def test_a_link_dies_with_the_right(doctor: User, how: str) -> None:
    entry = due(doctor)
    path = mailed(entry)[0]
    if how == "closed":
        User.objects.filter(pk=doctor.pk).update(is_active=False)
    elif how == "lapsed":
        Credential.objects.update(expires_on=TODAY - DAY)
    elif how == "erased":
        erasing.erase(person(doctor))
    elif how == "withdrawn":
        Entry.objects.filter(pk=entry.pk).update(state="withdrawn")
    else:
        Entry.objects.filter(pk=entry.pk).update(review_by=TODAY + DAY)
    assert Client().get(path).status_code == 410
    assert Client().post(path, {"what": "outdated"}).status_code == 410
    entry.refresh_from_db()
    assert entry.standing == "current"


@pytest.mark.parametrize("token", ["x", "abcdefghjk:forged", "%00"])
def test_a_forged_link_is_no_page(token: str) -> None:
    for answer in (Client().get(f"/en/read-again/{token}/"), Client().post("/en/read-again/x/")):
        assert answer.status_code == 404


def test_the_link_of_one_mail_opens_no_other(doctor: User) -> None:
    due(doctor), due(doctor)
    reviews.remind(TODAY)
    one, other = Mail.objects.all()
    forged = reviews.token(one).replace(one.public_id, other.public_id)
    assert Client().get(f"/en/read-again/{forged}/").status_code == 404


def test_a_form_of_another_site_is_shown_again_and_does_nothing(doctor: User) -> None:
    entry = due(doctor)
    client = Client(headers={"sec-fetch-site": "cross-site"})
    answer = client.post(mailed(entry)[0], {"what": "outdated"})
    assert "Please press again" in answer.content.decode()
    entry.refresh_from_db()
    assert entry.standing == "current"


def test_the_lead_is_asked_where_who_replied_cannot_be() -> None:
    neurology = factories.make_department()
    lead = make_user(lead_of=[neurology])
    other = make_user(lead_of=[factories.make_department("dermatology")])
    imported = due(None)  # by a doctor without an account
    assert reviews.remind(TODAY) == 1
    mail = Mail.objects.get()
    assert (mail.user, mail.entry) == (lead, imported)
    assert not Mail.objects.filter(user=other).exists()


def test_the_lead_is_asked_too_when_nobody_did_for_long(doctor: User) -> None:
    make_user(lead_of=[factories.make_department()])
    due(doctor)
    assert reviews.remind(TODAY) == 1
    assert reviews.remind(TODAY + 29 * DAY) == 0
    assert reviews.remind(TODAY + 30 * DAY) == 1


def test_who_wants_no_reminders_is_not_asked_but_the_lead_is(doctor: User) -> None:
    lead = make_user(lead_of=[factories.make_department()])
    choosing.choose(person(doctor), Wanted("daily", reviews=False))
    due(doctor)
    assert reviews.remind(TODAY) == 1
    assert Mail.objects.get().user == lead


def test_many_at_once_are_spread_over_days_the_oldest_first(doctor: User) -> None:
    entries = [due(doctor, since=days) for days in (1, 4, 2, 3)]
    assert reviews.remind(TODAY) == 3
    first = {mail.entry_id for mail in Mail.objects.all()}
    assert first == {entries[1].pk, entries[2].pk, entries[3].pk}
    assert reviews.remind(TODAY + DAY) == 1
    assert reviews.remind(TODAY + 2 * DAY) == 0


def test_a_mail_that_waited_until_a_colleague_was_faster_is_dropped(doctor: User) -> None:
    entry = due(doctor)
    reviews.remind(TODAY)
    Entry.objects.filter(pk=entry.pk).update(review_by=TODAY + DAY)
    assert sent("review") == []
    assert Mail.objects.get().dropped_at is not None


def test_a_lead_who_leads_no_more_has_no_right(doctor: User) -> None:
    lead = make_user(lead_of=[factories.make_department()])
    due(None)
    reviews.remind(TODAY)
    (letter,) = sent("review")
    Role.objects.filter(user=lead).delete()
    assert Client().get(links(letter)[0]).status_code == 410
