"""Outputs added to a graph by its bytes alone."""

from __future__ import annotations

import onnxruntime
import pytest

from curbside.embedding.graph import with_outputs
from curbside.embedding.onnx_encoder import LAYERS, MODEL_DIR


def test_the_shipped_graph_gains_the_layers() -> None:
    model = (MODEL_DIR / "model.onnx").read_bytes()
    session = onnxruntime.InferenceSession(
        with_outputs(model, LAYERS), providers=["CPUExecutionProvider"]
    )
    assert [one.name for one in session.get_outputs()] == ["embedding", *LAYERS]


def test_a_name_the_graph_does_not_have_fails_when_loaded() -> None:
    model = (MODEL_DIR / "model.onnx").read_bytes()
    with pytest.raises(Exception, match="no_such_tensor"):
        onnxruntime.InferenceSession(
            with_outputs(model, ["no_such_tensor"]), providers=["CPUExecutionProvider"]
        )


def test_nothing_added_is_the_bytes_that_were() -> None:
    # An empty graph, merged with the one before it: field 7, length 0.
    assert with_outputs(b"model", []) == b"model\x3a\x00"


def test_long_contents_have_their_length_in_two_bytes() -> None:
    made = with_outputs(b"", ["x" * 200])
    assert made[:1] == b"\x3a"
    assert made[1] & 128
    assert (made[1] & 127) + (made[2] << 7) == len(made) - 3
