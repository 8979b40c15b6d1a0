"""Public ids and slugs: what a URL may show instead of a row number."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no 0/o, 1/l/i, u: safe to read aloud
PUBLIC_ID_LENGTH = 10  # 30**10 is about 5.9e14 ids


def public_id() -> str:
    """An unguessable id of ten characters, safe to read aloud."""
    return "".join(secrets.choice(ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


def derived_public_id(*parts: str) -> str:
    """The id that the same ``parts`` always give, for imported records (a second import, or a
    library rebuilt after a loss, keeps its links). Ten characters of ``ALPHABET``.
    """
    digest = int.from_bytes(hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).digest())
    out = []
    for _ in range(PUBLIC_ID_LENGTH):
        digest, rest = divmod(digest, len(ALPHABET))
        out.append(ALPHABET[rest])
    return "".join(out)


def slugify(text: str, limit: int = 70) -> str:
    """Lower-case words joined by hyphens, letters of any script kept, cut at a word; may be ''."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = re.findall(r"[^\W_]+", folded)
    out = ""
    for word in words:
        longer = f"{out}-{word}" if out else word
        if len(longer) > limit:
            break
        out = longer
    return out or (words[0][:limit] if words else "")
