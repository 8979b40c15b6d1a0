"""Finding out whether a port can be listened on, before anything is started."""

from __future__ import annotations

import contextlib
import errno
import socket
import time

from curbside.core.errors import Misconfigured

PATIENCE = 5.0  # seconds; a server that was just told to stop may still be closing the port

_REASONS = {
    errno.EADDRINUSE: ("is in use", "Stop what uses it, or give another with --port."),
    errno.EACCES: ("may not be opened by this user", "Ports below 1024 are for root; use --port."),
    errno.EADDRNOTAVAIL: ("is on an address this machine lacks", "Correct --host."),
}


def claim(host: str, port: int) -> None:
    """Return if ``port`` can be listened on. Raises Misconfigured with one clear sentence."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as problem:
        raise Misconfigured(f"There is no address {host!r}.", "Correct --host.") from problem
    ending = time.monotonic() + PATIENCE
    while True:
        try:
            with contextlib.closing(socket.socket(family, kind)) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
                probe.listen(1)
                return
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE or time.monotonic() > ending:
                what, hint = _REASONS.get(problem.errno or 0, (str(problem), "Try another --port."))
                raise Misconfigured(f"Port {port} {what}.", hint) from problem
        time.sleep(0.1)


def local_url(host: str, port: int) -> str:
    """Where this machine reaches a server that listens on ``host``."""
    own = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104
    return f"http://[{own}]:{port}" if ":" in own else f"http://{own}:{port}"
