"""One doctor stays one doctor, however the name is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curbside.people.models import Doctor
from curbside.people.operations import introduce
from curbside.people.profiles import Profile
from curbside.people.rules import display_name, name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dr. Ayman Darrag", "dr ayman darrag"),
        ("Dr.Honey", "Dr Honey"),
        ("Prof. Ann Lee, MD, PhD", "Ann Lee"),
        ("林怡辰 醫師", "林怡辰"),
        ("林怡辰主任醫師", "林怡辰"),
        ("Dr  ＡＮＮ　Lee", "ann lee"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_different_people_differ() -> None:
    assert name_key("Dr Ann Lee") != name_key("Dr Anna Lee")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("dr.ayman darrag", "Dr Ayman Darrag"), ("Dr Ahmed Fawzy", "Dr Ahmed Fawzy")],
)
def test_display_name(typed: str, shown: str) -> None:
    assert display_name(typed) == shown


@given(st.text(max_size=60))
def test_the_key_of_a_key_is_itself_or_shorter(name: str) -> None:
    key = name_key(name)
    assert key == key.strip()
    assert len(name_key(key)) <= len(key)


@pytest.mark.django_db
def test_introducing_makes_one_row_a_person() -> None:
    honey, again, bee, nobody = (Profile(name) for name in ("Dr.Honey", "dr honey", "Dr Bee", "…"))
    made = introduce([honey, again, bee, nobody])
    assert made[honey] == made[again] != made[bee]
    assert nobody not in made
    assert Doctor.objects.count() == 2
    assert introduce([Profile("DR. BEE")]).popitem()[1] == made[bee]


@pytest.mark.django_db
def test_what_a_profile_says_is_kept_and_what_it_leaves_empty_stays() -> None:
    introduce([Profile("NIDDK", publisher=True, url="https://www.niddk.nih.gov/")])
    introduce([Profile("NIDDK", publisher=True, credential_en="An institute")])
    known = Doctor.objects.get()
    assert (known.kind, known.url) == ("publisher", "https://www.niddk.nih.gov/")
    assert known.credential_en == "An institute"
