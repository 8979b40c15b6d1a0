"""The web server as `curbside up` runs it: granian's parent process, in a process of its own.

Not a sub-command; run as ``python -m curbside.commands.web_process HOST PORT WORKERS``.
"""

from __future__ import annotations

import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from curbside.core.processes import children_obey, obey_parent

THREADS = 4  # a worker; Python runs one at a time, the others wait for the database
WAITING = 64  # requests a worker takes on at once; further ones wait in the kernel's queue
PATIENCE = 10  # seconds a worker has for the requests it is answering when told to stop


def serve(host: str, port: int, workers: int) -> None:
    """Serve until told to stop; a worker that dies is replaced."""
    obey_parent()
    children_obey()
    Granian(
        "curbside.config.served:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=WAITING,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=PATIENCE,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
