"""What a form accepts, keeps and refuses; what any typed text becomes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curbside.consult import form, texts
from curbside.consult.errors import Invalid
from tests.consult.room import FORM

SLUGS = {"neurology", "dermatology"}


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        ({}, {}),
        ({"department": ""}, {}),
        ({"title": "", "since": "", "wants": ""}, {}),
        ({"text": "  \n "}, {"text": "required"}),
        ({"text": "x" * 10_001}, {"text": "too-long"}),
        ({"since": "x" * 2_001}, {"since": "too-long"}),
        ({"for_whom": ""}, {"for_whom": "required"}),
        ({"for_whom": "the dog"}, {"for_whom": "unknown"}),
        ({"age_band": "200-209"}, {"age_band": "unknown"}),
        ({"age_band": "90+"}, {}),
        ({"sex": "f"}, {"sex": "unknown"}),
        ({"email": ""}, {"email": "required"}),
        ({"email": "nobody"}, {"email": "unreadable"}),
        ({"email": "a@b.org\nBcc: c@d.org"}, {"email": "unreadable"}),
        ({"email": "x" * 250 + "@example.org"}, {"email": "too-long"}),
        ({"department": "astrology"}, {"department": "unknown"}),
        ({"text": "", "sex": "", "email": "?"},
         {"text": "required", "sex": "required", "email": "unreadable"}),
    ],
)  # fmt: skip
def test_what_must_be_mended(change: dict[str, object], problems: dict[str, str]) -> None:
    fields = {**FORM, **change}
    assert form.problems(fields, SLUGS) == problems
    if problems:
        with pytest.raises(Invalid) as caught:
            form.sendable(fields, SLUGS)
        assert caught.value.problems == problems


def test_an_empty_form_is_missing_what_it_needs_and_nothing_else() -> None:
    assert form.problems({}, SLUGS) == dict.fromkeys(form.REQUIRED, "required")


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ({"state": "answered"}, {"state": "unknown"}),
        ({"text": ["a"]}, {"text": "unreadable"}),
        ({"text": None}, {"text": "unreadable"}),
        ({"may_publish": "yes"}, {"may_publish": "unreadable"}),
        ({"text": "x" * 50_001}, {"text": "too-long"}),
    ],
)
def test_what_no_form_sends_is_refused(fields: dict[str, object], problems: dict[str, str]) -> None:
    with pytest.raises(Invalid) as caught:
        form.kept(fields)
    assert caught.value.problems == problems


def test_wrong_values_are_kept_as_typed() -> None:
    typed: dict[str, Any] = {"email": "nobody", "age_band": "200", "text": "x" * 20_000}
    assert form.kept(typed) == typed


def test_the_address_in_small_letters() -> None:
    assert form.checked_address(" Ann@Example.ORG ") == "ann@example.org"
    assert form.sendable({**FORM, "email": "ANN@example.org"}, SLUGS)["email"] == "ann@example.org"


SCRIPT = "<script>alert('lip')</script> {{ 7*7 }} %s \\x00 '; DROP TABLE x; --"


def test_scripts_stay_text() -> None:
    assert texts.accepted(SCRIPT, 500) == SCRIPT
    assert form.kept({"text": SCRIPT}) == {"text": SCRIPT}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("a\x00b", "ab"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("tab\there", "tab\there"),
        ("\ud83d half", " half"),
        ("臉一直跳 👍🏽", "臉一直跳 👍🏽"),
        ("\x1b[31mred", "[31mred"),
    ],
)
def test_what_cannot_be_stored_goes(typed: str, stored: str) -> None:
    assert texts.storable(typed) == stored


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_can_be_stored_and_twice_changes_nothing(typed: str) -> None:
    once = texts.storable(typed)
    assert texts.storable(once) == once
    assert "\x00" not in once
    once.encode("utf-8")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [("", "required"), ("  ", "required"), ("x" * 11, "too-long"), (5, "unreadable")],
)
def test_a_text_is_refused_by_name(typed: object, problem: str) -> None:
    with pytest.raises(Invalid) as caught:
        texts.accepted(typed, 10, field="reason")
    assert caught.value.problems == {"reason": problem}
