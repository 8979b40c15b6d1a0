"""A web worker loads its encoder before it is asked for anything."""

from __future__ import annotations

import pytest

from curbside.config.warming import warm
from curbside.embedding.port import Vectors
from curbside.search import operations


def test_the_encoder_is_there_when_the_thread_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    encoder = operations.encoder()
    monkeypatch.setattr(operations, "encoder", lambda: encoder)
    encode = encoder.encode

    def noted(texts: list[str]) -> Vectors:
        asked.append(texts)
        return encode(texts)

    monkeypatch.setattr(encoder, "encode", noted)
    warm().join(timeout=30)
    assert asked == [["facial twitching"]]
