"""Cleaning: HTML gone, what was said kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curbside.importers.text import clean, one_line


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>Hello&nbsp;&amp; bye<br/>now</p>", "Hello & bye\nnow"),
        ("before<script>alert('x')</script>after", "beforeafter"),
        ("<SCRIPT SRC=//x>alert(1)</SCRIPT >still here", "still here"),
        ("<style>p{}</style><b>bold</b>", "bold"),
        ("text <img src=x onerror=alert(1)> more", "text more"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("a<!-- hidden -->b", "ab"),
        ("<header>Name</header>text", "Name\ntext"),
        # What is no HTML stays, for it may be medicine.
        ("if a<b and c>d", "if a<b and c>d"),
        ("BP <than 120, pulse> 60", "BP <than 120, pulse> 60"),
        ("p < 0.05 & n > 3", "p < 0.05 & n > 3"),
        ("consult online --> <link>", "consult online --> <link>"),
        ("AT&T; ask", "AT&T; ask"),
        ("<script> is a word here", "is a word here"),
        # Marks of lists and quotations stay.
        ("> Sleep well\n> Less coffee", "> Sleep well\n> Less coffee"),
        ("Try:\n- this\n- that", "Try:\n- this\n- that"),
        # Lists that lost their line ends.
        (
            "They offer:  - Tests  - Drugs   See a doctor.",
            "They offer:\n- Tests\n- Drugs\n\nSee a doctor.",
        ),
        ("well - known and so-called - yes", "well - known and so-called - yes"),
        # Blanks, line ends, controls.
        ("a\r\nb\rc\x0bd", "a\nb\nc\nd"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("a\x00b\x07c\ud800d\ufeff", "abcd"),
        ("  two\u00a0 \u3000spaces\t", "two spaces"),
        # A character read as Latin-1 is put together; other mojibake is not guessed at.
        ("don\u00e2\u0080\u0099t", "don’t"),
        ("caf\u00c3\u00a9 10\u00e2\u00b0\u00bb", "caf\u00c3\u00a9 10\u00e2\u00b0\u00bb"),
        ("你好，醫師。\n\n頭痛三天", "你好，醫師。\n\n頭痛三天"),
    ],
)
def test_cleaning(written: str, kept: str) -> None:
    assert clean(written) == kept


def test_one_line() -> None:
    assert one_line(" a\n b<br>c ") == "a b c"


@given(st.text(max_size=400))
def test_nothing_is_left_that_a_database_or_a_page_cannot_take(text: str) -> None:
    done = clean(text)
    assert "\x00" not in done
    assert "\r" not in done
    assert done == done.strip()
    done.encode("utf-8")


TAGS = st.sampled_from(["<p>", "<br>", "<!--", "-->", "<script>", "</script", ">", "<a href=x>"])


@given(st.lists(TAGS | st.text(max_size=5), max_size=30).map("".join))
def test_no_script_survives_whole(text: str) -> None:
    done = clean(text)
    assert not ("<script>" in done and "</script" in done.split("<script>", 1)[1])


@given(
    st.text(alphabet=st.characters(exclude_characters="<&-\u00e0-\u00ff", categories=["L", "N"]))
)
def test_words_are_kept_as_written(text: str) -> None:
    assert "".join(clean(text).split()) == "".join(text.split())
