"""How fast the desk, a form and a reply are with 10,000 questions waiting.

    python -m evals.bench_desk                      # the sample corpus
    python -m evals.bench_desk --shared ../shared   # the real corpora (imported once and kept)

Times the rooms' operations and queries, and the desk's pages with all middleware, in one process.
Ends with 1 if a bar is missed. The questions are those of the library itself, asked again.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.bench_pages import fill
from evals.figures import Figure, at_most, table
from evals.workspace import DEFAULT, open_workspace

if TYPE_CHECKING:
    from django.test import Client

    from curbside.consult.models import Question
    from curbside.people.person import Person

SEED, WAITING, TIMES = 13, 10_000, 200
DESK, SUBMIT, WHOLE = 60.0, 80.0, 250.0  # milliseconds, medians


def questions(count: int) -> list[str]:
    """Texts as people wrote them, in a random order, repeated if there are too few."""
    from curbside.library.queries import visible

    found = list(visible().exclude(question="").order_by("pk").values_list("question", flat=True))
    random.Random(SEED).shuffle(found)  # noqa: S311 - an order, not a secret
    return list(itertools.islice(itertools.cycle(found), count))


def let_wait(texts: Iterable[str]) -> None:
    """Forget all questions, and let these wait: half in one department, the rest in all."""
    from django.db import connection

    from curbside.catalog.queries import departments
    from curbside.consult.models import AskDraft, Question, Sending
    from curbside.core import clock, ids

    for model in (Question, AskDraft, Sending):
        model.objects.all().delete()
    chance, now = random.Random(SEED), clock.now()  # noqa: S311 - as above
    places = [department.pk for department in departments()]
    rows = []
    for n, text in enumerate(texts):
        at = now - dt.timedelta(minutes=chance.randrange(60 * 24 * 30))
        rows.append(
            Question(
                public_id=ids.public_id(),
                state="waiting",
                email=f"asker{n}@example.org",
                language="en",
                for_whom="myself",
                age_band="30-39",
                sex="female",
                text=text[:10_000],
                department_id=places[0] if n % 2 else chance.choice(places),
                routed_by="routing",
                level=chance.choices((0, 1, 2), (90, 8, 2))[0],
                draft_token_hash=ids.public_id() * 6,
                submitted_at=at,
                verified_at=at,
                queued_at=at,
            )
        )
    Question.objects.bulk_create(rows, batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE consult_question")


def doctor(*departments: int) -> Person:
    """A doctor who may answer there."""
    from curbside.core import ids
    from curbside.people.models import User
    from curbside.people.person import DOCTOR, Person

    user = User.objects.create_user(f"{ids.public_id()}@example.org", name="Dr Bench")
    return Person(
        user.pk,
        user.public_id,
        user.name,
        user.email,
        roles=frozenset({DOCTOR}),
        departments=frozenset(departments),
        may_answer=True,
    )


def median(call: Callable[[Any], object], arguments: Iterable[Any]) -> float:
    """Milliseconds, the first tenth of the calls left out as warm-up."""
    spent = []
    for argument in arguments:
        start = time.perf_counter()
        call(argument)
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent[len(spent) // 10 :])


def desks() -> list[Figure]:
    """A page of the desk for doctors of one, of three and of all departments."""
    from curbside.catalog.queries import departments
    from curbside.consult.queries import Filters, desk

    every = [department.pk for department in departments()]
    out = []
    for name, places, filters in (
        ("desk, one department", every[:1], Filters()),
        ("desk, three departments", every[:3], Filters()),
        ("desk, all departments", every, Filters()),
        ("desk, all departments, urgent ones", every, Filters(level=1)),
        ("desk, all departments, last page", every, Filters(page=WAITING)),
    ):
        person = doctor(*places)
        total = desk(person, filters).total
        spent = median(lambda given: desk(*given), [(person, filters)] * TIMES)
        out.append(at_most(f"{name} ({total:,} waiting), median ms", spent, DESK))
    return out


def at_desk(*departments: int) -> Client:
    """A browser in which a doctor who may answer there is signed in."""
    from allauth.mfa.models import Authenticator
    from django.conf import settings
    from django.test import Client

    from curbside.core import clock, ids
    from curbside.people.models import Availability, Credential, Doctor, Role, User

    slug = ids.public_id()
    user = User.objects.create_user(f"{slug}@example.org", name="Dr Bench")
    Role.objects.create(user=user, kind="doctor")
    signs = Doctor.objects.create(user=user, slug=slug, name_en=user.name, name_key=slug)
    Credential.objects.create(
        doctor=signs,
        expires_on=clock.today() + dt.timedelta(days=9),
        state="verified",
        decided_at=clock.now(),
    )
    Availability.objects.create(doctor=signs).departments.set(departments)
    Authenticator.objects.create(user=user, type="totp", data={})
    browser = Client(headers={"host": "localhost"})
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = browser.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return browser


def pages() -> list[Figure]:
    """The desk's pages, whole, as a doctor of all departments and of one gets them."""
    from django.core.management import call_command

    from curbside.catalog.queries import departments
    from curbside.consult.models import Question

    call_command("collectstatic", verbosity=0, interactive=False)
    every = [department.pk for department in departments()]
    wide, narrow = at_desk(*every), at_desk(every[0])
    one = Question.objects.filter(state="waiting", department=every[0]).order_by("pk")[0]

    def spent(browser: Client, path: str) -> float:
        if browser.get(path).status_code != 200:
            raise RuntimeError(f"{path} is not shown")
        return median(browser.get, [path] * TIMES)

    question = spent(narrow, f"/en/desk/q/{one.public_id}/")
    return [
        at_most("desk page, all departments, median ms", spent(wide, "/en/desk/"), DESK),
        at_most("desk page, one department, median ms", spent(narrow, "/en/desk/"), DESK),
        Figure("question page with similar answers, median ms", f"{question:.1f}"),
    ]


