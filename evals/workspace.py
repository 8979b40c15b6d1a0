"""A database of its own for a measurement, kept in a folder so that a second run is quick."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

DEFAULT = Path(tempfile.gettempdir()) / "curbside-evals"


def open_workspace(name: str, folder: Path = DEFAULT) -> Path:
    """Start the embedded PostgreSQL of ``folder/name``, set Django up on it, and migrate.

    Uses the encoder that ships. Call before importing a room with models. One a process.
    """
    home = folder / name
    home.mkdir(parents=True, exist_ok=True)
    os.environ["CURBSIDE_DATA_DIR"] = str(home)
    os.environ["CURBSIDE_ENCODER"] = "onnx"
    os.environ["DATABASE_URL"] = ""
    from curbside.commands import setup

    setup.connect()
    return home
