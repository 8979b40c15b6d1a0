"""Web, worker and database killed in turn, thirty times, while people ask and doctors answer.

What was acknowledged is there in the end, every mail that is due lies in the outbox, and none is
there twice. Waits for conditions, never for times.
"""

from __future__ import annotations

import contextlib
import email
import email.policy
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, LiteralString

import psutil
import psycopg

from curbside.core import embedded
from tests.commands.running import PATIENCE, Up, environment, eventually, running
from tests.crash.people import Crowd

KILLS = 30
SETTINGS = {"CURBSIDE_ASKS_PER_NETWORK": "100000", "CURBSIDE_FORMS_PER_NETWORK": "100000"}
# The real command; but a child that dies again is not started later and later, because here it is
# killed on purpose; there is one web worker, because each that is started reads the rules and the
# vocabulary anew; and no sample corpus.
PROGRAM = (
    "-c",
    "import sys; from curbside.commands import main, supervisor; supervisor.STEADY = 0.0;"
    " sys.argv.remove('--sample'); sys.argv += ['--workers', '1']; main.run()",
)
# Two doctors who answer in every department, signed in.
DOCTORS = """
import json
from curbside.commands.setup import connect
connect()
from django.test import Client
from curbside.catalog.models import Department
from tests.people.accounts import make_doctor_account, sign_in
every = list(Department.objects.all())
made = [make_doctor_account(*every, name=f"Dr Crash {n}") for n in (1, 2)]
print(json.dumps([sign_in(Client(), one).cookies["session"].value for one in made]))
"""


def doctors(data_dir: Path) -> list[str]:
    made = subprocess.run(
        [sys.executable, "-c", DOCTORS],
        env=environment(data_dir) | SETTINGS | {"PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    sessions: list[str] = json.loads(made.stdout.splitlines()[-1])
    return sessions


def rows(up: Up, statement: LiteralString) -> list[tuple[Any, ...]]:
    home = embedded.home_of(up.data_dir)
    with psycopg.connect(f"postgresql://postgres:@/curbside?host={home}") as connection:
        return connection.execute(statement).fetchall()


def kill(process: Callable[[], psutil.Process], what: str) -> None:
    """Kill the process as soon as there is one."""

    def killed() -> bool:
        process().kill()
        return True

    eventually(killed, f"a {what} to kill")


def test_nothing_acknowledged_is_lost_and_no_mail_goes_twice(tmp_path: Path) -> None:
    with running(tmp_path / "data", SETTINGS, PROGRAM) as up:
        targets: list[tuple[str, Callable[[], psutil.Process]]] = [
            ("web server", lambda: up.child("curbside.commands.web_process")),
            ("worker", lambda: up.child("curbside worker")),
            ("database", lambda: up.keeper().children()[0]),
        ]
        with Crowd(up.port, up.data_dir / "mail", doctors(up.data_dir)) as crowd:
            for number in range(KILLS):
                before = len(crowd.done)
                eventually(lambda b=before: len(crowd.done) > b or crowd.troubles, "some work")  # type: ignore[misc]
                name, process = targets[number % len(targets)]
                kill(process, name)
            before = len(crowd.done)
            eventually(lambda: len(crowd.done) > before or crowd.troubles, "work after the last")
            eventually(lambda: crowd.done.replied or crowd.troubles, "a reply")
        assert crowd.troubles == []
        up.await_serving()
        check(up, crowd)


def check(up: Up, crowd: Crowd) -> None:
    """Compare what was acknowledged with what is there."""
    due: LiteralString = (
        "SELECT count(*) FROM notify_mail WHERE sent_at IS NULL AND dropped_at IS NULL"
    )
    eventually(lambda: rows(up, due) == [(0,)], "every mail handed in")
    done = crowd.done
    asked = dict(rows(up, "SELECT public_id, email FROM consult_question"))
    assert {question: asked.get(question) for question in done.asked} == done.asked
    confirmed = {
        row[0]
        for row in rows(up, "SELECT public_id FROM consult_question WHERE verified_at IS NOT NULL")
    }
    assert set(done.confirmed) <= confirmed
    replies = dict(
        rows(
            up,
            "SELECT q.public_id, r.text FROM consult_reply r"
            " JOIN consult_question q ON q.id = r.question_id",
        )
    )
    assert {question: replies.get(question) for question in done.replied} == done.replied
    sent = rows(up, "SELECT count(*) FROM notify_mail WHERE sent_at IS NOT NULL")[0][0]
    told = Counter(letters(up.data_dir / "mail"))
    assert sum(told.values()) == sent
    assert [letter for letter, count in told.items() if count > 1] == []
    for question, address in done.asked.items():
        if question in done.replied:
            assert sum(to == address for to, _subject in told) >= 2, "confirm, and answered"


def letters(folder: Path) -> list[tuple[str, str]]:
    """To whom and about what, a mail: with one question a person, no two may be alike."""
    found = []
    for file in folder.glob("*.eml"):
        with contextlib.suppress(FileNotFoundError):
            read = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            found.append((str(read["To"]), str(read["Subject"])))
    return found
