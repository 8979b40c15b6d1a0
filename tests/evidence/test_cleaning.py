"""What may not be cited, and why; what is refused whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curbside.evidence import boilerplate, cleaning
from curbside.importers import text as html
from tests.evidence.making import make_note


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Call your provider today.", "asks to call"),
        ("Call 1-800-555-0199 for an appointment.", "asks to call"),
        ("Some of these organizations can help you.", "lists organisations"),
        ("Visit our website to see the whole list.", "sends the reader elsewhere"),
        ("Read more about this at www.example.org.", "sends the reader elsewhere"),
        ("The NINDS supports research on tremor.", "research"),
        ("Contact a GARD Information Specialist.", "office"),
        ("Back to top", "part of a page"),
        ("Smith J, et al. N Engl J Med 2008;358:605-14.", "reference"),
        ("var tracker = function(e){send(e);}", "code"),
        ("Signs Approximate number of patients (when available) Tremor 90% Fits 50%", "table"),
        ("Centers for Disease Control and Prevention", "who wrote it"),
        ("Diagnosis and treatment of it", "no whole sentence"),
        ("更多資訊請上本院官方網站。", "sends the reader elsewhere"),
        ("歡迎來電立即預約！", "asks to call"),
    ],
)
def test_boilerplate_is_left_out_with_a_reason(sentence: str, why: str) -> None:
    assert why in boilerplate.reason(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Call 911 if you have chest pain.",
        "See a doctor if the twitch lasts for weeks.",
        "Call your doctor if you have a fever.",
        "Talk to your doctor about the medicines you take.",
        "Nerve tests are done in order to see how well a nerve works.",
        "出現這些徵兆時，請立刻打119。",
        "About 5 in 100 people get it.",
    ],
)
def test_advice_is_kept(sentence: str) -> None:
    assert boilerplate.reason(sentence) == ""


@pytest.mark.parametrize(
    ("text", "language", "why"),
    [
        ("", "en", "empty"),
        ("  \n —  ", "en", "empty"),
        ("word " * 30_000, "en", "longer than"),
        ("顏面神經麻痺是一側的臉突然無力，嘴巴歪、眼睛閉不緊。", "en", "Chinese"),
        ("The face is weak on one side.", "zh-hant", "English"),
        ("面神经麻痹是一侧的脸突然无力，这种病会让眼睛闭不紧，应该检查。", "zh-hant", "Simplified"),
        (
            "La parálisis facial es una debilidad de los músculos de un lado de la cara que suele"
            " aparecer de repente y que en la mayoría de las personas mejora sin tratamiento en"
            " pocas semanas, aunque conviene consultar al médico cuanto antes.",
            "en",
            "not in English",
        ),
        ("It is fine.", "fr", "none of"),
    ],
)
def test_a_note_is_refused_with_a_reason(text: str, language: str, why: str) -> None:
    assert why in cleaning.refusal(make_note(text=text, language=language))


def test_an_address_book_is_no_foreign_language() -> None:
    text = "National Eye Institute 2020 Vision Place Bethesda MD " * 20
    assert cleaning.refusal(make_note(text=text)) == ""


def kept(text: str) -> list[str]:
    cleaned = cleaning.clean(make_note(text=text))
    return [u.text for section in cleaned.sections for b in section for u in b.units]


def test_scripts_and_tags_are_out_and_what_is_said_stays() -> None:
    raw = "<p>Rest helps.</p><script>alert('Sleep.')</script><b>Sleep more.</b>"
    assert kept(html.clean(raw)) == ["Rest helps.", "Sleep more."]


def test_what_is_said_twice_stays_once() -> None:
    assert kept("Rest helps. Sleep more.\n\nRest helps.") == ["Rest helps.", "Sleep more."]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It is contagious between people.", "It is not contagious between people."),
        ("Adults may take 400 mg of it daily.", "Adults may take 4000 mg of it daily."),
        ("這種藥物可以和酒一起服用。", "這種藥物不可以和酒一起服用。"),
    ],
)  # fmt: skip
def test_of_two_that_contradict_each_other_neither_stays(one: str, other: str) -> None:
    joint = "" if "。" in one else " "
    assert kept(f"{one}{joint}{other}") == []
    assert kept(one) == [one]


def test_a_list_goes_with_the_line_that_sends_elsewhere() -> None:
    assert kept("See the web sites of:\n- The clinic\n- The ministry\n\nRest helps.") == [
        "Rest helps."
    ]


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400))
def test_nothing_typed_breaks_it(text: str) -> None:
    note = make_note(text=html.clean(text))
    cleaning.refusal(note)
    for sentence in kept(html.clean(text)):
        assert boilerplate.reason(sentence, item=True) == ""


@pytest.mark.parametrize("piece", ["see ", "a - ", "(", "1% ", "www", "。", "\n- ", "- a\n", "A. "])
def test_hostile_input_ends(piece: str) -> None:
    """A pattern that runs away would not come back at this length."""
    text = (piece * 20_000)[:20_000]
    cleaned = cleaning.clean(make_note(text=text))
    said = sum(len(u.text) for s in cleaned.sections for block in s for u in block.units)
    assert said <= len(text)
