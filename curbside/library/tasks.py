"""The library's background work."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from curbside.library import operations, purging, relinking
from curbside.search import operations as index


@app.task(name=operations.SETTLE_INDEX, retry=RetryStrategy(max_attempts=5, exponential_wait=10))
def settle_index() -> None:
    """Make the weights of words anew if texts have become longer or shorter on the whole."""
    if index.drifted():
        operations.reindex(vectors=False)


@app.task(name=purging.TASK, retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def purge(public_id: str, slug: str) -> None:
    """Tell the caches in front that a page is gone."""
    purging.purge(public_id, slug)


@app.task(name="library.relink_topic", retry=RetryStrategy(max_attempts=5, exponential_wait=3))
def relink_topic(topic: int) -> None:
    """List imported entries under a topic that has come or got new words."""
    relinking.relink(topic)
