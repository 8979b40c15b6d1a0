"""How names and addresses are folded and shown. Pure: no database."""

from __future__ import annotations

import re
import unicodedata

_TITLE = re.compile(r"^(?:dr|doctor|prof|professor|mr|mrs|ms|miss)\b\.?\s*", re.IGNORECASE)
_DEGREE = re.compile(
    r"[,\s]+(?:m\.?d|m\.?b\.?b\.?s|ph\.?d|d\.?o|frcs|mrcp|facp|faap|dnb|ms|md)\.?$", re.IGNORECASE
)
_ZH_TITLE = re.compile(r"\s*(?:醫師|醫生|医师|医生|大夫|主任|教授)$")


def name_key(name: str) -> str:
    """The name without titles, degrees, points, case and spacing; equal keys are one person.

    >>> name_key("Dr.Ayman  Darrag, MD") == name_key("dr ayman darrag")
    True
    """
    text = unicodedata.normalize("NFKC", name).strip()
    before = None
    while text != before:
        before = text
        text = _ZH_TITLE.sub("", _DEGREE.sub("", _TITLE.sub("", text))).strip(" ,.")
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def display_name(name: str) -> str:
    """The name as shown: one space between words, a space after "Dr", capitals where none are.

    >>> display_name("dr.ayman darrag")
    'Dr Ayman Darrag'
    """
    text = " ".join(unicodedata.normalize("NFKC", name).split())
    text = re.sub(r"^(?:dr|doctor)\b\.?\s*", "Dr ", text, flags=re.IGNORECASE).strip()
    if text.removeprefix("Dr ") == text.removeprefix("Dr ").lower():
        text = " ".join(word[:1].upper() + word[1:] for word in text.split(" "))
    return text


def address_key(email: str) -> str:
    """The email address in the one form in which accounts are kept and compared.

    Lower case rather than case folding, which would turn a "ß" into another mailbox.

    >>> address_key(" Ann.Lee@Example.ORG ")
    'ann.lee@example.org'
    """
    return unicodedata.normalize("NFC", email).strip().lower()
