"""What the people room refuses can be said in the reader's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from curbside.web.views.manage.refusals import SENTENCES

CURBSIDE = Path(__file__).resolve().parents[3] / "curbside"


def sentences(tree: ast.AST) -> Iterator[str]:
    """The words of every BadInput and Conflict that is raised, and of hints kept in constants."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"BadInput", "Conflict"}:
            yield from (str(a.value) for a in node.args if isinstance(a, ast.Constant))
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_HINT":
            yield str(getattr(node.value, "value", ""))


def test_every_refusal_is_known_to_the_translators() -> None:
    found = {
        said
        for path in [*(CURBSIDE / "people").glob("*.py"), CURBSIDE / "library" / "signing.py"]
        for said in sentences(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert len(found) > 20
    assert found == set(SENTENCES)
