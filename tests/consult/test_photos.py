"""Photographs: real ones of every kind come out clean, everything else is refused in words."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from curbside.consult import photos
from curbside.core.errors import BadInput

PRIVATE = "Ann Lee was here"
ORIENTATION = 0x0112


def picture(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Left half red, right half blue."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[ORIENTATION] = orientation
    data[0x010E] = PRIVATE  # image description
    data[0x8825] = {1: "N", 2: (25.0, 2.0, 0.0)}  # where it was taken
    return data


def opened(cleaned: photos.Cleaned) -> Image.Image:
    image = Image.open(io.BytesIO(cleaned.body))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_every_kind_comes_out_as_a_jpeg_without_metadata(kind: str) -> None:
    cleaned = photos.clean(saved(picture(), kind, exif=exif().tobytes(), quality=95))
    image = opened(cleaned)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (60, 40))
    assert (cleaned.width, cleaned.height) == image.size
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive"}
    assert PRIVATE.encode() not in cleaned.body
    assert near(image.getpixel((10, 20)), (255, 0, 0))
    assert near(image.getpixel((50, 20)), (0, 0, 255))


def near(one: Any, other: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 25 for a, b in zip(one, other, strict=True))


def test_comments_xmp_text_and_thumbnails_are_gone() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", PRIVATE)
    notes.add_itxt("XML:com.adobe.xmp", f"<x>{PRIVATE}</x>")
    for upload in (
        saved(picture(), "PNG", pnginfo=notes),
        saved(picture(), "JPEG", comment=PRIVATE.encode(), xmp=PRIVATE.encode(), exif=exif()),
        saved(picture(), "WEBP", xmp=PRIVATE.encode()),
        saved(picture(), "JPEG") + PRIVATE.encode(),  # after the end of the picture
    ):
        assert PRIVATE.encode() in upload
        assert PRIVATE.encode() not in photos.clean(upload).body


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_as_its_camera_meant(orientation: int) -> None:
    image = opened(photos.clean(saved(picture(), "JPEG", exif=exif(orientation), quality=95)))
    assert image.size == ((60, 40) if orientation < 5 else (40, 60))
    red = {1: (5, 20), 2: (55, 20), 3: (55, 20), 4: (5, 20),
           5: (20, 5), 6: (20, 5), 7: (20, 55), 8: (20, 55)}[orientation]  # fmt: skip
    assert near(image.getpixel(red), (255, 0, 0))


@pytest.mark.parametrize(
    ("size", "kept"),
    [((3000, 1500), (2000, 1000)), ((1000, 4000), (500, 2000)), ((2000, 20), (2000, 20)),
     ((1, 1), (1, 1)), ((5000, 1), (2000, 1))],
)  # fmt: skip
def test_the_longer_side_is_bounded(size: tuple[int, int], kept: tuple[int, int]) -> None:
    assert opened(photos.clean(saved(picture(*size), "PNG"))).size == kept


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_mode_of_a_png(mode: str) -> None:
    image = Image.new(mode, (30, 30), 40_000) if mode == "I;16" else picture(30, 30, mode)
    assert opened(photos.clean(saved(image, "PNG"))).mode == "RGB"


def test_sixteen_bits_keep_their_shades() -> None:
    shades = np.array([[0, 20_000, 40_000, 65_535]] * 4, dtype=np.uint16).repeat(8, axis=1)
    image = opened(photos.clean(saved(Image.fromarray(shades), "PNG")))
    seen = [image.getpixel((x, 2)) for x in (4, 12, 20, 28)]
    expected = [(0,) * 3, (78,) * 3, (156,) * 3, (255,) * 3]
    assert all(near(one, shade) for one, shade in zip(seen, expected, strict=True))


def test_what_is_clear_becomes_white() -> None:
    image = opened(photos.clean(saved(Image.new("RGBA", (20, 20), (9, 9, 9, 0)), "PNG")))
    assert near(image.getpixel((5, 5)), (255, 255, 255))


def test_colours_of_another_profile_are_brought_to_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    odd = saved(picture(), "JPEG", icc_profile=profile.tobytes(), quality=95)  # not for RGB
    assert near(opened(photos.clean(odd)).getpixel((10, 20)), (255, 0, 0))
    same = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kept = saved(picture(), "JPEG", icc_profile=same, quality=95)
    assert near(opened(photos.clean(kept)).getpixel((10, 20)), (255, 0, 0))
    broken = saved(picture(), "JPEG", icc_profile=b"nonsense" * 30, quality=95)
    assert near(opened(photos.clean(broken)).getpixel((10, 20)), (255, 0, 0))


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of(width: int, height: int, data: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("width", "height"), [(8000, 5001), (20_000, 20_000), (60_000, 60_000), (2**31 - 1, 1)]
)
def test_bombs_are_refused_before_they_are_decoded(width: int, height: int) -> None:
    bomb = png_of(width, height, zlib.compress(bytes(1000)))
    with pytest.raises(BadInput, match=r"too many pixels|damaged"):
        photos.clean(bomb)


def test_the_most_pixels_are_accepted() -> None:
    assert max(opened(photos.clean(saved(picture(8000, 5000, "1"), "PNG"))).size) == 2000


def test_a_text_chunk_that_inflates_is_refused() -> None:
    inflating = zlib.compress(b"a" * 80_000_000)
    good = saved(picture(), "PNG")
    bomb = good[:33] + chunk(b"zTXt", b"Comment\x00\x00" + inflating) + good[33:]
    with pytest.raises(BadInput):
        photos.clean(bomb)


@pytest.mark.parametrize(
    "upload",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        saved(picture(), "GIF"),
        saved(picture(), "BMP"),
        saved(picture(), "TIFF"),
        saved(picture(), "PNG")[:60],
    ],
)
def test_what_is_no_photograph(upload: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        photos.clean(upload)
    assert caught.value.hint


def test_a_name_or_type_that_lies_counts_for_nothing() -> None:
    assert opened(photos.clean(saved(picture(), "WEBP"))).format == "JPEG"


def test_too_many_bytes() -> None:
    with pytest.raises(BadInput, match="too large"):
        photos.clean(saved(picture(), "JPEG") + bytes(photos.MOST_BYTES))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_broken_file_is_cleaned_or_refused(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["JPEG", "PNG", "WEBP", "HEIF"]))
    upload = bytearray(saved(picture(), kind))
    for _ in range(data.draw(st.integers(1, 8))):
        upload[data.draw(st.integers(0, len(upload) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(upload)))
    try:
        cleaned = photos.clean(bytes(upload[:cut]))
    except BadInput:
        return
    assert opened(cleaned).format == "JPEG"
