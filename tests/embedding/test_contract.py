"""What every encoder promises (`curbside.embedding.port`), for the real one and the fake.

Not here: what only one of them does (`test_onnx_encoder`), and quality (`evals.encoder`).
"""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from curbside.core.errors import Misconfigured
from curbside.embedding import DIMENSIONS, Encoder, get_encoder

TEXTS = [
    "Is this rash contagious?",
    "My son of 4 has had a fever of 39 degrees for three days and will not drink.",
    "頭痛三天了，需要看醫生嗎？",
    "Why do I feel dizzy when I stand up? 😵‍💫",
    "Can I take ibuprofen with lisinopril?",
    "chest pain " * 40,
    "e\u0301 naïve café ÅNGSTRÖM",
    "?",
]
NOTHING = ["", "   ", "\n\t\r\n", "\u3000\u00a0", "\x00\x01\x1b", "\u200b"]


@pytest.fixture(params=["fake", "onnx"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    name: str = request.param
    return get_encoder(name)


def nearest(encoder: Encoder, text: str, others: list[str]) -> int:
    return int((encoder.encode(others) @ encoder.encode([text])[0]).argmax())


def test_shape_and_type(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), DIMENSIONS) == (8, 384)
    assert vectors.dtype == np.float32
    assert encoder.dimensions == DIMENSIONS


def test_no_texts(encoder: Encoder) -> None:
    vectors = encoder.encode([])
    assert vectors.shape == (0, DIMENSIONS)
    assert vectors.dtype == np.float32


def test_rows_have_length_one(encoder: Encoder) -> None:
    lengths = np.linalg.norm(encoder.encode(TEXTS), axis=1)
    assert lengths == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_to_read_is_zeros(encoder: Encoder, text: str) -> None:
    vectors = encoder.encode(["fever", text, "cough"])
    assert not vectors[1].any()
    assert vectors[0].any()
    assert vectors[2].any()


def test_only_nothing_to_read(encoder: Encoder) -> None:
    vectors = encoder.encode(NOTHING)
    assert vectors.shape == (len(NOTHING), DIMENSIONS)
    assert not vectors.any()


def test_order_is_kept(encoder: Encoder) -> None:
    forwards = encoder.encode(TEXTS)
    backwards = encoder.encode(TEXTS[::-1])[::-1]
    # Each row is nearest to its own: a swapped pair would show.
    assert (forwards @ backwards.T).argmax(axis=1).tolist() == list(range(len(TEXTS)))


def test_alone_as_in_a_batch(encoder: Encoder) -> None:
    together = encoder.encode([*TEXTS, "x" * 5000, "fever and cough " * 300, "1 2 3 " * 90])
    for text, row in zip(TEXTS, together, strict=False):
        assert float(encoder.encode([text])[0] @ row) >= 1 - 1e-3


def test_same_text_same_vector(encoder: Encoder) -> None:
    assert np.array_equal(encoder.encode(TEXTS), encoder.encode(TEXTS))


def test_tuple_is_as_good_as_list(encoder: Encoder) -> None:
    assert np.array_equal(encoder.encode(tuple(TEXTS)), encoder.encode(TEXTS))


def test_more_texts_than_one_run(encoder: Encoder) -> None:
    texts = [f"question number {n} about {'pain ' * (n % 9)}" for n in range(1500)]
    vectors = encoder.encode(texts)
    for n in (0, 1, 700, 1023, 1024, 1499):
        assert float(encoder.encode([texts[n]])[0] @ vectors[n]) >= 1 - 1e-3


def test_very_long_text_is_cut(encoder: Encoder) -> None:
    book = ("My knee hurts when I climb stairs. " * 3000)[:100_000]
    assert len(book) == 100_000
    other_end = book[:8_000] + "malaria vaccine for travel " * 2000
    vectors = encoder.encode([book, other_end])
    assert np.linalg.norm(vectors[0]) == pytest.approx(1, abs=1e-5)
    assert float(vectors[0] @ vectors[1]) >= 1 - 1e-3


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "😀" * 3000, "頭" * 3000, "a\x00b\x07c", "\ud800 rash"]
)
def test_odd_text_is_encoded(encoder: Encoder, text: str) -> None:
    assert np.linalg.norm(encoder.encode([text])[0]) == pytest.approx(1, abs=1e-5)


def test_control_characters_change_little(encoder: Encoder) -> None:
    plain, dirty = encoder.encode(["headache and fever", "head\x00ache and\x07 fever\x1b"])
    assert float(plain @ dirty) >= 0.999


def test_near_texts_are_nearer_than_far_ones(encoder: Encoder) -> None:
    others = [
        "How should I store my contact lenses?",
        "Can I take ibuprofen together with lisinopril tablets?",
        "What vaccines do I need for travel to Kenya?",
    ]
    assert nearest(encoder, "Is it safe to take ibuprofen with lisinopril?", others) == 1


def test_near_chinese_texts_are_nearer_than_far_ones(encoder: Encoder) -> None:
    others = ["懷孕可以打流感疫苗嗎？", "膝蓋痛可以跑步嗎？", "糖尿病可以吃水果嗎？"]
    assert nearest(encoder, "糖尿病患者可以吃哪些水果？", others) == 2


def test_letter_case_does_not_matter(encoder: Encoder) -> None:
    lower, upper = encoder.encode(["chest pain at night", "CHEST PAIN AT NIGHT"])
    assert float(lower @ upper) >= 1 - 1e-3


def test_many_threads_at_once(encoder: Encoder) -> None:
    alone = encoder.encode(TEXTS)
    with ThreadPoolExecutor(8) as pool:
        for vectors in pool.map(lambda _: encoder.encode(TEXTS), range(32)):
            assert (vectors * alone).sum(axis=1).min() >= 1 - 1e-3


def test_same_in_another_process(encoder: Encoder) -> None:
    name = "fake" if encoder.id.startswith("fake") else "onnx"
    code = (
        "import sys; from curbside.embedding import get_encoder;"
        f"e = get_encoder({name!r}); v = e.encode(['fever and 頭痛 in a child']);"
        "sys.stdout.write(e.id + ' ' + v.tobytes().hex())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    there_id, there = run.stdout.split(" ")
    assert there_id == encoder.id
    here = encoder.encode(["fever and 頭痛 in a child"])[0]
    assert float(np.frombuffer(bytes.fromhex(there), np.float32) @ here) >= 1 - 1e-6


def test_ids_tell_encoders_apart() -> None:
    assert get_encoder("fake").id != get_encoder("onnx").id


def test_one_encoder_a_process() -> None:
    assert get_encoder() is get_encoder("onnx") is get_encoder("")
    assert get_encoder("fake") is get_encoder("fake")
    assert get_encoder("fake") is not get_encoder("onnx")


def test_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Misconfigured, match="onnx, fake"):
        get_encoder("word2vec")
