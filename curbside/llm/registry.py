"""The model an operator has connected, if any.

Deliberately reads no environment and no settings: the caller passes what was configured (the
settings `CURBSIDE_LLM_URL` and those beside it).
"""

from __future__ import annotations

from curbside.llm.budget import Budgeted
from curbside.llm.http_model import HttpModel
from curbside.llm.port import ChatModel


def connected(url: str, key: str, name: str, seconds: float, tokens_a_day: int) -> ChatModel | None:
    """The model behind ``url`` within its budget; None where no address and name are given."""
    if not url or not name:
        return None
    return Budgeted(HttpModel(url, key, name, seconds), tokens_a_day)
