"""The port to a language model, which an operator may connect. Without one the service is whole."""

from curbside.llm.errors import BadAnswer, OverBudget
from curbside.llm.port import Answer, ChatModel, Prompt

__all__ = ["Answer", "BadAnswer", "ChatModel", "OverBudget", "Prompt"]
