"""What people type comes out as written, in lists where they meant lists, and never as code."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.web.blocks import blocks, flat
from curbside.web.text import TAGS, render

VOID = {"br"}


class Read(HTMLParser):
    """Reads rendered HTML back: its text with the numbers of lists, its tags, its attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.tags = "", list[str](), set[str]()
        self.attributes: list[tuple[str, str]] = []
        self.number: int | None = None
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given_ = dict(attrs)
        self.tags.add(tag)
        self.text += " "
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag == "ol":
            self.number = int(given_.get("start") or 1)
        if tag == "li" and self.number is not None:
            self.number = int(given_.get("value") or self.number)
            self.text += f" {self.number}. "
            self.number += 1
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "tags are not balanced"
        if tag == "ol":
            self.number = None

    def handle_data(self, data: str) -> None:
        self.text += data


def written(text: str) -> str:
    """The letters and digits of a text, in order; numbers of lists without leading zeros."""
    text = re.sub(r"(?<!\d)0+(?=\d)", "", text)
    return "".join(sign for sign in text if sign.isalnum())


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("", ""),
        (" \n\n ", ""),
        ("one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"),
        ("one\r\ntwo\rthree", "<p>one<br>two<br>three</p>"),
        (
            "Hello: > It is due to unstable discharges > You should rest more > See a doctor.",
            "<p>Hello:</p><ul><li>It is due to unstable discharges</li>"
            "<li>You should rest more</li><li>See a doctor.</li></ul>",
        ),
        ("您好:>神經不穩>請多休息", "<p>您好:</p><ul><li>神經不穩</li><li>請多休息</li></ul>"),
        ("> a\n>b\n>> c\n\nbye", "<ul><li>a</li><li>b</li><li>c</li></ul><p>bye</p>"),
        ("- a\n* b\n• c", "<ul><li>a</li><li>b</li><li>c</li></ul>"),
        ("- one\n\n- two", "<ul><li>one</li><li>two</li></ul>"),
        (
            "- broken\nover lines\nThen this.",
            "<ul><li>broken over lines</li></ul><p>Then this.</p>",
        ),
        (
            "- Lactose is a sugar.  - Most people tolerate some.",
            "<ul><li>Lactose is a sugar.</li><li>Most people tolerate some.</li></ul>",
        ),
        ("1. a\n2) b\n(3) c", "<ol><li>a</li><li>b</li><li>c</li></ol>"),
        ("1、休息\n2、看醫師", "<ol><li>休息</li><li>看醫師</li></ol>"),
        ("1. a\n1. b", '<ol><li>a</li><li value="1">b</li></ol>'),
        ("1. a\n- x\n2. b", '<ol><li>a</li></ol><ul><li>x</li></ul><ol start="2"><li>b</li></ol>'),
        (
            "plan:1. avoid starch. 2. rinse. 3. sleep",
            "<p>plan:</p><ol><li>avoid starch.</li><li>rinse.</li><li>sleep</li></ol>",
        ),
        ("BP > 140 and ALT > AST", "<p>BP &gt; 140 and ALT &gt; AST</p>"),
        ("see --> <link>", "<p>see --&gt; &lt;link&gt;</p>"),
        ("12. March, 37.5 degrees", "<p>12. March, 37.5 degrees</p>"),
        ("2. comes without a first", "<p>2. comes without a first</p>"),
        ("-5 degrees outside", "<p>-5 degrees outside</p>"),
        ("*not* _emphasis_ # nor heading", "<p>*not* _emphasis_ # nor heading</p>"),
        ("<b>bold</b> & co", "<p>&lt;b&gt;bold&lt;/b&gt; &amp; co</p>"),
        ("a\x00b\u202ec", "<p>abc</p>"),
    ],
)
def test_shapes(typed: str, made: str) -> None:
    assert render(typed) == made


LINK = '<a class="out" href="{0}" rel="nofollow noopener external">{1}</a>'


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("see https://a.org/b.", "see " + LINK.format("https://a.org/b", "https://a.org/b") + "."),
        ("(http://a.org/b(c))", "(" + LINK.format("http://a.org/b(c)", "http://a.org/b(c)") + ")"),
        (
            "請看https://a.tw/b。謝謝",
            "請看" + LINK.format("https://a.tw/b", "https://a.tw/b") + "。謝謝",
        ),
        ("www.a.org, yes", LINK.format("https://www.a.org", "www.a.org") + ", yes"),
        ("well.it is done", "well.it is done"),
        ("http:// and www.", "http:// and www."),
        ("me@www.a.org", "me@www.a.org"),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_links(typed: str, made: str) -> None:
    assert render(typed) == f"<p>{made}</p>"


NASTY = st.sampled_from(
    [
        "<script>",
        "</p>",
        "<img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "data:text/html,x",
        "> ",
        "\n> ",
        "- ",
        "\n- ",
        "\n1. ",
        "\n2) ",
        ": ",
        "&lt;",
        "&#60;",
        "<!--",
        "]]>",
        "01. ",
        "\x00",
        "\u202e",
        "www.a.org",
        "：",
        "醫師",
        "\u2028",
        "'",
        '"',
        "<a href=",
        "https://a.org/\"onclick='x'",
    ]
)
TYPED = st.lists(st.one_of(NASTY, st.text(max_size=30)), max_size=25).map("".join)


@settings(max_examples=400, deadline=None)
@given(TYPED)
def test_never_executes_and_is_balanced(typed: str) -> None:
    read = Read(render(typed))
    assert not read.open
    assert read.tags <= TAGS
    for name, value in read.attributes:
        assert name in {"class", "href", "rel", "start", "value"}
        if name == "href":
            assert value.startswith(("http://", "https://"))


@settings(max_examples=400, deadline=None)
@given(TYPED)
def test_nothing_that_was_said_is_lost(typed: str) -> None:
    assert written(Read(render(typed)).text) == written(typed)


@settings(max_examples=200, deadline=None)
@given(TYPED)
def test_flat_says_the_words_of_the_blocks_on_one_line(typed: str) -> None:
    line = flat(typed)
    assert "\n" not in line
    parts = "".join(part for block in blocks(typed) for part in block.parts)
    assert written(line) == written(parts)


def test_flat_reads_well() -> None:
    assert flat("Hello:\n- rest\n- sleep well.\n\nBye") == "Hello: rest; sleep well. Bye"
