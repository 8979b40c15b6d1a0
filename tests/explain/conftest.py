from tests.consult.conftest import two_phrases
from tests.web.conftest import static_files

__all__ = ["static_files", "two_phrases"]
