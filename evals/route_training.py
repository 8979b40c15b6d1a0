"""What `curbside route train` gains on a corpus that files its questions its own way.

`python -m evals.route_training --shared ../shared`

The Chinese internal medicine set with one department each, as a hospital would file it: liver
questions with gastroenterology, and so on. Learned, chosen and measured on three parts of it by
the product's own ``search.teaching``; what ships has seen half of the texts when it was fitted, so
that what it scores before is, if anything, too good.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from evals import corpora
from evals.figures import Figure, table
from evals.workspace import DEFAULT, open_workspace

FILED = {
    "心血管科": "cardiology", "消化科": "gastroenterology", "肝病科": "gastroenterology",
    "神经科": "neurology", "呼吸科": "pulmonology", "内分泌科": "internal-medicine",
    "肾内科": "internal-medicine", "感染科": "internal-medicine", "血液科": "internal-medicine",
    "风湿免疫科": "internal-medicine", "普通内科": "internal-medicine",
}  # fmt: skip


def main() -> int:
    """Measure; 1 where nothing is gained."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=DEFAULT)
    given = parser.parse_args()
    open_workspace("routing", given.work)
    from curbside.catalog import files, operations
    from curbside.core.languages import guess
    from curbside.search import routing, teaching
    from curbside.search.linking import Linker
    from curbside.search.operations import encoder
    from curbside.search.weights import shipped

    operations.load(files.DEFAULT, "evals")
    rows = corpora.rows(given.shared, "internal_medicine_zh")
    held = {f"{row['title']}\n{row['question']}": FILED[row["department"]] for row in rows}
    texts, evidence = list(held), routing.load()
    languages = [guess(text) for text in texts]
    vectors = np.asarray(encoder().encode(texts), np.float32)
    links = Linker.load().link(texts, languages, vectors)
    scores, _thin = routing.scored(evidence, links, texts, languages, vectors)
    lessons = [
        teaching.Lesson(text, evidence.columns[held[text]], scores[n], vectors[n])
        for n, text in enumerate(texts)
    ]
    taught = teaching.teach(lessons, evidence.slugs, shipped().question, encoder().id)
    assert taught is not None
    print(
        f"{taught.learned_from} learned from, {taught.measured_on} measured; {taught.model.shares}"
    )
    before, after = taught.before, taught.after
    print(
        table(
            [
                Figure(f"{name}, {what}", f"{getattr(one, what):.3f}")
                for name, one in (("what ships", before), ("after training", after))
                for what in ("top1", "top3", "loss")
            ]
            + [Figure("better", str(taught.better), "True", taught.better)]
        )
    )
    return 0 if taught.better else 1


if __name__ == "__main__":
    sys.exit(main())
