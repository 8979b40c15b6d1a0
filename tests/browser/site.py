"""A real server over the sample corpus, in a database and a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from evals.servers import serving

# Says where things are; withdraws one entry so that there is a 410.
PREPARE = """
import json
from curbside.commands.setup import connect
connect()
from django.core.management import call_command
call_command("collectstatic", verbosity=0, interactive=False)
from curbside.library import operations, queries
entries = list(queries.whole())
pick = lambda language: next(e for e in entries if e.language == language and e.topics.exists())
english, chinese, gone = pick("en"), pick("zh-hant"), entries[-1]
operations.withdraw(gone.public_id, "tests", "so that there is one")
doctor = next(r.doctor for r in english.replies.all() if r.doctor)
print(json.dumps({
    "question": f"q/{english.public_id}/{english.slug}/",
    "chinese question": f"q/{chinese.public_id}/{chinese.slug}/",
    "department": f"departments/{english.department.slug}/",
    "topic": f"topics/{english.topics.first().slug}/",
    "doctor": f"doctors/{doctor.slug}/",
    "withdrawn": f"q/{gone.public_id}/{gone.slug}/",
}))
"""
FIXED = {
    "home": "",
    "departments": "departments/",
    "topics": "topics/",
    "search": "search/",
    "results": "search/?q=lip+twitching",
    "misspelt": "search/?q=eyelid+twiching",
    "nothing found": "search/?q=zzzzqqqq",
    "about": "about/",
    "how it works": "how-it-works/",
    "privacy": "privacy/",
    "not found": "no-such-page/",
}


@dataclass(frozen=True)
class Site:
    """Where the server is, the pages of one English entry and all around it, and how to work in
    its database: the environment of its processes.
    """

    url: str
    paths: dict[str, str] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)

    def at(self, name: str, language: str = "en") -> str:
        """The address of a page by its name in ``paths``."""
        return f"{self.url}/{language}/{self.paths[name]}"

    @property
    def folder(self) -> Path:
        """The data folder of the server."""
        return Path(self.environment["CURBSIDE_DATA_DIR"])

    def run(self, code: str) -> Any:
        """What the code says in its last line, as JSON, in a process beside the server's."""
        return _said(code, self.environment)


def _said(code: str, environment: dict[str, str]) -> Any:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def open_site(folder: Path) -> Iterator[Site]:
    """Granian over the sample corpus, with the switches that ``curbside up --sample`` sets."""
    server, name = os.environ["DATABASE_URL"], f"curbside_browser_{os.getpid()}"
    environment = {
        **os.environ,
        "CURBSIDE_ENCODER": "onnx",  # what readers get; the fake one finds other things
        "CURBSIDE_SAMPLE_PEOPLE": "true",
        "DATABASE_URL": make_conninfo(server, dbname=name),
        "CURBSIDE_DATA_DIR": str(folder),
    }
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        curbside = str(Path(sys.executable).parent / "curbside")
        subprocess.run([curbside, "import", "sample"], env=environment, check=True)
        paths = _said(PREPARE, environment) | FIXED
        with serving("curbside.config.wsgi:application", "/healthz", environment) as running:
            yield Site(f"http://localhost:{running.port}", paths, environment)
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
