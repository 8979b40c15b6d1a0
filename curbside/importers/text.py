"""Cleaning what a source says, without changing what it means. Pure.

HTML becomes plain text, control characters go, line ends and blank runs are made even. Everything
else is kept as written: leading `>` and `-` marks, spelling, capitals. Making text safe
to show is the business of the page, which escapes it; nothing here relies on being the last guard.
Mojibake is left alone but for one sure case: controls that are the rest of a character once read as
Latin-1 ("don" "â" U+0080 U+0099 "t") are put together again; dropping them would leave "donât".

Only tags that HTML really has are taken for tags. A general sanitiser reads "BP <than 120, pulse>
60" as one unknown tag and drops it, and with it what the doctor said.
"""

from __future__ import annotations

import html
import re
import string

_BLOCK = (
    "address article aside blockquote body br center dd details dialog div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol option"
    " p pre section summary table tbody td tfoot th thead title tr ul"
)
_INLINE = (
    "a abbr acronym audio b base big bdi bdo button canvas cite code data del dfn em embed font"
    " i iframe img input ins kbd label map mark math meta noscript o:p object output param picture"
    " progress q s samp select small source span strike strong sub sup svg textarea time tt u var"
    " video wbr"
)
_SILENT = ("script", "style", "template", "iframe", "noscript", "object", "svg", "head")
_BLOCKS = frozenset(_BLOCK.split())
_NAMES = "|".join(sorted({*_BLOCKS, *_INLINE.split(), *_SILENT}, key=len, reverse=True))
_TAG = re.compile(rf"<\s*(/?)({_NAMES})(?![\w:.-])([^<>]*)>", re.IGNORECASE)
_SILENT_START = re.compile(rf"<({'|'.join(_SILENT)})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)  # keeps the length
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BROKEN_UTF8 = re.compile(
    "[\u00e0-\u00ef][\u0080-\u00bf]{2}|[\u00c2-\u00df][\u0080-\u009f]|[\u00f0-\u00f4][\u0080-\u00bf]{3}"
)
_BLANKS = re.compile(r"[^\S\n]+")
# Lists that lost their line ends with their HTML: "include:  - pain  - fever   See a doctor".
_INLINE_LIST = re.compile(r"(?<=[^\s-]) {2,}-\s+(?=\S)")
_AFTER_LIST = re.compile(r"^(- .*?\S) {3,}(?=\S)", re.MULTILINE)
_MANY_LINES = re.compile(r"\n{3,}")
# Categories Cc, without line end and tab, and Cs; byte order marks and what is no character.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]+")
_BREAKS = str.maketrans({"\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def clean(text: str) -> str:
    """``text`` as plain text: lines kept, at most one empty line between paragraphs."""
    text = _BROKEN_UTF8.sub(_put_together, text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)
    text = without_controls(plain(text))
    text = _AFTER_LIST.sub(r"\1\n\n", _INLINE_LIST.sub("\n- ", text))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return _MANY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _put_together(match: re.Match[str]) -> str:
    broken = match.group()
    if not any("\x80" <= char <= "\x9f" for char in broken):
        return broken  # letters and signs only, such as "â°»": it may be meant
    try:
        return broken.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return broken


def one_line(text: str) -> str:
    """``text`` cleaned and on one line, for titles and names."""
    return " ".join(clean(text).split())


def without_controls(text: str) -> str:
    """Drop what PostgreSQL refuses or a page cannot show: controls, lone surrogates, BOMs."""
    return _UNSHOWN.sub("", text)


def plain(text: str) -> str:
    """HTML to text: scripts and comments dropped, blocks to lines, items to "- ", entities read."""
    if "<" in text:
        text = _TAG.sub(_as_text, _without_silent(_without_comments(text)))
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    return text


def _as_text(match: re.Match[str]) -> str:
    """What a tag becomes. With words but no attribute in it, it is prose ("if a<b and c>d")."""
    closing, name, rest = match.group(1), match.group(2).lower(), match.group(3).strip(" /\t\n")
    if rest and "=" not in rest:
        return match.group()
    if name == "li":
        return "" if closing else "\n- "
    if name in ("td", "th"):
        return " "
    return "\n" if name in _BLOCKS else ""


def _without_comments(text: str) -> str:
    """``text`` without HTML comments; one that never ends is something typed, and stays."""
    out, position = [], 0
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        out.append(text[position:start])
        position = end + 3
    return "".join([*out, text[position:]])


def _without_silent(text: str) -> str:
    """``text`` without scripts, styles and the like, their content included. One pass."""
    folded, out, position = text.translate(_LOWER), [], 0
    endless: set[str] = set()  # of these no closing tag follows any more
    for match in _SILENT_START.finditer(text):
        name = match.group(1).lower()
        if match.start() < position or name in endless:
            continue
        end = folded.find(f"</{name}", match.end())
        if end < 0:
            endless.add(name)
            continue
        out.append(text[position : match.start()])
        stop = folded.find(">", end)
        position = stop + 1 if stop >= 0 else len(text)
    return "".join([*out, text[position:]])
