"""The encoder that ships: all-MiniLM-L6-v2 tuned on health questions, in int8, run by onnxruntime
and tokenizers; Chinese texts, which it cannot read, by a table of characters (`chinese`).

Purpose: texts to vectors on a CPU without PyTorch and without a network, in flat memory for
any number of texts. Pooling and normalising are inside the graph (see
`training/export_encoder.py`). Deliberately does not cache vectors or split long texts into pieces.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import NamedTuple
from weakref import WeakSet

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from curbside.core import languages
from curbside.core.errors import Misconfigured
from curbside.embedding.chinese import MAX_CHARACTERS as MAX_CHINESE
from curbside.embedding.chinese import ChineseTable
from curbside.embedding.port import DIMENSIONS, Vectors

MODEL_DIR = Path(__file__).parent / "model"
MAX_TOKENS = 256
# Padded tokens in one run. 512 to 1024 measured fastest: larger runs leave the caches.
TOKEN_BUDGET = 1024
# Texts tokenised at a time, so that a million texts never hold a million token lists.
CHUNK = 1024
# 256 tokens are seldom above 2,000 characters; reading more of a pasted book is wasted work.
MAX_CHARACTERS = 16_384
# Only [CLS] and [SEP]: the tokenizer found nothing to read.
_EMPTY_TOKENS = 2

Ids = npt.NDArray[np.int64]


class _Loaded(NamedTuple):
    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    chinese: ChineseTable | None


_encoders: WeakSet[OnnxEncoder] = WeakSet()


class OnnxEncoder:
    """The tuned MiniLM and the Chinese table. Loaded at the first text, again in a forked child.

    Best loaded after a fork, not before: where the parent had loaded it, the child can encode,
    but must end with `os._exit` (as multiprocessing does), because onnxruntime's own exit
    handler waits for the parent's threads (seen with 1.32.0).
    """

    def __init__(
        self, threads: int | None = None, model_dir: Path = MODEL_DIR, chinese: bool = True
    ) -> None:
        """Set up without reading anything.

        `threads`: threads of one run; None takes the machine's cores up to 2, because more
        gain little at this size. `model_dir` holds `model.onnx`, `tokenizer.json` and
        `chinese.npz`; without `chinese` the transformer reads everything, as it once did, and
        the table need not be there: for measurements.
        """
        self._threads = threads or min(2, os.cpu_count() or 1)
        self._model = model_dir / "model.onnx"
        self._tokenizer = model_dir / "tokenizer.json"
        self._chinese = model_dir / "chinese.npz" if chinese else None
        self._lock = Lock()
        self._loaded: _Loaded | None = None
        _encoders.add(self)

    @cached_property
    def id(self) -> str:
        """`curbside-l6-int8-` and 8 hex digits of the SHA-256 of the model and the table."""
        digest = sha256()
        try:
            for path in filter(None, (self._model, self._chinese)):
                digest.update(path.read_bytes())
        except OSError as error:
            raise self._unusable() from error
        return "curbside-l6-int8-" + digest.hexdigest()[:8]

    @property
    def dimensions(self) -> int:
        """Length of one vector."""
        return DIMENSIONS

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode texts: (n, 384) float32, unit rows, zeros where there is nothing to read."""
        vectors: Vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        readable = [i for i, text in enumerate(texts) if text.strip()]
        if not readable:
            return vectors
        loaded = self._load()
        if loaded.chinese is not None:
            for i in readable:
                if languages.is_chinese(languages.guess(texts[i][:MAX_CHINESE])):
                    vectors[i] = loaded.chinese.encode(texts[i])
        # Where the table knows nothing of a text, the transformer may. By length, so that texts
        # padded together are of about one length.
        order = sorted((i for i in readable if not vectors[i].any()), key=lambda i: len(texts[i]))
        for start in range(0, len(order), CHUNK):
            chunk = order[start : start + CHUNK]
            encodings = loaded.tokenizer.encode_batch_fast([_clean(texts[i]) for i in chunk])
            tokens = [e.ids for e in encodings]
            for run in _runs([len(t) for t in tokens]):
                ids, mask = _pad([tokens[r] for r in run])
                output = loaded.session.run(None, {"input_ids": ids, "attention_mask": mask})
                vectors[[chunk[r] for r in run]] = output[0]
        return vectors

    def _load(self) -> _Loaded:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._read()
            return self._loaded

    def _after_fork(self) -> None:
        """Start over in a forked child, where the threads of the parent's session are gone.

        Running that session would hang, and so would freeing it, because it waits for its
        threads. So one reference to it is leaked on purpose.
        """
        if self._loaded is not None:
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._loaded))
        self._loaded, self._lock = None, Lock()

    def _read(self) -> _Loaded:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        # Spinning gains 10-15% on an idle machine and loses half on one that has other work.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            tokenizer = Tokenizer.from_file(str(self._tokenizer))
            chinese = ChineseTable(self._chinese) if self._chinese else None
            session = onnxruntime.InferenceSession(
                str(self._model), options, providers=["CPUExecutionProvider"]
            )
        # Both libraries raise bare Exception subclasses of their own for every kind of bad file.
        except Exception as error:
            raise self._unusable() from error
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_TOKENS)
        return _Loaded(session, tokenizer, chinese)

    def _unusable(self) -> Misconfigured:
        return Misconfigured(
            f"The encoder's files in {self._model.parent} are missing or cannot be read.",
            "Install the package again, or make them with training/export_encoder.py.",
        )


def _after_fork() -> None:
    for encoder in _encoders:
        encoder._after_fork()


os.register_at_fork(after_in_child=_after_fork)


def _clean(text: str) -> str:
    """Cut far beyond what 256 tokens hold; lone surrogates, which UTF-8 has not, become '?'."""
    return text.strip()[:MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8")


def _runs(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions grouped, shortest first, so that padded tokens stay within TOKEN_BUDGET.

    Texts without a readable token are in no group.
    """
    run: list[int] = []
    for position in sorted(range(len(lengths)), key=lengths.__getitem__):
        if lengths[position] <= _EMPTY_TOKENS:
            continue
        if run and lengths[position] * (len(run) + 1) > TOKEN_BUDGET:
            yield run
            run = []
        run.append(position)
    if run:
        yield run


def _pad(tokens: Sequence[Sequence[int]]) -> tuple[Ids, Ids]:
    """Token ids and attention mask, both (texts, longest), zeros after each text's end."""
    shape = len(tokens), max(len(t) for t in tokens)
    ids, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for row, text in enumerate(tokens):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return ids, mask
