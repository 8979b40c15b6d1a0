"""An asker without JavaScript, and forms of theirs as far as a test needs them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from curbside.consult import triaging
from curbside.people.person import Person
from curbside.safety.triage import Flag, Level, Triage
from tests.factories import make_departments, make_topic
from tests.web.ask.pages import signing_doctor

MATTER = "My upper lip has been jumping for two days, three seconds at a time."
WHO = {"for_whom": "myself", "age_band": "20-29", "sex": "female"}
STEPS: dict[str, dict[str, str]] = {
    "who": WHO,
    "matter": {"text": MATTER, "since": "two days"},
    "photos": {},
    "wants": {"wants": "Is it my facial nerve?"},
    "publish": {"may_publish": "yes"},
    "email": {"email": "mei@example.org"},
}
LINK = re.compile(r"/en/mine/[a-z0-9]{10}/[\w-]{43}/")


@dataclass
class Asker:
    """Someone who fills in the form at ``root`` with a browser of their own."""

    root: str = ""
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def begin(self) -> str:
        """A new form, at its first step."""
        answer = self.client.post("/en/ask/")
        assert answer.status_code == 303
        assert re.fullmatch(r"/en/ask/[a-z0-9]{30}/who/", answer["Location"])
        self.root = answer["Location"].removesuffix("who/")
        return self.root

    def get(self, name: str) -> str:
        """The page of a step, which must be there."""
        answer = self.client.get(f"{self.root}{name}/")
        assert answer.status_code == 200, (name, answer.status_code)
        return answer.content.decode()

    def post(self, name: str, data: dict[str, object] | None = None) -> HttpResponse:
        """Press the button of a step."""
        return cast(HttpResponse, self.client.post(f"{self.root}{name}/", data or {}))

    def fill(self, **changes: dict[str, str]) -> str:
        """All six steps, with other answers where ``changes`` says so."""
        self.begin()
        for name, given in {**STEPS, **changes}.items():
            answer = self.post(name, dict(given))
            assert answer.status_code == 303, (name, answer.content.decode())
        return self.root

    def send(self, **changes: dict[str, str]) -> str:
        """The address of the receipt of a question that is sent."""
        self.fill(**changes)
        answer = self.post("answered", {"go": "send"})
        assert answer.status_code == 303
        assert LINK.fullmatch(answer["Location"]), answer["Location"]
        return str(answer["Location"])


# Words that raise a flag in these tests, which are about pages; the rules have tests of their own.
HEART = Flag("HEART", Level.EMERGENCY, 0, 0, "Call {emergency} now. Sit down.", "", "tests")
HARM = Flag("HARM", Level.EMERGENCY, 0, 0, "Call {crisis_line}.", "", "tests", kind="self_harm")
BLOWS = Flag("BLOWS", Level.EMERGENCY, 0, 0, "Call {violence_line}.", "", "tests", kind="violence")
POISON = Flag("POISON", Level.EMERGENCY, 0, 0, "Call {poison_line}.", "", "tests")
LEG = Flag("LEG", Level.URGENT, 0, 0, "Let somebody see the leg today.", "", "tests")
RAISED_BY = {
    "chest pain": HEART,
    "end it all": HARM,
    "beats me": BLOWS,
    "drank bleach": POISON,
    "swollen leg": LEG,
}


def assess_parts(parts: Mapping[str, str], **who: str) -> Triage:
    """The flags that the parts' words raise."""
    said = " ".join(parts.values())
    return Triage.of_parts([Triage((flag,)) for words, flag in RAISED_BY.items() if words in said])


@pytest.fixture(autouse=True)
def flags_of_these_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules change; what pages do with a flag does not."""
    monkeypatch.setattr(triaging, "assess_parts", assess_parts)


@pytest.fixture
def asker(db: None) -> Asker:
    """An asker, and departments to ask."""
    cache.clear()
    neurology, *_ = make_departments()
    make_topic(department=neurology)
    return Asker()


@pytest.fixture
def doctor(db: None) -> Person:
    """A doctor who may answer."""
    return signing_doctor()
