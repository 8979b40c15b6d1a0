"""Which encoder to use, built once a process.

Purpose: hand every caller the same encoder object, because the real one holds tens of
megabytes. Deliberately reads no environment and no settings: the caller passes the name it
was configured with (the setting `CURBSIDE_ENCODER`).
"""

from __future__ import annotations

from functools import cache

from curbside.core.errors import Misconfigured
from curbside.embedding.fake import FakeEncoder
from curbside.embedding.port import Encoder

DEFAULT = "onnx"
NAMES = ("onnx", "fake")


def get_encoder(name: str | None = None) -> Encoder:
    """Return the process-wide encoder: "onnx" (also for None or "") or "fake".

    Cheap: the model is loaded at the first text, not here. Raises
    `core.errors.Misconfigured` for any other name.
    """
    return _build(name or DEFAULT)


@cache
def _build(name: str) -> Encoder:
    if name == "fake":
        return FakeEncoder()
    if name == "onnx":
        # Imported here so that a process on the fake never loads onnxruntime.
        from curbside.embedding.onnx_encoder import OnnxEncoder

        return OnnxEncoder()
    raise Misconfigured(
        f"There is no encoder named {name!r}.",
        f"Set CURBSIDE_ENCODER to one of: {', '.join(NAMES)}.",
    )