def forms(texts: list[str]) -> list[Figure]:
    """Sending a form that is routed on the way; and all of it with triage and suggestions."""
    from curbside.consult import asking

    addresses = (f"10.0.{n // 250}.{n % 250}" for n in itertools.count())

    def typed(text: str) -> str:
        token = asking.start("en")
        fields = {"for_whom": "myself", "age_band": "30-39", "sex": "female", "wants": "What now?"}
        email = f"{token}@example.org"
        asking.save(token, {**fields, "text": text[:9_000], "email": email})
        seen = asking.look_over(token)
        asking.emergency_shown(token, seen.unseen)
        return token

    def everything(token: str) -> None:
        asking.look_over(token)
        asking.submit(token, next(addresses))

    half = len(texts) // 2
    first, second = [typed(text) for text in texts[:half]], [typed(text) for text in texts[half:]]
    sent = median(lambda token: asking.submit(token, next(addresses)), first)
    whole = median(everything, second)
    return [
        at_most("submit, with triage and routing, median ms", sent, SUBMIT),
        at_most("routing, triage, suggestions, then submit, median ms", whole, WHOLE),
    ]


def answers() -> list[Figure]:
    """What a doctor does with a question, step by step; no bars."""
    from curbside.catalog.queries import departments
    from curbside.consult import desk
    from curbside.consult.models import Question
    from curbside.consult.queries import question_for

    person = doctor(departments()[0].pk)
    waiting = Question.objects.filter(state="waiting", department=departments()[0])
    taken: list[Question] = list(waiting[:TIMES])
    steps: list[tuple[str, Callable[[Question], object]]] = [
        ("take a question", lambda one: desk.claim(one.public_id, person)),
        ("read it whole", lambda one: question_for(person, one.public_id)),
        ("save a draft", lambda one: desk.save_draft(one.public_id, person, "Sleep more.", 0)),
        ("reply", lambda one: desk.reply(one.public_id, person, "Sleep more.", 1, "form")),
    ]
    return [Figure(f"{name}, median ms", f"{median(call, taken):.1f}") for name, call in steps]


def main() -> int:
    """Build, measure, print a table; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description="How fast the desk and the form are.")
    parser.add_argument("--shared", type=Path, help="folder of the real corpora")
    parser.add_argument("--work", type=Path, default=DEFAULT, help="where databases are kept")
    given = parser.parse_args()
    shared: Path | None = given.shared
    open_workspace("desk-real" if shared else "desk-sample", given.work)
    os.environ["CURBSIDE_DEBUG"] = "false"
    fill(shared)
    texts = questions(WAITING + 2 * TIMES)
    let_wait(texts[:WAITING])
    figures = [*desks(), *pages(), *forms(texts[WAITING:]), *answers()]
    print(table(figures))
    return 1 if any(figure.met is False for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
