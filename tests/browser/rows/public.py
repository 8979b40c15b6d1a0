"""Pages that everyone may read, and what is said when something goes wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from curbside.core.errors import BadInput, CurbsideError, Unavailable
from curbside.library import operations, queries
from curbside.library.models import Entry
from curbside.web import failures
from tests.browser.rows.visits import NOBODY, Row, Visit, World
from tests.explain import room as explain
from tests.factories import Said, make_doctor, make_entry, make_topic
from tests.web.surfaces import LANGUAGES


def _questions(w: World) -> Sequence[Visit]:
    """In both languages, explained, answered long ago and more than once; and taken back."""
    found = list(queries.whole())
    shown = [next(e for e in found if e.language == one) for one in ("en", "zh-hant")]
    doctor = make_doctor()
    old = make_entry(
        headline="Eyelid jumping, asked long ago",
        replies=[
            Said(doctor, "- Rest\n- Less coffee"),
            Said(None, "And then?"),
            Said(doctor, "Wait."),
        ],
        asked=dt.date(2009, 5, 1),
        topics=[make_topic("facial-twitching")],
        asker_form="ms",
        asker_initial="L",
    )
    explained = make_entry(headline="Upper lip twitching, explained")
    explain.make_published(explained, person=explain.make_doctor(name="Dr Rev Iewer"))
    gone = make_entry(headline="Taken back")
    operations.withdraw(gone.public_id, "tests", "so that there is one")
    return [*(_question(w, one) for one in (*shown, old, explained)), _question(w, gone, 410)]


def _question(w: World, entry: Entry, status: int = 200) -> Visit:
    return w.visit(NOBODY, "question", entry.public_id, entry.slug, status=status)


def _feedback(w: World, name: str, *steps: tuple[str, str]) -> Sequence[Visit]:
    entry, press = make_entry(), ("main form button", "")
    ways = ((), (*steps, press))
    return [w.visit(NOBODY, name, entry.public_id, steps=way) for way in ways]


def _topics(w: World) -> Sequence[Visit]:
    """With and without an explanation, and without a single answer."""
    explained, empty = (make_topic(one, w.nerves) for one in ("jumping-lip", "frog-elbow"))
    explain.make_published(topic=explained, person=explain.make_doctor(name="Dr Rev Iewer"))
    return [w.visit(NOBODY, "topic", one.slug) for one in (explained, empty)]


def _doctors(w: World) -> Sequence[Visit]:
    entry = next(e for e in queries.whole() if e.replies.filter(doctor__isnull=False).exists())
    doctor = next(reply.doctor for reply in entry.replies.all() if reply.doctor)
    return [w.visit(NOBODY, "doctor", one) for one in (doctor.slug, w.doctor.doctor.slug)]


def _searches(w: World) -> Sequence[Visit]:
    asked = ("", "?q=lip+twitching", "?q=eyelid+twiching", "?q=zzzzqqqq", "?q=%E6%8A%BD%E5%8B%95")
    return [w.visit(NOBODY, "search", query=one) for one in asked]


def _sources(w: World) -> Sequence[Visit]:
    source = explain.make_evidence("Sleep and the face")
    return [w.visit(NOBODY, "evidence", source.public_id)]


PUBLIC: dict[str, Row] = {
    "home": lambda w: [w.visit(NOBODY, "home")],
    "question": _questions,
    "entry-helped": lambda w: _feedback(w, "entry-helped"),
    "entry-report": lambda w: _feedback(w, "entry-report", ("#text", "Out of date.")),
    "departments": lambda w: [w.visit(NOBODY, "departments")],
    "department": lambda w: [
        w.visit(NOBODY, "department", one) for one in ("neurology", "diving-medicine")
    ],
    "topics": lambda w: [w.visit(NOBODY, "topics")],
    "topic": _topics,
    "doctor": _doctors,
    "evidence": _sources,
    "search": _searches,
    "about": lambda w: [w.visit(NOBODY, "about")],
    "how-it-works": lambda w: [w.visit(NOBODY, "how-it-works")],
    "privacy": lambda w: [w.visit(NOBODY, "privacy")],
}


def _said(error: CurbsideError) -> dict[str, str]:
    """The page of an error in each language."""
    asking, found = RequestFactory(), {}
    for language in LANGUAGES:
        with override(language):
            answer = failures.page(asking.get(f"/{language}/"), error)
            found[language] = answer.content.decode()
    return found


def _in_each(template: str) -> dict[str, str]:
    """The page of a template that needs nothing but a request."""
    asking, found = RequestFactory(), {}
    for language in LANGUAGES:
        with override(language):
            found[language] = str(render_to_string(template, {}, asking.get(f"/{language}/")))
    return found


def wrong() -> list[Visit]:
    """Pages that no address has: those of errors, as a server would send them."""
    errors = (
        BadInput("This request cannot be read.", "Start at the front page."),
        failures.Broken("Something went wrong.", "Try again."),
        Unavailable("The library cannot be reached just now.", "Try again in a moment."),
    )
    bodies = {one.http_status: _said(one) for one in errors} | {
        429: _in_each("429.html"),  # tried too often
        403: _in_each("curbside/manage/form_refused.html"),
    }
    told = [
        Visit(NOBODY, f"/en/wrong-{status}/", status, bodies=body)
        for status, body in bodies.items()
    ]
    return [*told, Visit(NOBODY, "/en/no-such-page/", 404)]
