"""Words that may tell of an emergency: what to do comes first; the question can still be sent."""

from __future__ import annotations

import re

import pytest

from curbside.consult.models import Question
from tests.web.ask.conftest import WHO, Asker

pytestmark = pytest.mark.django_db
TEL = re.compile(r'href="(tel:[^"]+)"')


def stopped(asker: Asker, text: str, **who: str) -> str:
    """The page that stops someone who writes ``text``."""
    asker.fill(matter={"text": text}, who={**WHO, **who})
    assert asker.post("check")["Location"] == f"{asker.root}now/"
    return asker.get("now")


def act(page: str) -> str:
    """The part that says what to do."""
    return page.split("<main")[1].split("<form", maxsplit=1)[0]


def test_what_to_do_comes_first_and_is_recorded(asker: Asker) -> None:
    page = stopped(asker, "I have chest pain since this morning")
    assert '<h1 id="now">Call 119 now</h1>' in page
    assert TEL.findall(act(page)) == ["tel:119"]
    assert "Call 119 now. Sit down." in page
    assert asker.post("answered", {"go": "send"})["Location"] == f"{asker.root}now/"
    assert asker.client.get(f"{asker.root}answered/")["Location"] == f"{asker.root}now/"
    assert not Question.objects.exists()
    codes = re.findall(r'name="codes" value="([^"]*)"', page)[0]
    answer = asker.post("now", {"codes": codes, "seen": "yes"})
    assert answer["Location"] == f"{asker.root}answered/"
    assert asker.post("answered", {"go": "send"})["Location"].startswith("/en/mine/")
    question = Question.objects.get()
    assert question.emergency_shown_at is not None
    assert question.level == 2


def test_self_harm_has_its_own_words_and_lines(asker: Asker) -> None:
    page = stopped(asker, "I just want to end it all")
    assert "Please talk to someone now" in page
    assert TEL.findall(act(page)) == ["tel:119", "tel:1925", "tel:1995", "tel:1980"]
    assert "Call 119 now</h1>" not in page
    page = stopped(asker, "She says she wants to end it all", for_whom="child")
    assert "Please do not leave them alone" in page


def test_self_harm_comes_before_all_else_and_hides_nothing(asker: Asker) -> None:
    page = stopped(asker, "I drank bleach because I want to end it all")
    assert "Please talk to someone now" in page
    assert TEL.findall(act(page))[0] == "tel:119"
    assert "02-2871-7121" in act(page)


def test_violence_and_poison_have_their_lines(asker: Asker) -> None:
    page = stopped(asker, "My husband beats me")
    assert "First, get to safety" in page
    assert TEL.findall(act(page)) == ["tel:110", "tel:113"]
    page = stopped(asker, "My son drank bleach")
    assert TEL.findall(act(page)) == ["tel:119", "tel:+886228717121"]
    page = stopped(asker, "My husband beats me and now I have chest pain")
    assert "Call 119 now</h1>" in page


def test_only_what_was_shown_counts_as_read(asker: Asker) -> None:
    page = stopped(asker, "I have chest pain")
    codes = re.findall(r'name="codes" value="([^"]*)"', page)[0]
    asker.post("matter", {"text": "I have chest pain and want to end it all"})
    asker.post("now", {"codes": codes})
    assert asker.post("answered", {"go": "send"})["Location"] == f"{asker.root}now/"
    assert "Please talk to someone now" in asker.get("now")


@pytest.mark.parametrize("codes", ["", "NONSENSE", "<script>", "HEART " * 500])
def test_forged_codes_open_nothing_more(asker: Asker, codes: str) -> None:
    stopped(asker, "I want to end it all")
    asker.post("now", {"codes": codes})
    assert asker.post("answered", {"go": "send"})["Location"] == f"{asker.root}now/"


def test_nothing_to_stop_for(asker: Asker) -> None:
    asker.fill()
    assert asker.client.get(f"{asker.root}now/")["Location"] == f"{asker.root}check/"


def test_urgent_words_are_told_before_sending(asker: Asker) -> None:
    asker.fill(matter={"text": "A swollen leg"})
    assert asker.post("check")["Location"] == f"{asker.root}answered/"
    page = asker.get("answered")
    assert "Do not wait for us with this" in page
    assert "Let somebody see the leg today." in page
