"""Any sequence of what people and time can do: no question is lost, none has two doctors, none is
public without consent, and the trail tells how each came to be where it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from curbside.consult import asking, cleaning, desk, escalation, links, rules
from curbside.consult.models import Claim, Question
from curbside.consult.states import TAKEN, Move, State, after, may
from curbside.core import clock, ids
from curbside.core.errors import CurbsideError
from curbside.library.queries import visible
from curbside.people.person import Person
from curbside.safety.triage import Level
from tests import factories
from tests.consult import room
from tests.consult.conftest import URGENT

NOON = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
MOVES = {  # what each kind of event did
    "confirmed": Move.CONFIRM, "lapsed": Move.LAPSE, "claimed": Move.CLAIM,
    "handed-back": Move.HAND_BACK, "claim-expired": Move.EXPIRE, "asked-back": Move.ASK_BACK,
    "clarified": Move.CLARIFY, "clarification-lapsed": Move.GIVE_UP_ASKING, "moved": Move.MOVE,
    "referred": Move.REFER, "declined": Move.DECLINE, "replied": Move.REPLY,
    "followed-up": Move.FOLLOW_UP, "withdrawn": Move.WITHDRAW,
}  # fmt: skip
WHICH = st.integers(0, 4)  # a question; from ``STRAY`` on whether or not it makes sense
STRAY = 3
SELDOM = st.sampled_from([False, False, False, True])
WHO = st.integers(0, 2)  # a doctor
HOURS = st.sampled_from([1, 1, 1, 3, 21, 25, 60])


class Consults(RuleBasedStateMachine):
    """Three doctors in two departments, any number of askers, and a clock."""

    @initialize()
    def open_the_service(self) -> None:
        own, other = factories.make_departments("neurology", "dermatology")
        self.doctors = [
            room.make_doctor(own), room.make_doctor(own, other), room.make_doctor(other),
        ]  # fmt: skip
        self.now = NOON
        self.texts: dict[str, str] = {}
        self.replies: dict[int, str] = {}  # their question, by their number
        self.kept_entries: set[int] = set()
        self.entries: set[int] = set()
        self.level_lowered: set[str] = set()
        self.levels: dict[str, int] = {}
        for _ in range(5):
            self.submit(consent=True, twice=False, straight=True)
        for _ in range(4):
            self.claim(0, 1)
        self.ask_back(0, 1)
        for _ in range(2):
            self.reply(0, 1, False)
        self.publish(0)  # and so: something in every state on the way

    def attempt(self, operation: Callable[[], Any]) -> Any:
        """Do it now; a refusal in words is an answer, anything else is a failure."""
        with clock.frozen(self.now), suppress(CurbsideError):
            return operation()

    def question(self, which: int, move: Move | None = None) -> Question | None:
        """One of the newest; with a move, of those where it is possible, if there are any."""
        every = list(Question.objects.filter(public_id__in=self.texts).order_by("-pk"))
        fitting = [found for found in every if move is None or may(found.state, move)]
        chosen = fitting if fitting and which < STRAY else every
        return chosen[which % len(chosen)] if chosen else None

    def by_asker(
        self, which: int, operation: Callable[[str, str], Any], move: Move | None = None
    ) -> Any:
        found = self.question(which, move)
        if found is not None:
            return self.attempt(lambda: operation(found.public_id, links.key(found)))
        return None

    def by_doctor(
        self, which: int, who: int, operation: Callable[[str, Person], Any], move: Move
    ) -> Any:
        """By whoever has taken it, unless chance wants a stranger."""
        found = self.question(which, move)
        if found is None:
            return None
        held = Claim.objects.filter(question=found, ended_at__isnull=True).first()
        own = [one for one in self.doctors if held and one.user_id == held.doctor_id]
        person = own[0] if own and which < STRAY else self.doctors[who]
        return self.attempt(lambda: operation(found.public_id, person))

    @rule(consent=st.booleans(), twice=st.booleans(), straight=st.booleans())
    def submit(self, consent: bool, twice: bool, straight: bool) -> None:
        text = f"My lip jumps. {ids.public_id()}"
        with clock.frozen(self.now):
            token = room.make_form(
                text=text, may_publish=consent, email=f"{ids.public_id()}@example.org"
            )
            made = asking.submit(token, ids.public_id())
            if twice:
                assert asking.submit(token, "elsewhere") == made
            if straight:
                asking.confirm_email(made.public_id, links.key(made, links.Purpose.EMAIL))
        self.texts[made.public_id] = text

    @rule(which=WHICH)
    def confirm(self, which: int) -> None:
        found = self.question(which, Move.CONFIRM)
        if found is not None:
            key = links.key(found, links.Purpose.EMAIL)
            self.attempt(lambda: asking.confirm_email(found.public_id, key))

    @rule(which=WHICH, who=WHO)
    def claim(self, which: int, who: int) -> None:
        self.by_doctor(which, who, desk.claim, Move.CLAIM)

    @rule(which=WHICH, who=WHO)
    def hand_back(self, which: int, who: int) -> None:
        self.by_doctor(which, who, desk.hand_back, Move.HAND_BACK)

    @rule(which=WHICH, who=WHO, to=st.sampled_from(["neurology", "dermatology", None]))
    def refer(self, which: int, who: int, to: str | None) -> None:
        self.by_doctor(
            which, who, lambda number, one: desk.refer(number, one, to, "Not ours."), Move.MOVE
        )

    @rule(which=WHICH, who=WHO)
    def decline(self, which: int, who: int) -> None:
        self.by_doctor(
            which, who, lambda number, one: desk.decline(number, one, "We cannot."), Move.DECLINE
        )

    @rule(which=WHICH, who=WHO)
    def ask_back(self, which: int, who: int) -> None:
        form = ids.public_id()
        self.by_doctor(
            which, who, lambda number, one: desk.ask_back(number, one, "When?", form), Move.ASK_BACK
        )

    @rule(which=WHICH, who=WHO, twice=st.booleans())
    def reply(self, which: int, who: int, twice: bool) -> None:
        form = ids.public_id()
        for _ in range(1 + twice):
            made = self.by_doctor(
                which,
                who,
                lambda number, one: desk.reply(number, one, "Sleep.", 0, form),
                Move.REPLY,
            )
            if made is not None:
                self.replies[made.pk] = made.question.public_id

    @rule(which=WHICH, who=WHO, yes=SELDOM)
    def lower_the_level(self, which: int, who: int, yes: bool) -> None:
        def lower(number: str, person: Person) -> None:
            desk.set_level(number, person, Level.ROUTINE, "She said so.")
            self.level_lowered.add(number)

        if yes:
            self.by_doctor(which, who, lower, Move.CLAIM)

    @rule(which=WHICH, urgent=st.booleans())
    def answer_clarification(self, which: int, urgent: bool) -> None:
        text, form = URGENT if urgent else "Since Sunday.", ids.public_id()
        self.by_asker(
            which, lambda n, key: asking.answer_clarification(n, key, text, form), Move.CLARIFY
        )

    @rule(which=WHICH)
    def follow_up(self, which: int) -> None:
        form = ids.public_id()
        self.by_asker(
            which,
            lambda number, key: asking.follow_up(number, key, "And tea?", form),
            Move.FOLLOW_UP,
        )

    @rule(which=WHICH, consent=st.booleans())
    def set_consent(self, which: int, consent: bool) -> None:
        self.by_asker(which, lambda number, key: asking.set_consent(number, key, consent))

    @rule(which=WHICH, keep=st.booleans(), yes=SELDOM)
    def withdraw(self, which: int, keep: bool, yes: bool) -> None:
        if yes:
            self.note_kept(which, keep)
            self.by_asker(which, lambda n, key: asking.withdraw(n, key, keep_entry=keep))

    @rule(which=WHICH, keep=st.booleans(), yes=SELDOM)
    def erase(self, which: int, keep: bool, yes: bool) -> None:
        if yes:
            self.note_kept(which, keep)
            self.by_asker(which, lambda n, key: asking.erase(n, key, keep_entry=keep))

    def note_kept(self, which: int, keep: bool) -> None:
        found = self.question(which)
        if keep and found is not None and found.entry_id is not None:
            self.kept_entries.add(found.entry_id)

    @rule(which=WHICH)
    def publish(self, which: int) -> None:
        """As the publishing room will: where the rule allows it; else the database refuses."""
        found = self.question(which, Move.FOLLOW_UP)
        if found is None or found.entry_id is not None:
            return
        row = Question.objects.filter(pk=found.pk)
        erased = found.erased_at is not None
        if rules.publishable(found.state, found.may_publish, erased):
            entry = factories.make_entry(question="De-identified.")
            row.update(entry=entry)
            self.entries.add(entry.pk)
        elif not found.may_publish:
            with pytest.raises(DatabaseError), transaction.atomic():
                row.update(entry=factories.make_entry(question="De-identified."))

    @rule(hours=HOURS)
    def time_goes_by(self, hours: int) -> None:
        self.now += dt.timedelta(hours=hours)
        with clock.frozen(self.now):
            escalation.expire_claims()
            escalation.escalate()
            cleaning.clean()

    @rule(days=st.sampled_from([15, 31]), yes=SELDOM)
    def much_time_goes_by(self, days: int, yes: bool) -> None:
        if yes:
            self.time_goes_by(24 * days)

    @invariant()
    def all_is_well(self) -> None:
        asked = Question.objects.filter(public_id__in=self.texts)
        every = list(asked.prefetch_related("claims", "clarifications", "replies", "events"))
        assert len(every) == len(self.texts)
        for found in every:
            self.is_not_lost(found)
            self.has_one_doctor_at_most_and_only_while_it_is_taken(found)
            self.came_about_as_its_trail_tells(found)
            self.level_fell_by_a_doctors_hand_if_it_fell(found)
        self.nothing_is_public_without_consent(every)

    def is_not_lost(self, found: Question) -> None:
        if found.erased_at is not None:
            assert found.state == State.WITHDRAWN
            return
        assert found.text == self.texts[found.public_id]
        said = {pk for pk, number in self.replies.items() if number == found.public_id}
        assert said == {reply.pk for reply in found.replies.all()}

    def has_one_doctor_at_most_and_only_while_it_is_taken(self, found: Question) -> None:
        assert sum(c.ended_at is None for c in found.claims.all()) == (found.state in TAKEN)
        asked = sum(c.closed_at is None for c in found.clarifications.all())
        assert asked == (found.state == State.CLARIFYING)

    def came_about_as_its_trail_tells(self, found: Question) -> None:
        state, number = State.UNVERIFIED, 0
        for event in sorted(found.events.all(), key=lambda event: event.pk):
            if event.kind in MOVES:
                state = after(state, MOVES[event.kind], number)
            number += event.kind == "followed-up"
        assert (state, number) == (found.state, found.round)

    def level_fell_by_a_doctors_hand_if_it_fell(self, found: Question) -> None:
        before = self.levels.get(found.public_id, 0)
        assert found.level >= before or found.public_id in self.level_lowered
        self.levels[found.public_id] = found.level

    def nothing_is_public_without_consent(self, every: list[Question]) -> None:
        public = set(visible().filter(pk__in=self.entries).values_list("pk", flat=True))
        agreed = {
            found.entry_id
            for found in every
            if found.entry_id and found.may_publish and found.state != State.WITHDRAWN
        }
        assert public <= agreed | self.kept_entries
        assert agreed <= public


@pytest.mark.django_db
def test_any_sequence() -> None:
    run_state_machine_as_test(
        Consults,
        settings=settings(
            max_examples=40,
            stateful_step_count=50,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
