"""Texts to vectors: the encoder port, the encoder that ships, and a fake for tests.

Purpose: the one place other rooms import an encoder from. Deliberately does not store,
index or compare vectors (`search` does), reads no settings, and downloads nothing.
"""

from curbside.embedding.port import DIMENSIONS, Encoder
from curbside.embedding.registry import get_encoder

__all__ = ["DIMENSIONS", "Encoder", "get_encoder"]
