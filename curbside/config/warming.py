"""Loading what a web worker needs before the first reader needs it, without delaying the start.

Must be called in the worker itself: the encoder does not survive a fork.
"""

from __future__ import annotations

import threading


def warm() -> threading.Thread:
    """Load the encoder and the red-flag rules in the background; the thread is returned so that
    tests can wait for it.
    """
    thread = threading.Thread(target=_once, name="warming", daemon=True)
    thread.start()
    return thread


def _once() -> None:
    from curbside.safety import triage
    from curbside.search.operations import encoder

    encoder().encode(["facial twitching"])
    triage.assess("facial twitching")  # reading the rules takes some seconds of a core
