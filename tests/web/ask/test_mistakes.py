"""Whatever is wrong with a form: it is said beside the field, and nothing typed is lost."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from curbside.consult import asking, texts
from curbside.consult.models import AskDraft, Question
from curbside.web.forms.ask import PARTS
from tests.web.ask.conftest import MATTER, STEPS, Asker

pytestmark = pytest.mark.django_db
EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7|add:77770 }}'
ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}
WORDS = [("matter", "text"), *(("matter", part) for part in PARTS), ("wants", "wants")]

# The step, what is sent, the field that is wrong, and what must still stand on the page.
WRONG: list[tuple[str, dict[str, str], str, list[str]]] = [
    ("who", {"for_whom": "child", "sex": "male"}, "age_band_0", ['id="for_whom_1" checked']),
    ("who", {**STEPS["who"], "age_band": "200"}, "age_band_0", ['id="sex_0" checked']),
    ("who", {**STEPS["who"], "sex": "<b>"}, "sex_0", ['id="age_band_2" checked']),
    ("matter", {"text": " ", "since": "a week"}, "text", ["a week"]),
    ("matter", {"text": "x" * 10_001}, "text", ["x" * 10_001]),
    ("matter", {"text": MATTER, "tried": "y" * 2_001}, "tried", [MATTER, "y" * 2_001]),
    ("wants", {"wants": "z" * 2_001}, "wants", ["z" * 2_001]),
    ("publish", {}, "may_publish_0", []),
    ("publish", {"may_publish": "maybe"}, "may_publish_0", []),
    ("email", {"email": ""}, "email", []),
    ("email", {"email": "mei at example"}, "email", ["mei at example"]),
    ("email", {"email": "m" * 250 + "@example.org"}, "email", ["m" * 250]),
]


@pytest.mark.parametrize(("name", "sent", "target", "kept"), WRONG)
def test_a_mistake_is_said_and_nothing_is_lost(
    asker: Asker, name: str, sent: dict[str, str], target: str, kept: list[str]
) -> None:
    asker.begin()
    answer = asker.post(name, dict(sent))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'<a href="#{target}">' in page
    assert f'id="{target}"' in page
    assert "<title>To look at: " in page
    assert 'tabindex="-1" autofocus' in page
    for words in kept:
        assert words in page
        assert words in asker.get(name)  # a lost session, the back button: the form has it


def test_a_mistake_is_told_with_its_field(asker: Asker) -> None:
    asker.begin()
    page = asker.post("email", {"email": "nobody"}).content.decode()
    field = re.search(r'<input[^>]*name="email"[^>]*>', page)
    assert field
    assert 'aria-invalid="true"' in field[0]
    assert set(re.findall(r'aria-describedby="([^"]*)"', field[0])[0].split()) == {
        "email_helptext",
        "email_error",
    }
    for name in ("email_helptext", "email_error"):
        assert f'id="{name}"' in page


def test_the_limit_is_said_in_numbers(asker: Asker) -> None:
    asker.begin()
    page = asker.post("matter", {"text": "x" * 12_345}).content.decode()
    assert "This can be 10,000 characters long; yours has 12,345." in page
    exactly = "a\r\n" * (texts.QUESTION // 2)  # browsers send every line end as two signs
    assert asker.post("matter", {"text": exactly}).status_code == 303


def test_more_than_anybody_types_is_shown_again_too(asker: Asker) -> None:
    asker.begin()
    asker.post("matter", {"text": MATTER})
    monster = "m" * 60_000
    answer = asker.post("matter", {"text": monster})
    assert answer.status_code == 422
    assert monster in answer.content.decode()
    assert MATTER in asker.get("matter")  # what was kept before is still kept


def test_a_form_too_large_to_be_read_is_refused_calmly(asker: Asker) -> None:
    asker.begin()
    asker.post("matter", {"text": MATTER})
    answer = asker.post("matter", {"text": "m" * 3_000_000})
    assert answer.status_code == 400
    assert MATTER in asker.get("matter")


@pytest.mark.parametrize(("name", "field"), WORDS)
def test_scripts_are_words_like_any(asker: Asker, name: str, field: str) -> None:
    asker.fill(**{name: {**STEPS[name], field: EVIL}})
    receipt = asker.post("answered", {"go": "send"})["Location"]
    question = Question.objects.get()
    assert getattr(question, field) == EVIL
    shown = asker.client.get(receipt).content.decode()
    for page in (shown, *_pages(asker)):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "77777" not in page


def _pages(asker: Asker) -> list[str]:
    asker.begin()
    asker.post("matter", dict.fromkeys(("text", *PARTS), EVIL))
    asker.post("wants", {"wants": EVIL})
    asker.post("who", dict.fromkeys(("for_whom", "age_band", "sex"), EVIL))
    wrong = asker.post("email", {"email": EVIL}).content.decode()
    assert html.escape(EVIL) in wrong
    return [wrong, *(asker.get(name) for name in STEPS)]


def test_signs_that_cannot_be_stored_are_left_out(asker: Asker) -> None:
    asker.begin()
    assert asker.post("matter", {"text": "one\x00two\x07 🙂"}).status_code == 303
    assert "onetwo 🙂" in asker.get("matter")


@pytest.mark.parametrize(
    "headers",
    [
        ELSEWHERE,
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
    ],
)
def test_a_form_from_another_site_does_nothing_but_comes_back(
    asker: Asker, headers: dict[str, str]
) -> None:
    asker.fill()
    answer = asker.client.post(f"{asker.root}matter/", {"text": "Planted"}, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Please press again" in page
    assert "Planted" in page
    assert MATTER in asker.get("matter")
    for name in ("check", "answered", "photos"):
        answer = asker.client.post(f"{asker.root}{name}/", {"go": "send"}, headers=headers)
        assert "Please press again" in answer.content.decode(), name
    assert not Question.objects.exists()


def test_another_site_cannot_begin_a_form(asker: Asker) -> None:
    answer = asker.client.post("/en/ask/", headers=ELSEWHERE)
    assert "Please press again" in answer.content.decode()
    assert not AskDraft.objects.exists()


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {}])
def test_a_form_of_ours_needs_no_cookie(asker: Asker, headers: dict[str, str]) -> None:
    asker.begin()
    other = Client(enforce_csrf_checks=True)  # the same person on another machine
    answer = other.post(
        f"{asker.root}matter/", {"text": "Typed"}, headers={"Origin": "null", **headers}
    )
    assert answer.status_code == 303
    assert not answer.cookies


def test_the_address_is_told_to_nobody(asker: Asker) -> None:
    asker.fill()
    for name in [*STEPS, "check", "answered"]:
        answer = asker.client.get(f"{asker.root}{name}/")
        page = answer.content.decode()
        assert '<meta name="referrer" content="no-referrer">' in page
        assert '<meta name="robots" content="noindex, nofollow">' in page
        assert 'rel="canonical"' not in page
        assert answer["Cache-Control"] == "private, no-store"
        assert not answer.cookies


FORGED = ["a" * 30, "x", "../../etc", "A" * 200, "%00", "0" * 30]


@pytest.mark.parametrize("name", [*STEPS, "check", "now", "answered", "thanks"])
def test_a_form_that_is_not_there(asker: Asker, client: Client, name: str) -> None:
    asker.fill()
    AskDraft.objects.update(expires_at="2020-01-01T00:00Z")
    expired = client.get(f"{asker.root}{name}/")
    assert expired.status_code == 404
    assert "This form is not here any more" in expired.content.decode()
    assert "thrown away after 7 days" in expired.content.decode()
    assert MATTER not in expired.content.decode()
    assert asker.post(name, {"text": "x"}).status_code == 404
    forged = client.get(f"/en/ask/{'a' * 30}/{name}/")
    strip = re.compile(r"/ask/[a-z0-9]{30}/|%2F[a-z0-9]{30}%2F")
    assert strip.sub("", forged.content.decode()) == strip.sub("", expired.content.decode())


@pytest.mark.parametrize("token", FORGED)
def test_a_forged_address_is_not_found(asker: Asker, client: Client, token: str) -> None:
    assert client.get(f"/en/ask/{token}/matter/").status_code == 404
    assert client.post(f"/en/ask/{token}/matter/", {"text": "x"}).status_code == 404


def test_unknown_steps_and_methods(asker: Asker, client: Client) -> None:
    root = asker.begin()
    assert client.get(f"{root}payment/").status_code == 404
    for method in (client.put, client.delete, client.patch):
        assert method(f"{root}matter/").status_code == 405


def test_too_many_questions_are_told_so_and_kept(asker: Asker) -> None:
    for _ in range(5):
        asker.send()
    asker.fill()
    answer = asker.post("answered", {"go": "send"})
    assert answer.status_code == 429
    assert "come back to this page tomorrow" in answer.content.decode()
    assert Question.objects.count() == 5
    assert MATTER in asker.get("check")


def test_a_department_that_went_away_meanwhile(asker: Asker) -> None:
    root = asker.fill()
    asking.save(root.split("/")[3], {"department": "astrology"})
    answer = asker.post("answered", {"go": "send"})
    assert answer["Location"] == f"{root}answered/"
    assert asker.post("answered", {"go": "send"})["Location"].startswith("/en/mine/")


@pytest.mark.parametrize("slug", ["astrology", "<b>", ""])
def test_an_unknown_department_is_none(asker: Asker, slug: str) -> None:
    asker.fill()
    asker.post("answered", {"go": "department", "department": slug})
    assert "as you chose" not in asker.get("answered")


@pytest.mark.parametrize("entry", ["", "a" * 10, "../x", "<b>"])
def test_only_what_was_suggested_can_answer(asker: Asker, entry: str) -> None:
    asker.fill()
    answer = asker.post("answered", {"go": "answered", "entry": entry})
    assert answer["Location"] == f"{asker.root}answered/"
    assert asker.client.get(f"{asker.root}thanks/?entry={entry}").status_code == 200
