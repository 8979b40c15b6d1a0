"""Traditional Chinese is complete: every string of the pages has words, and the .mo is the .po."""

from __future__ import annotations

import ast
import gettext
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parent.parent.parent / "curbside" / "web"
FOLDER = WEB / "locale" / "zh_Hant" / "LC_MESSAGES"
LINE = re.compile(r'^(msgctxt|msgid_plural|msgid|msgstr(?:\[0\])?)? ?"(.*)"$')
Key = tuple[str, str]


def read_po() -> tuple[dict[Key, str], str]:
    """(context, text) → translation, and the whole file."""
    whole = (FOLDER / "django.po").read_text(encoding="utf-8")
    found: dict[Key, str] = {}
    for block in whole.split("\n\n"):
        fields: dict[str, str] = {}
        last = ""
        for line in block.splitlines():
            match = LINE.match(line)
            if match:
                last = match.group(1) or last
                fields[last] = fields.get(last, "") + ast.literal_eval(f'"{match.group(2)}"')
        if fields.get("msgid"):
            translation = fields.get("msgstr", fields.get("msgstr[0]", ""))
            found[fields.get("msgctxt", ""), fields["msgid"]] = translation
    return found, whole


def test_nothing_is_untranslated_fuzzy_or_obsolete() -> None:
    found, whole = read_po()
    assert len(found) > 100
    assert [key for key, words in found.items() if not words.strip()] == []
    assert "#, fuzzy" not in whole
    assert "#~" not in whole


def test_placeholders_and_links_are_kept() -> None:
    plurals = dict(re.findall(r'^msgid "(.+)"\nmsgid_plural "(.+)"$', read_po()[1], re.MULTILINE))
    for (_, text), words in read_po()[0].items():
        for pattern in (r"%\(\w+\)[sd]", r"<a class=\"tel\" href=\"tel:"):
            meant = {*re.findall(pattern, text), *re.findall(pattern, plurals.get(text, ""))}
            assert set(re.findall(pattern, words)) == meant, text


def test_the_compiled_file_says_what_the_source_says() -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for (context, text), words in read_po()[0].items():
        said = compiled.pgettext(context, text) if context else compiled.gettext(text)
        if said == text:  # a plural is only found as one
            said = (
                compiled.npgettext(context, text, "", 2)
                if context
                else compiled.ngettext(text, "", 2)
            )
        assert said == words


def test_every_string_of_the_pages_is_in_the_file(tmp_path: Path) -> None:
    """Extract anew, as ``make messages`` does, and compare. Skipped where gettext is missing."""
    if shutil.which("xgettext") is None:
        pytest.skip("gettext is not installed")
    copy = tmp_path / "web"
    shutil.copytree(WEB, copy, ignore=shutil.ignore_patterns("*.pyc", "static"))
    code = (
        "import sys; from django.conf import settings;"
        f"settings.configure(LOCALE_PATHS=[{str(copy / 'locale')!r}], USE_I18N=True);"
        "import django; django.setup(); from django.core.management import call_command;"
        "call_command('makemessages', locale=['zh_Hant'], no_location=True, no_wrap=True)"
    )
    subprocess.run(
        [sys.executable, "-c", code], cwd=copy, check=True, capture_output=True, timeout=120
    )
    fresh = (copy / "locale" / "zh_Hant" / "LC_MESSAGES" / "django.po").read_text("utf-8")
    texts = set(re.findall(r'^msgid "(.+)"$', fresh, re.MULTILINE))
    known = set(re.findall(r'^msgid "(.+)"$', read_po()[1], re.MULTILINE))
    assert texts == known
