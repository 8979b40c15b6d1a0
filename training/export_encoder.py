"""Make `curbside/embedding/model/model.onnx` and `tokenizer.json` from weights.

Purpose: fine-tuned weights (or the original ones) to one int8 ONNX graph with mean pooling and
normalising inside; refuse to write it where it misses a bar. Deliberately does no training and
fetches nothing; recall and speed are measured afterwards by `evals/`. Run from the repository
root (training/README.md):

    python training/export_encoder.py --shared ../shared --weights /tmp/training/mixed.pt
    python training/export_encoder.py --shared ../shared --fp32 /tmp/training/original
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from encode import SentenceModel, settings, tokenizer
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from quantise import quantise

TARGET = Path(__file__).parents[1] / "curbside" / "embedding" / "model"
MAX_TOKENS = 256
WORD_TABLE = "bert.embeddings.word_embeddings.weight"
COSINE_BAR, BATCH_BAR, BYTES_BAR = 0.98, 1e-3, 25_000_000


def export(path: Path, weights: Path | None) -> onnx.ModelProto:
    """Write the fp32 graph to `path` and return it fused (MultiHeadAttention, BiasGelu, ...).

    `weights`: a file as `mix.py` writes it; None takes the original ones.
    """
    ids = torch.randint(1000, 2000, (2, 9))
    mask = torch.ones_like(ids)
    mask[1, 6:] = 0
    both = {0: "batch", 1: "length"}
    model = SentenceModel()
    if weights is not None:
        model.load_state_dict(torch.load(weights, weights_only=True))
    torch.onnx.export(
        model.eval(),
        (ids, mask),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["embedding"],
        dynamic_axes={"input_ids": both, "attention_mask": both, "embedding": {0: "batch"}},
        opset_version=17,
        dynamo=False,  # the newer exporter writes a graph the BERT fusions do not recognise
    )
    options = FusionOptions("bert")
    options.use_multi_head_attention = True
    options.enable_embed_layer_norm = False  # it would swallow the word table, still in fp32
    fused = optimizer.optimize_model(
        str(path), "bert", num_heads=12, hidden_size=384, optimization_options=options, opt_level=0
    )
    counts = fused.get_fused_operator_statistics()
    assert (counts["MultiHeadAttention"], counts["BiasGelu"]) == (6, 6), counts
    return fused.model


def run(model: Path, tokens: list[list[int]]) -> np.ndarray:
    """Vectors (n, 384) of token lists, all padded together."""
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    ids = np.zeros((len(tokens), max(map(len, tokens))), np.int64)
    for row, text in enumerate(tokens):
        ids[row, : len(text)] = text
    mask = (ids != 0).astype(np.int64)
    return session.run(None, {"input_ids": ids, "attention_mask": mask})[0]


def check(original: Path, small: Path, tokens: list[list[int]]) -> list[str]:
    """What the int8 graph misses against the fp32 graph; prints the figures."""
    groups = [tokens[i : i + 50] for i in range(0, len(tokens), 50)]
    fp32 = np.vstack([run(original, group) for group in groups])
    int8 = np.vstack([run(small, group) for group in groups])
    cosine = float((fp32 * int8).sum(axis=1).mean())
    alone = np.vstack([run(small, [text]) for text in tokens[:50]])
    moved = float(1 - (alone * int8[:50]).sum(axis=1).min())
    size = small.stat().st_size
    print(f"mean cosine {cosine:.5f}, moved by batch {moved:.1e}, {size / 1e6:.2f} MB")
    return [
        name
        for name, missed in (
            (f"mean cosine under {COSINE_BAR}", cosine < COSINE_BAR),
            (f"a batch moves a vector by more than {BATCH_BAR}", moved > BATCH_BAR),
            (f"more than {BYTES_BAR} bytes", size > BYTES_BAR),
        )
        if missed
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/")
    parser.add_argument("--weights", type=Path, help="as mix.py writes them; the original without")
    parser.add_argument("--fp32", type=Path, help="only write the fp32 graph, to this folder")
    given = parser.parse_args()
    torch.manual_seed(0)
    text = json.dumps(settings(), ensure_ascii=False, separators=(",", ":"))
    if given.fp32:
        given.fp32.mkdir(parents=True, exist_ok=True)
        export(given.fp32 / "model.onnx", given.weights)
        (given.fp32 / "tokenizer.json").write_text(text, "utf-8")
        return 0
    path = given.shared / "data" / "question_pairs.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["question_2"] for line in lines][:500]
    tokens = [encoding.ids for encoding in tokenizer(MAX_TOKENS).encode_batch(texts)]
    with tempfile.TemporaryDirectory() as folder:
        original, small = Path(folder, "fp32.onnx"), Path(folder, "int8.onnx")
        onnx.save(quantise(export(original, given.weights), WORD_TABLE), str(small))
        if missed := check(original, small, tokens):
            print("Not written:", "; ".join(missed), file=sys.stderr)
            return 1
        TARGET.mkdir(parents=True, exist_ok=True)
        (TARGET / "model.onnx").write_bytes(small.read_bytes())
    (TARGET / "tokenizer.json").write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
