"""What the checks of an explainer say, in the words of a reviewer."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curbside.explain.support import Problem

PROBLEMS = {
    "words": gettext_lazy("“%(words)s” is not in what this sentence cites."),
    "medicine": gettext_lazy("The medicine “%(words)s” is not in what this sentence cites."),
    "number": gettext_lazy("“%(words)s” is not what the source says, or not of the same thing."),
    "negation": gettext_lazy("“%(words)s”: one of the two says it, the other does not."),
    "firmer": gettext_lazy("The source says “%(words)s”; this is surer than its source."),
    "condition": gettext_lazy("The source says “%(words)s …”; the condition is left out here."),
    "opposite": gettext_lazy("“%(words)s” turns round what the source says."),
    "turned": gettext_lazy("What does it and what it is done to have changed places."),
    "uncited": gettext_lazy("It cites nothing that can be opened."),
    "nothing": gettext_lazy("It says nothing that could be compared with a source."),
}
FLAGS = {
    "withdrawn": gettext_lazy("rests on a withdrawn source"),
    "superseded": gettext_lazy("a source has been superseded"),
    "expired": gettext_lazy("a source has expired"),
    "evidence-changed": gettext_lazy("the evidence has changed"),
    "entry-changed": gettext_lazy("the answer has changed"),
    "lacking": gettext_lazy("there is not enough evidence any more"),
}
STATES = {
    "draft": gettext_lazy("draft"),
    "reviewed": gettext_lazy("signed, not yet public"),
    "published": gettext_lazy("public"),
    "retired": gettext_lazy("retired"),
}
MISSING = {
    "nothing": gettext_lazy("Nothing stands here that rests on evidence."),
    "lost": gettext_lazy("Sentences rest on a source that is gone. Take them out."),
    "disagreements": gettext_lazy("It disagrees with the answer. Read where, and say so below."),
}


def told(problems: Iterable[Problem]) -> list[str]:
    """Each problem as a sentence."""
    return [str(PROBLEMS[one.kind]) % {"words": one.words} for one in problems]


def flags(codes: Iterable[str]) -> list[str]:
    """Why somebody should look again."""
    return [str(FLAGS.get(code, _("look again"))) for code in codes]
