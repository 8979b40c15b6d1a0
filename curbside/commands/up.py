"""`curbside up`: everything the service needs, from one command to Ctrl-C."""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, cast
from urllib.parse import urlsplit

import typer
from dotenv import load_dotenv

from curbside.commands import ports
from curbside.commands.setup import connect_with_catalogue, say
from curbside.commands.supervisor import Child, Supervisor
from curbside.core.errors import Misconfigured

DATA_DIR = "CURBSIDE_DATA_DIR"


def run(
    host: Annotated[
        str, typer.Option(help="The address to listen on; 0.0.0.0 for all.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Web worker processes; one a processor core is good.")
    ] = 2,
    sample: Annotated[
        bool, typer.Option("--sample", help="Bring the sample corpus in first.")
    ] = False,
) -> None:
    """Start the database, the web server and the background work; Ctrl-C stops all of it.

    Safe to run again after anything: nothing that was written is lost. Exits 0 when told to stop,
    2 when it cannot start.
    """
    load_dotenv(".env")
    ports.claim(host, port)
    os.environ.setdefault("CURBSIDE_BASE_URL", f"http://localhost:{port}")
    embedded = not os.environ.get("DATABASE_URL")
    if sample and _is_local(os.environ["CURBSIDE_BASE_URL"]):
        os.environ.setdefault("CURBSIDE_SAMPLE_PEOPLE", "true")
    connect_with_catalogue()
    _check_settings()
    hints = ["Reading and asking need no account."]
    if sample:
        _bring_samples()
        hints += _bring_people()
    _prepare_static()
    _disconnect()
    data_dir = Path(os.environ.get(DATA_DIR, "var"))
    web = [sys.executable, "-m", "curbside.commands.web_process", host, str(port), str(workers)]
    supervisor = Supervisor(
        [
            Child("The web server", web),
            Child("The background worker", [sys.executable, "-m", "curbside", "worker"]),
        ],
        say,
    )
    supervisor.catch_signals()
    watch = _Watch(ports.local_url(host, port), data_dir if embedded else None, hints)
    supervisor.run(watch.look)
    say("Stopped.")
    if embedded:
        from curbside.core.embedded import leave

        leave(data_dir)


class _Watch:
    """What ``up`` looks after beside its children: telling when it is ready, and the database."""

    def __init__(self, url: str, embedded: Path | None, hints: Sequence[str]) -> None:
        self._url = url
        self._hints = hints
        self._embedded = embedded
        self._ready = False

    def look(self) -> None:
        if not self._ready and _healthy(self._url):
            self._ready = True
            say(f"Curbside is at {os.environ['CURBSIDE_BASE_URL']} (Ctrl-C stops it).")
            for hint in self._hints:
                say(hint)
        if self._embedded:
            from curbside.core import embedded

            if not embedded.kept(self._embedded):
                say("The database had stopped; starting it again.")
                embedded.join(self._embedded)


def _healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=2):  # noqa: S310 - our own address
            return True
    except (urllib.error.URLError, OSError):
        return False


def _check_settings() -> None:
    """Say what is doubtful about the settings. Raises Misconfigured for what cannot work."""
    from django.core import checks

    for problem in checks.run_checks():
        if problem.is_serious():
            raise Misconfigured(problem.msg, problem.hint or "")
        say(f"{problem.msg} {problem.hint or ''}".strip())


def _bring_samples() -> None:
    """Import the sample corpus; nothing happens to what is there already."""
    from curbside.importers import formats, runner

    place = formats.named("sample").default
    if place is None:
        raise RuntimeError("the sample format ships no data")
    outcome = runner.run(runner.Job("sample", place))
    if outcome.created:
        say(f"Brought in {outcome.created:,} sample questions: invented, and not medical advice.")
    evidence = runner.ships("sample", runner.EVIDENCE)
    if evidence is None:
        raise RuntimeError("the sample evidence ships no data")
    told = runner.run(runner.Job("sample", evidence, become=runner.EVIDENCE))
    if told.created:
        say(f"Brought in {told.created:,} sample notes as evidence: ours, and not checked.")


def _bring_people() -> list[str]:
    """Make the sample people where they may sign in; what to tell of them."""
    from django.conf import settings

    if not settings.ENVIRONMENT.curbside_sample_people:
        return []
    from curbside.people import samples

    people = samples.introduce()
    from curbside.explain import samples as explainers

    if explained := explainers.introduce():
        say(f"Explained {explained} sample answers and topics, signed by sample doctors.")
    base = os.environ["CURBSIDE_BASE_URL"]
    return [
        f"Sample people, all with the password {samples.password()}, sign in at"
        f" {base}/en/accounts/login/:",
        *(f"  {one.email}  {one.name}, {one.role or 'asker'}" for one in people),
        f"Mails they get are at {base}/en/outbox/.",
    ]


def _is_local(base_url: str) -> bool:
    """Whether the public address is this machine's own."""
    return urlsplit(base_url).hostname in {"localhost", "127.0.0.1", "::1"}


def _prepare_static() -> None:
    from curbside.commands.static import collect

    collect()


def _disconnect() -> None:
    """Close this process's connections, of which it needs no more."""
    from django.db import connection, connections

    connections.close_all()
    cast(Any, connection).close_pool()  # which django-stubs does not know
