from tests.consult.conftest import two_phrases

__all__ = ["two_phrases"]
