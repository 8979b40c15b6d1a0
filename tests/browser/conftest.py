"""A real server over the sample corpus, and a real Chromium that notes every complaint."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from psycopg.conninfo import make_conninfo

from evals.servers import serving
from tests.conftest import CHROMIUM

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=30_000)  # generous: no test may depend on how busy the machine is
DATABASE = f"curbside_browser_{os.getpid()}"
# Fills the database and says where things are; withdraws one entry so that there is a 410.
PREPARE = """
import json
from curbside.commands.setup import connect
connect()
from django.core.management import call_command
call_command("collectstatic", verbosity=0, interactive=False)
from curbside.library import operations, queries
from curbside.web.head import interface_language
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


@dataclass(frozen=True)
class Site:
    """Where the server is, and the pages of one English entry and all around it."""

    url: str
    paths: dict[str, str] = field(default_factory=dict)

    def at(self, name: str, language: str = "en") -> str:
        """The address of a page by its name in ``paths``."""
        return f"{self.url}/{language}/{self.paths[name]}"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Granian over a database of its own with the sample corpus."""
    server = os.environ["DATABASE_URL"]
    environment = {
        **os.environ,
        "CURBSIDE_ENCODER": "onnx",  # what readers get; the fake one finds other things
        "DATABASE_URL": make_conninfo(server, dbname=DATABASE),
        "CURBSIDE_DATA_DIR": str(tmp_path_factory.mktemp("browser")),
    }
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{DATABASE}"')
    try:
        curbside = str(Path(sys.executable).parent / "curbside")
        subprocess.run([curbside, "import", "sample"], env=environment, check=True)
        said = subprocess.run(
            [sys.executable, "-c", PREPARE],
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        paths = json.loads(said.stdout.splitlines()[-1]) | FIXED
        with serving("curbside.config.wsgi:application", "/healthz", environment) as running:
            yield Site(f"http://localhost:{running.port}", paths)
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{DATABASE}" WITH (FORCE)')


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


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium a module. (A session's would leave its event loop in the way of the ORM.)"""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained about: console errors, exceptions, CSP violations."""
    return []


@pytest.fixture
def open_page(chromium: Browser, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """Open a page in a context of its own; options are those of ``Browser.new_context``."""
    contexts: list[BrowserContext] = []

    def open_one(url: str, **options: object) -> Page:
        context = chromium.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(url)
        return page

    yield open_one
    for context in contexts:
        context.close()
