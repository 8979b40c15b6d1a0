"""Nothing but a named person's decision takes a mark off a text: no other code can."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import curbside
from curbside.publishing import editing

ROOT = Path(curbside.__file__).parent
# Where marks may be decided or deleted: by an editor, and by proposing a corrected text anew,
# which finds every span again (`test_marks.py` holds that only decisions by people are carried).
ALLOWED = {"publishing/editing.py", "publishing/proposing.py"}
DEFINING = {"publishing/marks.py", "publishing/models.py"}


def _touches(tree: ast.AST) -> bool:
    """Whether code names the state of a mark let go, or deletes marks."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "REJECTED":
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            written = ast.unparse(node.func)
            if node.func.attr == "delete" and ("marks." in written or "Mark.objects" in written):
                return True
    return False


def test_only_editing_and_proposing_touch_the_state_of_marks() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if _touches(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert "publishing/editing.py" in found
    assert {name for name in found if name.startswith(("publishing", "web", "commands"))} <= (
        ALLOWED | DEFINING
    )


def test_every_way_of_editing_names_a_person_and_is_audited() -> None:
    for name in ("decide", "accept_rest", "add_mark", "add_words"):
        function = getattr(editing, name)
        assert "person" in inspect.signature(function).parameters, name
        assert "_changed(" in inspect.getsource(function), name
