"""What may be sent as evidence of a registration: a PDF, JPEG or PNG, told by its content. Pure.

Keeps the file as it is; it is shown to nobody, only handed to administrators to download.
"""

from __future__ import annotations

import io

from PIL import Image

from curbside.core.errors import BadInput

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 60_000_000
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
_HINT = "Send a PDF, a JPEG or a PNG of at most 5 MB."
TAIL = 1024  # a PDF says that it ends within its last kilobyte (ISO 32000-1, annex H.3.18)


def media_type(content: bytes) -> str:
    """The media type of the file, whatever it was called. Raises BadInput for anything else.

    >>> media_type(b"%PDF-1.7 nothing %%EOF")
    'application/pdf'
    """
    if not content:
        raise BadInput("The file is empty.", _HINT)
    if len(content) > MOST_BYTES:
        raise BadInput("The file is too large.", _HINT)
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-TAIL:]:
            raise BadInput("The PDF is cut short.", "Save it again, and send that.")
        return "application/pdf"
    return _image_type(content)


def _image_type(content: bytes) -> str:
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as image:
            width, height = image.size
            found = image.get_format_mimetype() or ""
            if width * height <= MOST_PIXELS:
                image.verify()
    except Exception as problem:  # decoders raise whatever a broken file makes them
        raise BadInput("This file cannot be read.", _HINT) from problem
    if width * height > MOST_PIXELS:
        raise BadInput("The picture has too many pixels.", "Send a smaller one.")
    if found not in ENDINGS:
        raise BadInput("This file cannot be read.", _HINT)
    return found
