"""Making a photograph safe to keep: what it really is, its size, and no metadata. Pure.

Whatever comes in, JPEG goes out: decoded, turned as its camera meant, in sRGB, without anything
but its pixels. Stores nothing.
"""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass

import pillow_heif
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from curbside.core.errors import BadInput

MOST = 4  # photographs of a question
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
EDGE = 2000  # pixels of the longer side that are kept
QUALITY = 85
KINDS = ("JPEG", "PNG", "WEBP", "HEIF")  # by content; the name and type given are not looked at
_HINT = "Send a photograph as JPEG, PNG, WebP or HEIC of at most 20 MB."

pillow_heif.register_heif_opener()
logging.getLogger("PIL").setLevel(logging.INFO)  # below it logs the metadata it reads


@dataclass(frozen=True)
class Cleaned:
    """A JPEG without metadata, and its size in pixels."""

    body: bytes
    width: int
    height: int


def clean(upload: bytes) -> Cleaned:
    """The photograph in the upload, safe to keep and to show. Raises BadInput."""
    if not upload:
        raise BadInput("The photograph is empty.", _HINT)
    if len(upload) > MOST_BYTES:
        raise BadInput("The photograph is too large.", _HINT)
    image = _opened(upload)
    if image.width * image.height > MOST_PIXELS:
        raise BadInput("The photograph has too many pixels.", "At most 40 megapixels can be read.")
    try:
        bare = _bare(image)
    except Exception as problem:  # decoders raise whatever a broken file makes them
        raise BadInput("The photograph is damaged.", "Take or save it again.") from problem
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Cleaned(out.getvalue(), bare.width, bare.height)


def _opened(upload: bytes) -> Image.Image:
    """The image with only its header read, so that its size is known before it is decoded."""
    try:
        return Image.open(io.BytesIO(upload), formats=KINDS)
    except UnidentifiedImageError as problem:
        raise BadInput("This is no photograph we can read.", _HINT) from problem
    except Image.DecompressionBombError as problem:
        hint = "At most 40 megapixels can be read."
        raise BadInput("The photograph has too many pixels.", hint) from problem
    except Exception as problem:  # as in ``clean``
        raise BadInput("The photograph is damaged.", "Take or save it again.") from problem


def _bare(image: Image.Image) -> Image.Image:
    """Nothing but pixels: a new image, because a decoded one carries comments and the like."""
    profile = image.info.get("icc_profile")
    image.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS)
    turned = _eight_bits(ImageOps.exif_transpose(image))
    clear = turned.has_transparency_data
    colours = _in_srgb(turned.convert("RGBA" if clear else "RGB"), profile)
    bare = Image.new("RGB", colours.size, "white")
    bare.paste(colours, mask=colours.getchannel("A") if clear else None)
    return bare


def _eight_bits(image: Image.Image) -> Image.Image:
    """An image of 16 bits a pixel, as X-rays are saved, brought to 8; others as they are."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as screens show them, because the colour of skin is what a doctor looks at."""
    if not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        made = ImageCms.profileToProfile(image, source, target, outputMode=image.mode)
    except (ImageCms.PyCMSError, OSError):  # a profile for other colours, or a broken one
        return image
    return made or image
