"""`curbside worker`: the background work. `curbside up` runs one; more may run elsewhere."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from curbside.commands.setup import connect
from curbside.core.errors import Unavailable
from curbside.core.processes import obey_parent

if TYPE_CHECKING:
    from procrastinate import App

POOL = 4  # connections: a job, its heartbeat, fetching the next, looking for stalled ones


def run() -> None:
    """Do the background work until told to stop; ends by itself when the database goes away."""
    obey_parent()
    connect()
    from procrastinate import PsycopgConnector
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.utils import connector_params
    from procrastinate.exceptions import ConnectorException

    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=POOL)
    try:
        with app.replace_connector(connector):
            asyncio.run(_work(app))
    except ConnectorException as problem:
        raise Unavailable("The database went away.", "Start again when it is back.") from problem


async def _work(app: App) -> None:
    from curbside.core import stalled

    async with app.open_async():
        looking = asyncio.create_task(stalled.keep_looking(app.job_manager))
        try:
            await app.run_worker_async(
                shutdown_graceful_timeout=20.0,
                update_heartbeat_interval=stalled.HEARTBEAT,
                stalled_worker_timeout=stalled.SILENCE,
            )
        finally:
            looking.cancel()
