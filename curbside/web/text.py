"""What people typed, and the Markdown of our own doctors, as safe HTML. Pure.

The text is kept as written (see ``blocks``): paragraphs, line breaks, lists, and web addresses
made into marked links. Everything else is escaped; nh3 then lets only the seven tags pass that
are made here, so that a mistake in this file shows as missing markup, not as a hole.
"""

from __future__ import annotations

import html
import re

import nh3

from curbside.core import markdown
from curbside.web.blocks import Block, blocks, flat

_ADDRESS = re.compile(
    r"(?:https?://|(?<![\w@/.-])www\.)[\w\-.~:/?#\[\]@!$&()*+,;=%]+", re.ASCII | re.I
)
_TRAILING = ".,;:!?*"
TAGS = {"p", "br", "ul", "ol", "li", "a"}
MARKED_TAGS = TAGS | {"strong", "em", "h4"}
ATTRIBUTES = {"a": {"href", "class"}, "ol": {"start"}, "li": {"value"}}


def render(text: str) -> str:
    """Safe HTML for ``text``; "" where there is nothing in it."""
    return _cleaned("".join(_block(block) for block in blocks(text)), TAGS)


def render_marked(text: str) -> str:
    """Safe HTML for a doctor's Markdown (``core.markdown``), its links marked as leading out."""
    made = markdown.html(text).replace("<a href=", '<a class="out" href=')
    return _cleaned(made, MARKED_TAGS).strip()


def one_line(text: str, *, marked: bool) -> str:
    """The words on one line, for an excerpt; ``marked`` for a doctor's Markdown."""
    return flat(markdown.plain(text) if marked else text)


def _cleaned(made: str, tags: set[str]) -> str:
    return nh3.clean(
        made,
        tags=tags,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https"},
        link_rel="nofollow noopener external",
    )


def _block(block: Block) -> str:
    if block.kind == "text":
        return f"<p>{'<br>'.join(inline(part) for part in block.parts)}</p>"
    if block.kind == "bullets":
        return f"<ul>{''.join(f'<li>{inline(part)}</li>' for part in block.parts)}</ul>"
    start = f' start="{block.numbers[0]}"' if block.numbers[0] != 1 else ""
    items, expected = [], block.numbers[0]
    for number, part in zip(block.numbers, block.parts, strict=True):
        value = f' value="{number}"' if number != expected else ""
        items.append(f"<li{value}>{inline(part)}</li>")
        expected = number + 1
    return f"<ol{start}>{''.join(items)}</ol>"


def inline(text: str) -> str:
    """One line: escaped, its web addresses made into links."""
    out, position = [], 0
    for match in _ADDRESS.finditer(text):
        address = _trimmed(match.group())
        if "." not in address.removeprefix("www."):
            continue
        out.append(html.escape(text[position : match.start()]))
        out.append(_link(address))
        position = match.start() + len(address)
    out.append(html.escape(text[position:]))
    return "".join(out)


def _trimmed(address: str) -> str:
    """Without the punctuation of the sentence around it; a bracket stays if it was opened."""
    while address:
        last = address[-1]
        unopened = last == ")" and address.count("(") < address.count(")")
        if last not in _TRAILING and not unopened:
            break
        address = address[:-1]
    return address


def _link(address: str) -> str:
    """The link; the style sheet marks it as leading elsewhere and lets it wrap."""
    target = address if "://" in address else f"https://{address}"
    return f'<a class="out" href="{html.escape(target)}">{html.escape(address)}</a>'
