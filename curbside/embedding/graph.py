"""More outputs for an ONNX graph, without the library that writes ONNX and without another file.

A message of Protocol Buffers that comes twice is merged by whoever reads it (its encoding's
specification, "Last One Wins"), so a graph with further outputs is the file and a few bytes that
say "and the graph has this output too". The file, and so the encoder's id, stays as it is.
Deliberately reads nothing of the graph: a name it does not have fails when the graph is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable

# Field numbers of onnx.proto, as tags of fields with a length: number << 3 | 2.
_GRAPH, _OUTPUT, _NAME, _TYPE, _TENSOR = (n << 3 | 2 for n in (7, 12, 1, 2, 1))
_FLOATS = bytes((1 << 3, 1))  # elem_type: FLOAT


def with_outputs(model: bytes, names: Iterable[str]) -> bytes:
    """The model with the named inner float tensors as further outputs."""
    kind = _field(_TYPE, _field(_TENSOR, _FLOATS))
    outputs = b"".join(_field(_OUTPUT, _field(_NAME, name.encode()) + kind) for name in names)
    return model + _field(_GRAPH, outputs)


def _field(tag: int, content: bytes) -> bytes:
    return bytes((tag,)) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)
