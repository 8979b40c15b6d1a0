"""The pages of doctors, leads, editors and reviewers, in every state that they show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from curbside.consult import asking, desk
from curbside.consult.models import Question
from curbside.explain.models import Version
from curbside.publishing import feedback
from tests.browser.rows.visits import Row, Visit, World
from tests.consult import room
from tests.explain import room as explain
from tests.factories import make_entry
from tests.library.test_mining import proposal
from tests.publishing import room as publishing

FLAG = {"code": "STROKE-FACE-ARM-SPEECH", "level": 2, "part": "text", "start": 3, "end": 12}
SEND = (".desk-form button[type=submit]", "")


def _taken(w: World, **fields: object) -> Question:
    return room.make_claimed(w.person("doctor"), **fields)


def _one(w: World, question: Question, who: str = "doctor", **how: Any) -> Visit:
    return w.visit(who, "desk-question", question.public_id, **how)


def _queues(w: World) -> Sequence[Visit]:
    flagged = room.make_question(title="The flagged one")
    Question.objects.filter(pk=flagged.pk).update(flags=[FLAG], level=2)
    return [
        w.visit("doctor", "desk"),
        w.visit("doctor", "desk", query="?level=1&language=zh"),
        w.visit("lead", "desk"),
        w.visit("newcomer", "desk"),
    ]


def _questions(w: World) -> Sequence[Visit]:
    """In every state, taken by oneself and by another, and with everything that is said later."""
    doctor, colleague = w.person("doctor"), w.person("colleague")
    flagged, draft = room.make_question(title="Another flagged one"), _taken(w)
    Question.objects.filter(pk=flagged.pk).update(flags=[FLAG], level=2)
    desk.save_draft(draft.public_id, doctor, "What I think:\n- one\n- two", 0)
    answered = room.make_answered(doctor, "Sleep more.")
    reply = answered.replies.get()
    desk.give_opinion(reply.pk, colleague, "dissent", "It may be nerves.")
    desk.revise(reply.pk, doctor, "Sleep eight hours.", "more exact", 0)
    asking.follow_up(answered.public_id, room.key(answered), "And may I drive?", room.form_id())
    asked, _ = room.make_asked_back(doctor)
    ended = _taken(w)
    desk.decline(ended.public_id, doctor, "Please see your own doctor.")
    for name, text in (("Sleep", "Sleep eight hours."), ("Coffee", "Halve the coffee.")):
        desk.keep_snippet(doctor, name, text)
    shown = (room.make_question(), flagged, draft, answered, asked, ended, _taken(w), _unsure(w))
    others = [_one(w, _taken(w), who) for who in ("colleague", "lead")]
    return [*(_one(w, one) for one in shown), *others]


def _form(name: str, *, status: int = 422) -> Row:
    """A form in place of the reply: as it opens, and sent with nothing in it."""

    def visits(w: World) -> Sequence[Visit]:
        of = _taken(w).public_id
        met, nothing = (w.visit("doctor", name, of, steps=way, status=code)
                        for way, code in (((), 200), ([SEND], status)))  # fmt: skip
        return [met, nothing]

    return visits


def _unsure(w: World) -> Question:
    """A question that routing was not certain where to send."""
    question = room.make_question()
    Question.objects.filter(pk=question.pk).update(routed_by="unsure")
    return question


def _replied(name: str, who: str) -> Row:
    """Correcting one's own reply; an opinion on a colleague's."""

    def visits(w: World) -> Sequence[Visit]:
        of = room.make_answered(w.person("doctor"), "Sleep more.").public_id
        return [
            w.visit(who, name, of, 0),
            w.visit(who, name, of, 0, steps=[SEND], status=422),
        ]

    return visits


def _still_right(w: World) -> Sequence[Visit]:
    entry = make_entry(doctor=w.doctor.doctor, department=w.nerves)
    wrong = [("button[value=superseded]", "")]
    return [
        w.visit("doctor", "desk-review", entry.public_id),
        w.visit("doctor", "desk-review", entry.public_id, steps=wrong, status=422),
    ]


DESK: dict[str, Row] = {
    "desk": _queues,
    "desk-mine": lambda w: [w.visit(who, "desk-mine") for who in ("doctor", "newcomer")],
    "desk-question": _questions,
    "desk-snippets": lambda w: [
        w.visit("doctor", "desk-snippets"),
        w.visit("newcomer", "desk-snippets"),
        w.visit("doctor", "desk-snippets", steps=[("form.panel button", "")], status=422),
    ],
    "desk-ask-back": _form("desk-ask-back"),
    "desk-refer": _form("desk-refer"),
    "desk-decline": _form("desk-decline"),
    "desk-level": _form("desk-level"),
    "desk-place": lambda w: [w.visit("doctor", "desk-place", _unsure(w).public_id)],
    "desk-revise": _replied("desk-revise", "doctor"),
    "desk-opinion": _replied("desk-opinion", "colleague"),
    "desk-review": _still_right,
}


def _publications(w: World) -> Sequence[Visit]:
    """Nothing decided, with warnings, confirmed."""
    old = publishing.make_proposal(
        text="My name is Mary Whitfield. I am 94 years old and my lip jumps."
    )
    states = (publishing.make_proposal(), old, publishing.make_confirmed(w.person("editor")))
    return [w.visit("editor", "edit-one", one.ref) for one in states]


def _refused(name: str, *steps: tuple[str, str]) -> Row:
    """What an editor sends that cannot be done: the page again, with what was typed."""

    def visits(w: World) -> Sequence[Visit]:
        found = publishing.make_proposal()
        visit = w.visit("editor", "edit-one", found.ref, steps=steps, status=400)
        return [visit]

    return visits


def _reports(w: World) -> Sequence[Visit]:
    for text in ("Out of date.", "It tells who somebody is."):
        report = feedback.report(make_entry().public_id, "192.0.2.1", text)
    feedback.take(report.public_id, w.person("editor"))
    return [w.visit("editor", "edit-reports")]


def _topics(w: World) -> Sequence[Visit]:
    held = proposal()
    wrong = [
        (f"#topic-{held.public_id} summary", ""),
        (f"#en-{held.public_id}", " "),
        (f"#topic-{held.public_id} button[value=accept]", ""),
    ]
    return [
        w.visit("editor", "edit-topics"),
        w.visit("editor", "edit-topics", steps=wrong[:1]),
    ]


EDITING: dict[str, Row] = {
    "edit": lambda w: [w.visit(who, "edit") for who in ("editor", "newcomer")],
    "edit-one": _publications,
    "edit-words": _refused(
        "edit-words", ("#words", "nowhere at all"), ("form[action$='/words/'] button", "")
    ),
    "edit-reports": _reports,
    "edit-topics": _topics,
    "edit-take-down": lambda w: [
        w.visit("editor", "edit-take-down"),
        w.visit(
            "editor",
            "edit-take-down",
            steps=[("#address", "nowhere"), ("#reason", "wrong"), ("main form button", "")],
            status=422,
        ),
    ],
}


def _explainers(w: World) -> Sequence[Visit]:
    """A draft, signed, public; evidence searched; a sentence that its source does not bear."""
    doctor = w.person("doctor")
    draft = explain.make_draft(make_entry(department=w.nerves))
    signed = explain.make_signed(make_entry(department=w.nerves), doctor)
    public = explain.make_published(make_entry(department=w.nerves), doctor)
    found = w.visit("doctor", "review-one", _of(draft), query="?evidence=facial+twitching")
    ones = [
        w.visit(who, "review-one", _of(one))
        for who, one in (
            ("doctor", draft),
            ("doctor", signed),
            ("doctor", public),
            ("editor", draft),
        )
    ]
    unborne = [
        ("#text-3", "It may be a brain tumour."),
        ("#line-3 button[value=save]", ""),
        (".form-errors", ""),  # when it has come
    ]
    return [*ones, found, w.visit("doctor", "review-one", _of(draft), steps=unborne)]


def _of(version: Version) -> str:
    return version.explainer.public_id


def _version(w: World) -> Sequence[Visit]:
    draft = explain.make_draft(make_entry(department=w.nerves))
    return [w.visit("doctor", "review-version", _of(draft), 1)]


def _begin(w: World) -> Sequence[Visit]:
    wrong = [("[name=address]", "nonsense"), ("form[action$='/begin/'] button", "")]
    return [w.visit("doctor", "review", steps=wrong, status=422)]


REVIEWING: dict[str, Row] = {
    "review": lambda w: [w.visit(who, "review") for who in ("doctor", "newcomer")],
    "review-one": _explainers,
    "review-version": _version,
    "review-begin": _begin,
}
STAFF: dict[str, Row] = {**DESK, **EDITING, **REVIEWING}
