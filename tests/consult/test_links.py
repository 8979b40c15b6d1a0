"""Keys open what they are for, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from django.test import override_settings

from curbside.consult import links
from curbside.consult.links import Purpose


@dataclass(frozen=True)
class Asked:
    public_id: str = "abcdefghjk"
    link_version: int = 1
    email: str = "ann@example.org"


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_key_opens_its_own(purpose: Purpose) -> None:
    assert links.opens(Asked(), links.key(Asked(), purpose), purpose)


def test_a_key_of_one_purpose_does_not_serve_another() -> None:
    assert not links.opens(Asked(), links.key(Asked(), Purpose.LINK), Purpose.EMAIL)
    assert not links.opens(Asked(), links.key(Asked(), Purpose.EMAIL), Purpose.LINK)


@pytest.mark.parametrize(
    "other", [replace(Asked(), public_id="bbcdefghjk"), replace(Asked(), link_version=2)]
)
def test_a_key_opens_no_other_question_and_dies_with_its_version(other: Asked) -> None:
    assert not links.opens(other, links.key(Asked()))


def test_a_new_address_needs_a_new_confirmation_but_no_new_link() -> None:
    moved = replace(Asked(), email="bob@example.org")
    assert not links.opens(moved, links.key(Asked(), Purpose.EMAIL), Purpose.EMAIL)
    assert links.opens(moved, links.key(Asked()))


@pytest.mark.parametrize("forged", ["", "x", "=" * 43, "臉", "a" * 10_000])
def test_forged_keys(forged: str) -> None:
    assert not links.opens(Asked(), forged)


def test_another_installation_makes_other_keys() -> None:
    here = links.key(Asked())
    with override_settings(**{"SECRET_KEY": "another"}):
        assert not links.opens(Asked(), here)


def test_tokens_are_long_and_never_the_same() -> None:
    made = {links.new_token() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(token) == 30 for token in made)
    assert len(links.token_hash("\ud83d")) == 64  # whatever a browser sends
