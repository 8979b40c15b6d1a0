"""Evidence is told by its content: what calls itself something else is refused. No database."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from curbside.core.errors import BadInput
from curbside.people import evidence
from tests.people.accounts import PDF


def picture(kind: str, size: tuple[int, int] = (8, 8)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PDF, "application/pdf"),
        (picture("JPEG"), "image/jpeg"),
        (picture("PNG"), "image/png"),
    ],
)
def test_what_is_taken(content: bytes, expected: str) -> None:
    assert evidence.media_type(content) == expected
    assert expected in evidence.ENDINGS


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ\x90\x00 a program",
        b"PK\x03\x04 a zip",
        b" %PDF-1.7 not at the beginning %%EOF",
        b"%PDF-1.7 cut sh",
        b"\x89PNG\r\n\x1a\n and nothing after",
        b"\xff\xd8\xff\xe0 and nothing after",
        picture("PNG")[:-20],
        picture("GIF"),
        picture("WEBP"),
        picture("BMP"),
        PDF + b"x" * evidence.MOST_BYTES,
    ],
    ids=range(14),
)
def test_what_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput):
        evidence.media_type(content)


def test_a_picture_of_too_many_pixels_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "MOST_PIXELS", 63)
    with pytest.raises(BadInput, match="too many pixels"):
        evidence.media_type(picture("PNG"))


@given(st.binary(max_size=400))
def test_nothing_but_bad_input_comes_of_any_bytes(content: bytes) -> None:
    try:
        found = evidence.media_type(content)
    except BadInput:
        return
    assert found in evidence.ENDINGS
