"""The vectors that the fine-tuned encoder is held near to: two general encoders' together.

Purpose: all-mpnet-base-v2 (five times as large, Apache-2.0) and the original all-MiniLM-L6-v2, one
after the other in one row, so that an inner product is the mean of their cosines. The student
learns what the larger one knows, and does not forget what it knew. Deliberately sees no label.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import torch
from encode import TRAINED_TOKENS, SentenceModel, vectors
from tokenizers import Tokenizer
from transformers import AutoModel

PADDING = 1  # MPNet's


@torch.no_grad()
def rows(folder: Path, texts: Sequence[str], size: int = 64) -> torch.Tensor:
    """Unit rows (texts, 768 + 384). `folder` holds all-mpnet-base-v2 as its authors publish it."""
    held = json.loads((folder / "tokenizer.json").read_text("utf-8"))
    tokenizer = Tokenizer.from_str(json.dumps(held | {"truncation": None, "padding": None}))
    tokenizer.enable_truncation(TRAINED_TOKENS)
    model = AutoModel.from_pretrained(folder).eval()
    large = torch.zeros((len(texts), 768))
    order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
    for start in range(0, len(order), size):
        part = order[start : start + size]
        found = [e.ids for e in tokenizer.encode_batch([texts[n] for n in part])]
        ids = torch.full((len(part), max(map(len, found))), PADDING)
        for row, tokens in enumerate(found):
            ids[row, : len(tokens)] = torch.tensor(tokens)
        mask = (ids != PADDING).long()
        hidden = model(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        pooled = (hidden * mask[:, :, None]).sum(1)
        large[part] = torch.nn.functional.normalize(pooled, dim=1)
    small = vectors(SentenceModel().eval(), texts)
    return torch.cat([large, small], dim=1) / 2**0.5
