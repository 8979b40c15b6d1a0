"""Which column of somebody's file is which field of ours. Pure.

A column that is named with ``--map`` counts; of the others, those whose name says what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from curbside.core.errors import BadInput

# Our fields, each with the names that other people's columns have for it, the likeliest first.
FIELDS: dict[str, tuple[str, ...]] = {
    "ref": ("ref", "id", "uid", "uuid", "key", "record id", "question id", "qid", "編號", "编号"),
    "question": (
        "question", "question text", "body", "content", "text", "ask", "description", "問題",
        "问题", "提問", "內容", "内容",
    ),
    "reply": (
        "reply", "answer", "answer text", "response", "reply text", "doctor answer", "回覆",
        "回复", "回答", "答案", "解答",
    ),
    "title": ("title", "subject", "question title", "標題", "标题", "主旨"),
    "headline": ("headline",),
    "author": (
        "author", "doctor", "answer author", "answered by", "physician", "doctor name", "醫師",
        "医生", "醫生", "回覆醫師",
    ),
    "department": ("department", "specialty", "speciality", "category", "科別", "科室", "科别"),
    "language": ("language", "lang", "語言", "语言"),
    "url": ("url", "link", "source url", "網址", "网址", "連結"),
    "asked": ("asked", "asked at", "date", "question date", "created", "created at", "日期",
              "提問日期"),
    "replied": ("replied", "reply date", "answer date", "answered at", "回覆日期", "回复日期"),
    "sex": ("sex", "gender", "性別", "性别"),
    "age_band": ("age band", "age group", "年齡層"),
    "tags": ("tags", "keywords", "topics", "標籤", "标签"),
}  # fmt: skip


def mapping(present: Iterable[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """Field to column, for the columns ``present``. Raises BadInput for a choice that cannot be,
    and when neither a question nor a title, or no reply, can be told.
    """
    columns = list(present)
    check_fields(chosen)
    absent = [column for column in chosen.values() if column not in columns]
    if absent:
        raise BadInput(
            f"The file has no column {absent[0]!r}.", f"It has: {', '.join(columns)[:300]}."
        )
    named = {_folded(column): column for column in reversed(columns)}
    taken = set(chosen.values())
    found = dict(chosen)
    for field, names in FIELDS.items():
        guess = next((named[name] for name in names if name in named), None)
        if field not in found and guess is not None and guess not in taken:
            found[field] = guess
            taken.add(guess)
    _check_enough(found, columns)
    return found


def check_fields(chosen: Mapping[str, str]) -> None:
    """Raise BadInput for a ``--map`` to a field that there is not."""
    unknown = [field for field in chosen if field not in FIELDS]
    if unknown:
        raise BadInput(f"There is no field {unknown[0]!r}.", f"Fields are: {', '.join(FIELDS)}.")


def _check_enough(found: Mapping[str, str], columns: list[str]) -> None:
    missing = []
    if "question" not in found and "title" not in found:
        missing.append("question")
    if "reply" not in found:
        missing.append("reply")
    if missing:
        raise BadInput(
            f"No column says which is the {' or the '.join(missing)}.",
            f"Say it with --map {missing[0]}=COLUMN; the columns are: {', '.join(columns)[:300]}.",
        )


def _folded(column: str) -> str:
    """Case, underscores, hyphens and camel case made even."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column.strip().lstrip("\ufeff"))
    return " ".join(re.split(r"[\s_\-.]+", spaced)).casefold().strip()
