"""Reading and checking files of services: the one that ships, and the operator's own.

A file is refused whole when anything in it is wrong, because a wrong number is worse than a
service that does not start. Format: see the head of ``countries.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from curbside.core.errors import Misconfigured
from curbside.safety.services.model import Kind, Line, Services

SHIPPED = Path(__file__).with_name("countries.toml")
FALLBACK = "INTL"
_FIELDS = {"name_en", "name_zh", "checked", "confirmed_by", "covers", "lines"}
_LINE_FIELDS = {"kind", "en", "zh", "number", "link", "note_en", "note_zh"}
_CODE = re.compile(r"[A-Z]{2}|INTL")
_LINK = re.compile(r"(?:tel|sms):\+?(?:[0-9*]|%23)+")  # a bare # would begin a fragment
_NUMBER = re.compile(r"[0-9#+][0-9 #()+-]*")


@dataclass(frozen=True)
class Directory:
    """Every country known, and which countries share the lines of another."""

    countries: Mapping[str, Services]
    shared: Mapping[str, str]

    def for_country(self, code: str) -> Services:
        """The country's own lines, those it shares, or the fallback's."""
        wanted = code.strip().upper()
        return self.countries[
            wanted if wanted in self.countries else self.shared.get(wanted, FALLBACK)
        ]


@lru_cache(maxsize=8)
def load(path: Path | None = None) -> Directory:
    """The countries that ship, with those of the operator's file in their place. Read once.

    Raises Misconfigured naming the file, the country and what is wrong.
    """
    shipped = _read(SHIPPED)
    if path is None:
        return shipped
    own = _read(path)
    return Directory({**shipped.countries, **own.countries}, {**shipped.shared, **own.shared})


def _read(path: Path) -> Directory:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise Misconfigured(f"{path} cannot be read as services.", f"{problem}.") from problem
    countries: dict[str, Services] = {}
    shared: dict[str, str] = {}
    for code, entry in data.items():
        where = f"{path.name}, {code}"
        countries[code] = _services(code, entry, where)
        for member in _list(entry, "covers", where):
            _require(isinstance(member, str) and _is_code(member), where, f"covers {member!r}")
            shared[member] = code
    return Directory(countries, shared)


def _services(code: str, entry: Any, where: str) -> Services:
    _require(_is_code(code), where, "no two-letter code of a country")
    _require(isinstance(entry, dict), where, "no table")
    _known(entry, _FIELDS, where)
    checked = entry.get("checked")
    _require(type(checked) is date, where, "checked must be a date such as 2026-11-24")
    lines = tuple(_line(line, where) for line in _list(entry, "lines", where))
    has_emergency = any(line.kind == "emergency" for line in lines)
    _require(has_emergency, where, "no line of the kind emergency")
    return Services(
        country=code,
        name_en=_text(entry, "name_en", where),
        name_zh=_text(entry, "name_zh", where),
        checked=checked,
        confirmed_by=_text(entry, "confirmed_by", where, needed=False),
        lines=lines,
    )


def _line(entry: Any, where: str) -> Line:
    _require(isinstance(entry, dict), where, "a line is no table")
    _known(entry, _LINE_FIELDS, where)
    number = _text(entry, "number", where, needed=False)
    link = _text(entry, "link", where, needed=False)
    of = f"{where}, {entry.get('en', 'a line')}"
    _require(entry.get("kind") in get_args(Kind), of, f"no kind {entry.get('kind')!r}")
    _require(bool(number) == bool(link), of, "a number needs a link and a link a number")
    if number:
        _require(_NUMBER.fullmatch(number) is not None, of, f"{number!r} is no number")
        _require(_LINK.fullmatch(link) is not None, of, f"{link!r} is no tel: or sms: link")
        _require(_same(number, link), of, f"{link!r} does not dial {number!r}")
    return Line(
        kind=entry["kind"],
        name_en=_text(entry, "en", of),
        name_zh=_text(entry, "zh", of),
        number=number,
        link=link,
        note_en=_text(entry, "note_en", of, needed=False),
        note_zh=_text(entry, "note_zh", of, needed=False),
    )


def _same(number: str, link: str) -> bool:
    """Whether the link dials what is written: the same digits, but for the country's prefix."""
    written, dialled = (
        re.sub(r"[^0-9#*]", "", text) for text in (number, link.replace("%23", "#"))
    )
    if "+" not in link:
        return written == dialled
    return dialled.endswith(written.removeprefix("0")) and len(dialled) - len(written) <= 3


def _text(entry: Mapping[str, Any], field: str, where: str, *, needed: bool = True) -> str:
    value = entry.get(field, "")
    _require(isinstance(value, str), where, f"{field} must be text")
    _require(bool(value) or not needed, where, f"{field} is missing")
    return str(value)


def _list(entry: Mapping[str, Any], field: str, where: str) -> list[Any]:
    value = entry.get(field, [])
    _require(isinstance(value, list), where, f"{field} must be a list")
    return list(value)


def _is_code(text: str) -> bool:
    return _CODE.fullmatch(text) is not None


def _known(entry: Mapping[str, Any], fields: set[str], where: str) -> None:
    unknown = sorted(entry.keys() - fields)
    _require(not unknown, where, f"unknown field {', '.join(unknown)}")


def _require(fine: bool, where: str, problem: str) -> None:
    if not fine:
        raise Misconfigured(f"{where}: {problem}.", "Correct the file of services.")
