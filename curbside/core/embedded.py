"""Joining and leaving the embedded PostgreSQL under a data folder, from any process.

Who joins first starts the keeper (see ``keeper``), which starts the server. Who joined need not
leave: ending is enough.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psycopg

from curbside.core import keeper
from curbside.core.errors import Unavailable
from curbside.core.locks import FileLock

PATIENCE = 300.0  # seconds; after a power cut a big cluster takes its time
LEAVING = 60.0  # seconds to wait for the server's shutdown

_joined: dict[Path, FileLock] = {}


def home_of(data_dir: Path) -> Path:
    """Where the cluster of a data folder lies."""
    return (data_dir / "postgres").resolve()


def join(data_dir: Path) -> str:
    """Start the server if it does not run, and return its URL, with the database made.

    The server runs at least as long as this process. Raises Unavailable. Call it again when the
    server has gone.
    """
    home = home_of(data_dir)
    if home not in _joined:
        users = keeper.users_lock(home)
        users.share()
        _joined[home] = users
    place = f"host={keeper.socket_folder(home)}"
    _await(home, f"postgresql://postgres:@/postgres?{place}")
    return f"postgresql://postgres:@/curbside?{place}"


def kept(data_dir: Path) -> bool:
    """Whether the server has a keeper now."""
    lock = keeper.keeper_lock(home_of(data_dir))
    free = lock.try_share()
    lock.close()
    return not free


def leave(data_dir: Path) -> None:
    """Say that this process is done with the server, and wait while it stops; not for others."""
    home = home_of(data_dir)
    users = _joined.pop(home, None)
    if users is None:
        return
    users.release()
    ending = time.monotonic() + LEAVING
    while kept(data_dir) and time.monotonic() < ending:
        time.sleep(2 * keeper.LOOK)  # long enough for the keeper to look
        if users.try_share():  # it has not stopped it, so others use the server
            break
    users.close()


def _await(home: Path, url: str) -> None:
    """Wait for the server to answer; start a keeper whenever there is none."""
    ending = time.monotonic() + PATIENCE
    process: subprocess.Popen[bytes] | None = None
    while time.monotonic() < ending:
        if not kept(home.parent):
            if process is not None and process.poll():
                break
            if process is None or process.poll() == 0:
                process = _start_keeper(home)
        if _answers(url):
            return
        time.sleep(0.05)
    raise Unavailable(
        "The embedded PostgreSQL did not start.",
        f"Its log is {keeper.log_file(home)}; or set DATABASE_URL to a server of your own.",
    )


def _start_keeper(home: Path) -> subprocess.Popen[bytes]:
    """A keeper in a session of its own, so that a terminal's Ctrl-C does not reach it."""
    with keeper.log_file(home).open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - this Python, a module of ours
            [sys.executable, "-m", "curbside.core.keeper", str(home)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _answers(url: str) -> bool:
    """Whether the server takes connections; makes the database ``curbside`` if it is missing."""
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = 'curbside'")
            if known.fetchone() is None:
                connection.execute("CREATE DATABASE curbside")
    except psycopg.errors.DuplicateDatabase:
        return True
    except psycopg.OperationalError:
        return False
    return True
