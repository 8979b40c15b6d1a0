"""Loading the encoder of a web worker before the first reader needs it, without delaying the start.

Must be called in the worker itself: the encoder does not survive a fork.
"""

from __future__ import annotations

import threading


def warm() -> threading.Thread:
    """Load the encoder in the background; the thread is returned so that tests can wait for it."""
    thread = threading.Thread(target=_encode_once, name="warming", daemon=True)
    thread.start()
    return thread


def _encode_once() -> None:
    from curbside.search.operations import encoder

    encoder().encode(["facial twitching"])
