"""The shipped encoder's own facts: its files, its batching, and known vectors' geometry.

Not here: speed and closeness to fp32, which `evals.encoder` measures on real questions.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from curbside.core.errors import Misconfigured
from curbside.embedding import get_encoder
from curbside.embedding.onnx_encoder import (
    MAX_TOKENS,
    MODEL_DIR,
    TOKEN_BUDGET,
    OnnxEncoder,
    _pad,
    _runs,
)


def cosine(one: str, other: str) -> float:
    vectors = get_encoder("onnx").encode([one, other])
    return float(vectors[0] @ vectors[1])


def test_id_names_the_model_and_the_table() -> None:
    both = (MODEL_DIR / "model.onnx").read_bytes() + (MODEL_DIR / "chinese.npz").read_bytes()
    assert get_encoder("onnx").id == f"curbside-l6-int8-{sha256(both).hexdigest()[:8]}"


def test_shipped_files_are_small_and_licensed() -> None:
    size = sum(path.stat().st_size for path in MODEL_DIR.iterdir())
    assert size <= 25_000_000
    assert "Apache License" in (MODEL_DIR / "LICENSE").read_text("utf-8")
    assert "all-MiniLM-L6-v2" in (MODEL_DIR / "README.md").read_text("utf-8")


def test_model_card_is_of_this_model() -> None:
    assert get_encoder("onnx").id in (MODEL_DIR / "README.md").read_text("utf-8")


def test_meaning_without_shared_words() -> None:
    near = cosine("high blood pressure", "hypertension")
    assert near > 0.6
    assert near > cosine("high blood pressure", "ingrown toenail") + 0.3


# The cosines of the weights in fp32 (training/encode.py), before they became int8, to two decimals.
@pytest.mark.parametrize(
    ("one", "other", "exact"),
    [
        ("high blood pressure", "hypertension", 0.75),
        ("high blood pressure", "ingrown toenail", 0.04),
        ("My baby has a fever.", "How do I treat a high temperature in an infant?", 0.70),
        ("Is this rash contagious?", "What vaccines do I need for travel to Kenya?", 0.16),
    ],
)
def test_cosines_of_the_weights_in_fp32(one: str, other: str, exact: float) -> None:
    assert cosine(one, other) == pytest.approx(exact, abs=0.03)


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("糖尿病可以吃水果嗎？", "糖尿病患者能吃什么水果", "乙肝会传染给孩子吗"),
        ("高血壓會引起頭暈嗎", "头晕是不是高血压引起的", "高血压患者能喝酒吗"),
    ],
)
def test_chinese_in_either_script(text: str, near: str, far: str) -> None:
    assert cosine(text, near) > cosine(text, far) + 0.1


def test_rare_characters_are_still_read() -> None:
    assert np.linalg.norm(get_encoder("onnx").encode(["龘靐齉"])) == pytest.approx(1, abs=1e-5)


def test_one_script_does_not_disturb_the_other() -> None:
    texts = ["Is this rash contagious?", "糖尿病可以吃水果嗎？", "fever"]
    together = get_encoder("onnx").encode(texts)
    alone = np.vstack([get_encoder("onnx").encode([text]) for text in texts])
    assert together == pytest.approx(alone, abs=1e-3)


def test_reads_256_tokens_and_no_more() -> None:
    encoder = get_encoder("onnx")
    # One token a word; [CLS] and [SEP] take two of the 256.
    full = "pain " * (MAX_TOKENS - 2)
    vectors = encoder.encode([full, full + "malaria " * 50, "pain " * (MAX_TOKENS - 3) + "malaria"])
    assert np.array_equal(vectors[0], vectors[1])
    assert not np.array_equal(vectors[0], vectors[2])


def test_runs_keep_to_the_token_budget() -> None:
    lengths = [256, 3, 9, 200, 2, 17, *([12] * 400), 256, 256, 256, 256, 256]
    runs = list(_runs(lengths))
    assert sorted(i for run in runs for i in run) == [i for i, n in enumerate(lengths) if n > 2]
    assert all(len(run) * max(lengths[i] for i in run) <= TOKEN_BUDGET for run in runs)
    # Full, too: no run could have taken the next one's first text.
    for run, following in pairwise(runs):
        assert (len(run) + 1) * lengths[following[0]] > TOKEN_BUDGET


def test_padding_is_masked() -> None:
    ids, mask = _pad([[101, 7, 102], [101, 7, 8, 9, 102]])
    assert ids.tolist() == [[101, 7, 102, 0, 0], [101, 7, 8, 9, 102]]
    assert mask.tolist() == [[1, 1, 1, 0, 0], [1, 1, 1, 1, 1]]


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_thread_count_does_not_change_vectors(threads: int) -> None:
    texts = ["Is this rash contagious?", "chest pain " * 60]
    ours = OnnxEncoder(threads=threads).encode(texts)
    assert (ours * get_encoder("onnx").encode(texts)).sum(axis=1).min() >= 1 - 1e-5


def test_nothing_is_loaded_before_the_first_text() -> None:
    encoder = OnnxEncoder()
    assert not encoder.encode(["", " "]).any()
    assert encoder._loaded is None
    encoder.encode(["fever"])
    assert encoder._loaded is not None


def test_missing_files_say_what_to_do(tmp_path: Path) -> None:
    encoder = OnnxEncoder(model_dir=tmp_path)
    with pytest.raises(Misconfigured, match="export_encoder"):
        encoder.encode(["fever"])
    with pytest.raises(Misconfigured, match=re.escape(str(tmp_path))):
        _ = encoder.id


def test_damaged_model_is_reported_and_a_repair_is_seen(tmp_path: Path) -> None:
    for name in ("tokenizer.json", "chinese.npz"):
        (tmp_path / name).write_bytes((MODEL_DIR / name).read_bytes())
    (tmp_path / "model.onnx").write_bytes(b"not a model")
    encoder = OnnxEncoder(model_dir=tmp_path)
    with pytest.raises(Misconfigured):
        encoder.encode(["fever"])
    (tmp_path / "model.onnx").write_bytes((MODEL_DIR / "model.onnx").read_bytes())
    assert np.linalg.norm(encoder.encode(["fever"])) == pytest.approx(1, abs=1e-5)


def test_a_forked_child_encodes() -> None:
    # In a process of its own: forking the test run would copy whatever threads it has.
    code = """
import os, signal, sys
from curbside.embedding import get_encoder
e, texts = get_encoder("onnx"), ["fever and cough " * 30] * 8
e.encode(texts)
child = os.fork()
if child:
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0)
signal.alarm(20)  # a child that hangs is ended, and its parent sees it
# The parent's session is given up. Ended as multiprocessing ends its children.
os._exit(0 if e._loaded is None and e.encode(texts).any() else 1)
"""
    # With "true" the tokenizers library hangs in a forked child, as it warns; unset it copes.
    environment = {k: v for k, v in os.environ.items() if k != "TOKENIZERS_PARALLELISM"}
    run = subprocess.run([sys.executable, "-c", code], timeout=45, env=environment, check=False)
    assert run.returncode == 0


def test_the_fake_never_loads_onnxruntime() -> None:
    code = (
        "import sys; from curbside.embedding import get_encoder; get_encoder('fake').encode(['a']);"
        "raise SystemExit('onnxruntime' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
