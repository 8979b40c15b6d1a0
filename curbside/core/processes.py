"""Processes that end with their parent, however it ends. Linux only; elsewhere they just do not."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
PARENT = "CURBSIDE_PARENT_PID"  # in a child's environment: whom it ends with


def die_with_parent(parent: int, how: signal.Signals = signal.SIGTERM) -> None:
    """Have the kernel send this process ``how`` when ``parent``, its parent's pid, has ended.

    Call in the child, before it does anything else. The kernel watches the *thread* that made the
    child, so children must be started from a thread that lives as long as its process.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(how))
    if os.getppid() != parent:  # it ended before we asked
        os.kill(os.getpid(), how)


def obey_parent(how: signal.Signals = signal.SIGTERM) -> None:
    """End with the process that ``children_obey`` spoke for; without one, nothing."""
    parent = os.environ.pop(PARENT, "")
    if parent:
        die_with_parent(int(parent), how)


def children_obey() -> None:
    """Have children that call ``obey_parent`` end with this process."""
    os.environ[PARENT] = str(os.getpid())
