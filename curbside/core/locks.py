"""Locks on files between processes. The kernel frees them when a process ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


class FileLock:
    """A lock on ``path``, held through one open file that children do not inherit."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def share(self) -> None:
        """Hold it beside others who share it; waits while somebody holds it alone."""
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def try_alone(self) -> bool:
        """Hold it alone if nobody else holds it in any way; says whether it does."""
        return self._try(fcntl.LOCK_EX)

    def try_share(self) -> bool:
        """As ``share``, without waiting; says whether it holds."""
        return self._try(fcntl.LOCK_SH)

    def release(self) -> None:
        """Let it go, but stay ready to take it again."""
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let it go for good."""
        os.close(self._file)

    def _try(self, kind: int) -> bool:
        try:
            fcntl.flock(self._file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
