"""`curbside up` with real processes: it serves, it mends itself, it leaves nothing behind."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import psutil
import psycopg
import pytest

from curbside.commands import ports
from curbside.core import embedded
from tests.commands.running import Up, eventually, free_port, gone, running

WEB, WORKER = "curbside.commands.web_process", "curbside worker"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("up") / "data"


@pytest.fixture
def up(data_dir: Path) -> Iterator[Up]:
    with running(data_dir) as started:
        yield started


def entries(up: Up) -> int:
    """How many entries the library holds."""
    return int(_asked(up, "SELECT count(*) FROM library_entry"))


def _asked(up: Up, statement: LiteralString, *values: str) -> int:
    home = embedded.home_of(up.data_dir)
    with psycopg.connect(f"postgresql://postgres:@/curbside?host={home}") as connection:
        row = connection.execute(statement, values).fetchone()
    return int(row[0]) if row else 0


def test_serves_the_sample_corpus_and_stops_everything(up: Up) -> None:
    assert entries(up) >= 150
    assert up.get("/en/")
    eventually(lambda: "Reading and asking need no account." in up.said(), "telling where to look")
    assert f"http://localhost:{up.port}" in up.said()
    processes = up.everything()
    assert up.stop() == 0
    assert gone(processes)
    ports.claim("127.0.0.1", up.port)


def test_sigterm_stops_it_as_well(up: Up) -> None:
    processes = up.everything()
    assert up.stop(signal.SIGTERM) == 0
    assert gone(processes)


@pytest.mark.parametrize(("words", "name"), [(WEB, "web server"), (WORKER, "background worker")])
def test_a_killed_child_is_started_again(up: Up, words: str, name: str) -> None:
    eventually(lambda: up.child(words), name)
    killed = up.child(words)
    below = killed.children(recursive=True)
    killed.kill()
    eventually(lambda: gone([killed, *below]), "its own children ended with it")
    eventually(lambda: up.child(words).pid != killed.pid, "a new one")
    assert f"The {name} ended (SIGKILL); starting it again." in up.said()
    up.await_serving()


def test_a_killed_web_worker_is_replaced(up: Up) -> None:
    def workers() -> list[psutil.Process]:
        return list(up.child(WEB).children())

    eventually(lambda: len(workers()) == 2, "two web workers")
    killed = workers()[0]
    killed.kill()
    eventually(lambda: len(workers()) == 2 and killed not in workers(), "a new web worker")
    up.await_serving()


@pytest.mark.parametrize("part", ["server", "keeper"])
def test_a_killed_database_comes_back_with_all_it_held(up: Up, part: str) -> None:
    before, keeper = entries(up), up.keeper()
    mark = f"test {part}"
    _asked(
        up,
        "INSERT INTO core_auditline (at, actor, action, subject, detail, previous, digest)"
        " VALUES (now(), 'test', 'test', %s, '{}', '', '') RETURNING id",
        mark,
    )
    (keeper if part == "keeper" else keeper.children()[0]).kill()
    eventually(lambda: up.keeper().children() and entries(up) == before, "the database again")
    assert _asked(up, "SELECT count(*) FROM core_auditline WHERE subject = %s", mark) == 1
    up.await_serving()
    for _ in range(20):  # connections that died with the server are found before they are lent
        assert "<main" in up.get("/en/")


def test_killed_itself_it_leaves_nothing_and_loses_nothing(up: Up) -> None:
    before, processes = entries(up), up.everything()
    up.process.kill()
    up.process.wait()
    eventually(lambda: gone(processes), "everything ended with it")
    with running(up.data_dir) as again:
        assert entries(again) == before


def test_everything_killed_at_once(up: Up) -> None:
    before, processes = entries(up), up.everything()
    up.process.kill()
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    with running(up.data_dir) as again:
        assert entries(again) == before


def test_started_again_at_once_on_the_same_port(up: Up) -> None:
    before = up.said().count("Curbside is at")
    up.process.kill()
    again = Up(up.data_dir, up.port)
    try:
        # The old server may answer for a moment yet; the new one says when it is there.
        eventually(lambda: up.said().count("Curbside is at") > before, "ready again")
        again.await_serving()
    finally:
        again.stop()


def test_a_second_one_uses_the_same_database(up: Up) -> None:
    second = Up(up.data_dir, free_port())
    second.await_serving()
    assert second.stop() == 0
    assert up.serves()
    assert entries(up) >= 150
