"""The simple Markdown that doctors here write: emphasis, lists, links, short headings. Pure.

One parser for whoever needs the text: pages (``html``), and what shows or compares plain words,
such as excerpts, JSON-LD and evidence (``plain``). No HTML, images, tables, code or quotations;
what the parser does not know stays as typed. A line that begins with ``>`` is an item of a list, as
in the replies of old. Deliberately cleans nothing: ``web.text`` lets nh3 pass only its own tags.
"""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Stars, an underscore beside a word, a backslash before a sign: never seen, and may be in a name.
_UNSEEN = re.compile(r"\*+|(?<![^\W_])_+|_+(?![^\W_])|\\(?=[!-/:-@\[-`{-~])")
_SPECIAL = re.compile(r"([\\`*_\[\]()#<>])")
LONGEST = 100_000  # characters that are read as Markdown; a reply is far shorter
_QUOTED = re.compile(r"^ {0,3}>+[ \t]*(?=\S)", re.MULTILINE)
# A web address that stands by itself becomes a link, without the punctuation after it.
_BARE = re.compile(r"(?<![\w(<\[/\"'=])https?://[^\s<>()\[\]\u3000-\uffef]*[\w/#&=%-]", re.ASCII)
_RULES = (
    "autolink", "balance_pairs", "block", "emphasis", "escape", "fragments_join", "heading",
    "inline", "link", "list", "newline", "normalize", "paragraph", "text", "text_join",
)  # fmt: skip
_ENDS = ("paragraph_close", "heading_close", "list_item_close")


@cache
def _parser() -> MarkdownIt:
    """Only the rules named; breaks are kept, as people mean them."""
    made = MarkdownIt("zero", {"html": False, "breaks": True, "maxNesting": 12})
    return made.enable([rule for rule in _RULES if rule in _known(made)])


def _known(parser: MarkdownIt) -> set[str]:
    return {rule for chain in parser.get_all_rules().values() for rule in chain}


def _read(text: str) -> str:
    lines = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n")
    return _BARE.sub(r"<\g<0>>", _QUOTED.sub("- ", lines))


def html(text: str) -> str:
    """HTML of the text, not yet safe; headings are of the level below a reply's own, ``h4``."""
    parser = _parser()
    tokens = parser.parse(_read(text))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h4"
    return cast(str, parser.renderer.render(tokens, parser.options, {}))


def plain(text: str) -> str:
    """The words without their marks, a paragraph or item a line, items with a dash."""
    lines: list[str] = []
    item = False
    for token in _parser().parse(_read(text)):
        if token.type == "list_item_open":
            item = True
        elif token.type == "inline":
            words = _words(token)
            lines.append(f"- {words}" if item else words)
            item = False
        elif token.type in _ENDS and lines and lines[-1] and token.level == 0:
            lines.append("")
    return "\n".join(lines).strip()


def _words(token: Token) -> str:
    return "".join(
        "\n" if child.type in ("softbreak", "hardbreak") else child.content
        for child in token.children or ()
    )


def escaped(words: str) -> str:
    """The words so that Markdown shows them as they are."""
    return _SPECIAL.sub(r"\\\1", words)


def bare(text: str) -> tuple[str, list[int]]:
    """The text without the signs that Markdown hides, and where each character of it stands in
    ``text``; one more for the end. Who looks for a name in it finds ``**An**na``, too.
    """
    places: list[int] = []
    last = 0
    for match in _UNSEEN.finditer(text):
        places += range(last, match.start())
        last = match.end()
    places += range(last, len(text))
    return "".join(text[place] for place in places), [*places, len(text)]
