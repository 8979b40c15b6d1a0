"""One doctor never appears under two names: an imported signature joined to an account's."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from curbside.core import generation
from curbside.core.errors import BadInput, Conflict, NotFound
from curbside.core.models import AuditLine
from curbside.library import signing
from curbside.library.models import Entry, Reply
from curbside.people import operations
from curbside.people.models import Doctor, User
from curbside.people.person import Person
from curbside.people.profiles import Profile
from tests import factories
from tests.people.accounts import make_doctor_account, make_user, person
from tests.web.conftest import a_generation_of_its_own, static_files

__all__ = ["a_generation_of_its_own", "static_files"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def chief() -> Person:
    return person(make_user("administrator"))


@pytest.fixture
def imported() -> Doctor:
    return factories.make_doctor("Dr Amara Osei", bio_en="Thirty years of headaches.")


@pytest.fixture
def account() -> User:
    return make_doctor_account(factories.make_department(), name="A. Osei")


def signers(entry: Entry) -> list[str]:
    return [reply.doctor.name for reply in entry.replies.select_related("doctor") if reply.doctor]


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_joined_answers_stand_under_one_name_everywhere(
    chief: Person, imported: Doctor, account: User
) -> None:
    old = factories.make_entry(headline="An old answer", doctor=imported)
    new = factories.make_entry(headline="A new answer", doctor=account.doctor)
    before = generation.current()
    signing.join(chief, imported.slug, account.public_id)
    assert generation.current() > before  # pages that were kept are made anew
    for entry in (old, new):
        assert signers(entry) == ["A. Osei"]
        shown = page(f"/en/q/{entry.public_id}/{entry.slug}/")
        assert "Amara" not in shown
        assert "A. Osei" in shown
    profile = page(f"/en/doctors/{account.doctor.slug}/")
    for words in ("An old answer", "A new answer", "2 answers", "Thirty years of headaches."):
        assert words in profile
    moved = Client().get(f"/en/doctors/{imported.slug}/")
    assert (moved.status_code, moved.headers["Location"]) == (
        302, f"/en/doctors/{account.doctor.slug}/",
    )  # fmt: skip
    for address in ("/sitemaps/doctors-0.xml", "/en/feed/"):
        assert imported.slug not in page(address)
        assert "Amara" not in page(address)
    (line,) = AuditLine.objects.filter(action="signature.joined")
    assert (line.actor, line.subject) == (chief.actor, f"user:{account.public_id}")


def test_parting_them_gives_each_answer_its_own_name_back(
    chief: Person, imported: Doctor, account: User
) -> None:
    old = factories.make_entry(doctor=imported)
    new = factories.make_entry(doctor=account.doctor)
    signing.join(chief, imported.slug, account.public_id)
    signing.part(chief, imported.slug, account.public_id)
    assert (signers(old), signers(new)) == (["Dr Amara Osei"], ["A. Osei"])
    assert "Amara" in page(f"/en/doctors/{imported.slug}/")
    with pytest.raises(NotFound):
        signing.part(chief, imported.slug, account.public_id)
    assert AuditLine.objects.filter(action="signature.parted").count() == 1


def test_a_second_import_leaves_them_joined(chief: Person, imported: Doctor, account: User) -> None:
    ref = "again"
    factories.make_entry(doctor=imported, ref=ref)
    signing.join(chief, imported.slug, account.public_id)
    profile = Profile("Dr. Amara Osei, MD")
    known = operations.introduce([profile])[profile]
    assert known == imported
    again = factories.make_entry(doctor=known, ref=ref, headline="Corrected")
    other = factories.make_entry(doctor=known)
    assert signers(again) == signers(other) == ["A. Osei"]
    signing.part(chief, imported.slug, account.public_id)
    assert signers(again) == signers(other) == ["Dr Amara Osei"]


@pytest.mark.parametrize(
    "words", ["dr-amara-osei", " amara osei ", "https://a.example/en/doctors/dr-amara-osei/"]
)
def test_named_by_slug_name_or_page(
    words: str, chief: Person, imported: Doctor, account: User
) -> None:
    Doctor.objects.filter(pk=imported.pk).update(slug="dr-amara-osei")
    assert signing.join(chief, words, account.public_id).pk == imported.pk
    assert signing.join(chief, words, account.public_id).pk == imported.pk
    assert AuditLine.objects.filter(action="signature.joined").count() == 1


def test_joined_to_another_it_is_refused(chief: Person, imported: Doctor, account: User) -> None:
    other = make_doctor_account(name="Dr Other")
    signing.join(chief, imported.slug, account.public_id)
    with pytest.raises(Conflict):
        signing.join(chief, imported.slug, other.public_id)
    with pytest.raises(NotFound):
        signing.part(chief, imported.slug, other.public_id)


def test_what_is_no_imported_signature_is_refused(
    chief: Person, imported: Doctor, account: User
) -> None:
    other = make_doctor_account(name="Dr Other")
    publisher = factories.make_doctor("Health Institute", kind=Doctor.Kind.PUBLISHER)
    with pytest.raises(Conflict):
        signing.join(chief, other.doctor.slug, account.public_id)
    for words, whose in (
        ("nobody", account), ("", account), ("%", account), (publisher.slug, account),
        (imported.slug, make_user()),
    ):  # fmt: skip
        with pytest.raises(BadInput):
            signing.join(chief, words, whose.public_id)


@pytest.mark.parametrize("role", ["doctor", "editor", ""])
def test_only_administrators_join(role: str, imported: Doctor, account: User) -> None:
    by = person(make_user(*filter(None, [role])))
    for attempt in (signing.join, signing.part):
        with pytest.raises(NotFound):
            attempt(by, imported.slug, account.public_id)


def test_the_database_joins_no_account_to_another(imported: Doctor, account: User) -> None:
    other = make_doctor_account()
    with pytest.raises(DatabaseError), transaction.atomic():
        Doctor.objects.filter(pk=other.doctor.pk).update(joined_to=account.doctor)


def test_signatures_of_the_same_name_are_offered(
    chief: Person, imported: Doctor, account: User
) -> None:
    namesake = make_doctor_account(name="amara osei")
    assert signing.same_name(namesake.doctor) == [imported]
    assert signing.same_name(account.doctor) == []
    signing.join(chief, imported.slug, account.public_id)
    assert signing.same_name(namesake.doctor) == []
    assert Reply.objects.filter(signed_as=imported).count() == 0  # there was none to move
