"""A process that does many operations at once, each in a thread with a connection of its own.

Reads a job as one line of JSON, says "ready", waits for another line, starts all threads together
and writes what came of each. ``bursts`` starts several such processes at the same moment.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any
from unittest import mock

Step = dict[str, Any]  # {"do": the name of an operation below, …its arguments}


def main() -> None:
    import django

    django.setup()
    from curbside.consult import triaging
    from tests.consult import conftest

    mock.patch.object(triaging, "assess_parts", conftest.assess_parts).start()
    steps: list[Step] = json.loads(sys.stdin.readline())
    results: list[str] = [""] * len(steps)
    together = threading.Barrier(len(steps))
    threads = [
        threading.Thread(target=run, args=(step, n, results, together))
        for n, step in enumerate(steps)
    ]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.stdout.write(json.dumps(results) + "\n")


def run(step: Step, number: int, results: list[str], together: threading.Barrier) -> None:
    from django.db import connection

    from curbside.core.errors import CurbsideError

    given = {name: value for name, value in step.items() if name != "do"}
    operation = OPERATIONS[step["do"]]
    try:
        together.wait()
        results[number] = operation(**given)
    except CurbsideError as refusal:
        results[number] = f"{refusal.code}: {refusal.message}"
    except Exception as problem:  # whatever it is, the test must see it
        results[number] = f"broken: {problem!r}"
    finally:
        connection.close()


def submit(token: str, address: str, who: Step | None = None) -> str:
    from curbside.consult import asking

    return str(asking.submit(token, address, person(who) if who else None).public_id)


def start(**by: str) -> str:
    from curbside.consult import asking
    from curbside.consult.beginning import Beginner

    asking.start("en", Beginner(**by))
    return "begun"


def claim(question: str, who: Step) -> str:
    from curbside.consult import desk

    return f"won {desk.claim(question, person(who)).doctor_id}"


def edit(question: str, who: Step, name: str, times: int) -> str:
    """Add a line to the draft so many times, as a tab does that loads anew when it is told to."""
    from curbside.consult import desk
    from curbside.consult.errors import EditConflict

    text, version, conflicts = "", 0, 0
    for n in range(times):
        while True:
            try:
                wanted = f"{text}{name}-{n}\n"
                version = desk.save_draft(question, person(who), wanted, version)
                text = wanted
                break
            except EditConflict as conflict:
                conflicts += 1
                text, version = f"{conflict.theirs}\n".lstrip(), conflict.version
    return f"{conflicts} conflicts"


def reply(question: str, who: Step, form_id: str) -> str:
    from curbside.consult import desk

    return f"reply {desk.reply(question, person(who), 'Sleep.', 0, form_id).pk}"


def hand_back(question: str, who: Step) -> str:
    from curbside.consult import desk

    desk.hand_back(question, person(who))
    return "handed back"


def withdraw(question: str, key: str) -> str:
    from curbside.consult import asking

    return str(asking.withdraw(question, key).state)


def follow_up(question: str, key: str, form_id: str) -> str:
    from curbside.consult import asking

    return f"round {asking.follow_up(question, key, 'And tea?', form_id).round}"


def background() -> str:
    from curbside.consult import cleaning, escalation

    escalation.expire_claims()
    escalation.escalate()
    cleaning.clean()
    return "done"


OPERATIONS: dict[str, Callable[..., str]] = {
    one.__name__: one
    for one in (start, submit, claim, edit, reply, hand_back, withdraw, follow_up, background)
}


def person(given: Step) -> Any:
    from curbside.people.person import Person

    sets = {name: frozenset(given[name]) for name in ("roles", "departments", "lead_of")}
    return Person(**{**given, **sets})


def told(who: Any) -> Step:
    """A person as JSON can carry one."""
    from dataclasses import asdict

    sets = {name: sorted(getattr(who, name)) for name in ("roles", "departments", "lead_of")}
    return {**asdict(who), **sets}


def bursts(steps: Sequence[Step], processes: int) -> list[str]:
    """Do the steps all at once, shared out among real processes; what came of each, in order."""
    from django.db import connection
    from psycopg.conninfo import make_conninfo

    url = make_conninfo(os.environ["DATABASE_URL"], dbname=connection.settings_dict["NAME"])
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.consult.burst"],
            env={**os.environ, "DATABASE_URL": url},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(processes)
    ]
    shares = [list(steps[n::processes]) for n in range(processes)]
    for process, share in zip(started, shares, strict=True):
        assert process.stdin
        process.stdin.write(json.dumps(share) + "\n")
        process.stdin.flush()
    for process in started:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    found = [json.loads(process.communicate()[0]) for process in started]
    return [found[n % processes][n // processes] for n in range(len(steps))]


if __name__ == "__main__":
    main()
