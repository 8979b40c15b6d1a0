"""Headlines: readable, never too long, never empty where there is a word to show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curbside.importers.formats.medquad_headline import medquad_headline
from curbside.importers.headline import LIMIT, headline
from curbside.search.headlines.writing import cut


@pytest.mark.parametrize(
    ("title", "question", "shown"),
    [
        ("is my anti hiv test conclusive?", "", "Is my anti HIV test conclusive?"),
        ("HELP ME PLEASE MY MRI IS BAD", "", "Help me please my MRI is bad"),
        ("can i take it ? ?", "", "Can I take it?"),
        ("i’ve had pain. is it my heart?", "", "I’ve had pain. Is it my heart?"),
        ("Question: I just overdosed", "", "I just overdosed"),
        ("iPhone rash", "ignored", "iPhone rash"),
        ("..", "my knee hurts since Monday.", "My knee hurts since Monday"),
        (
            "",
            "Hello doctor,\nI cycle a lot. Is it fine to exercise with knee pain? Thanks",
            "Is it fine to exercise with knee pain?",
        ),
        (
            "",
            "I smoke and my chest hurts at night.\nWhat is your take on this?",
            "I smoke and my chest hurts at night",
        ),
        (
            "",
            "Dear Dr, my knee has clicked for years. Now it’s started to crackle?",
            "My knee has clicked for years. Now it’s started to crackle?",
        ),
        ("", "您好，我最近一直頭痛\n請問是怎麼了？謝謝", "頭痛是怎麼了？"),
        ("", "嘴角抽動", "嘴角抽動"),
        ("", "> - itchy", "Itchy"),
        ("", "", ""),
    ],
)
def test_headline(title: str, question: str, shown: str) -> None:
    assert headline(title, question) == shown


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("What is (are) Abscess ?", "What is Abscess?"),
        ("What is (are) Kidney Stones ?", "What are Kidney Stones?"),
        ("Who is at risk for Abortion - medical? ?", "Who is at risk for Abortion - medical?"),
        ("How to diagnose Brain Tumors ?", "How are Brain Tumors diagnosed?"),
        ("What are the treatments for Acne ?", "How is Acne treated?"),
        (
            "what research (or clinical trials) is being done for Acne ?",
            "What research is being done on Acne?",
        ),
        ("Do you have information about Biofeedback", "What should I know about Biofeedback?"),
        ("How to prevent Parasites - Hookworm ?", "How can Hookworm be prevented?"),
        ("what is botulism?", "What is botulism?"),
    ],
)
def test_medquad_templates_become_questions(asked: str, shown: str) -> None:
    assert medquad_headline(asked) == shown


def test_cut_at_a_word() -> None:
    assert cut("one two three four", 12) == "one two…"
    assert cut("short", 12) == "short"
    assert len(cut("x" * 500, LIMIT)) == LIMIT


@given(st.text(max_size=600), st.text(max_size=600))
def test_fits_and_is_one_line(title: str, question: str) -> None:
    shown = headline(title, question)
    assert len(shown) <= LIMIT
    assert shown == " ".join(shown.split())
