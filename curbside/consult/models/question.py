"""The question itself, the unsent form it comes from, and its photographs."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from curbside.catalog.models import Department
from curbside.consult.states import ENDED, QUEUED, State
from curbside.core import clock, languages
from curbside.library.models import Entry
from curbside.safety.triage.model import Level

LEVELS = [(int(level), str(level)) for level in Level]


class AskDraft(models.Model):
    """A form that has not been sent: whatever was typed, right or wrong. Its token is held by
    the asker alone; the row knows the token's hash.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=8, choices=languages.CHOICES)
    fields = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    emergency_shown = models.JSONField(default=list)  # codes of the flags whose advice was shown
    emergency_shown_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(db_index=True)
    # Who began it: keyed hashes, that count and name nobody; "" where nobody knows.
    network_hash = models.CharField(max_length=64, blank=True, db_index=True)
    browser_hash = models.CharField(max_length=64, blank=True, db_index=True)
    account_hash = models.CharField(max_length=64, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"draft {self.pk}"


class Question(models.Model):
    """What an asker sent. ``round`` counts follow-ups; ``queued_at`` is when the present wait for
    a doctor began; ``paused_seconds`` is how long of it the doctor waited for the asker.
    """

    class RoutedBy(models.TextChoices):
        ROUTING = "routing"
        ASKER = "asker"
        DOCTOR = "doctor"
        UNSURE = "unsure"  # by routing, until a person places it

    public_id = models.CharField(max_length=10, unique=True)
    link_version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UNVERIFIED)
    state_since = models.DateTimeField(default=clock.now)
    round = models.PositiveSmallIntegerField(default=0)
    email = models.EmailField(blank=True)
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="questions"
    )
    language = models.CharField(max_length=8, choices=languages.CHOICES)
    for_whom = models.CharField(max_length=6, blank=True)
    age_band = models.CharField(max_length=6, blank=True)
    sex = models.CharField(max_length=6, blank=True)
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    since = models.TextField(blank=True)
    onset = models.TextField(blank=True)
    better_worse = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    medicines = models.TextField(blank=True)
    tried = models.TextField(blank=True)
    wants = models.TextField(blank=True)
    may_publish = models.BooleanField(default=False)
    department = models.ForeignKey(Department, models.PROTECT, related_name="questions")
    routed_by = models.CharField(max_length=8, choices=RoutedBy.choices)
    route_reason = models.JSONField(default=list)  # slugs of the topics that spoke for it
    route_choices = models.JSONField(default=list)  # slugs of departments, while unsure
    level = models.PositiveSmallIntegerField(choices=LEVELS, default=Level.ROUTINE)
    flags = models.JSONField(default=list)  # {"code", "level", "part", "start", "end"}
    level_set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    emergency_shown_at = models.DateTimeField(null=True)
    draft_token_hash = models.CharField(max_length=64, unique=True)
    submitted_at = models.DateTimeField(default=clock.now)
    verified_at = models.DateTimeField(null=True)
    queued_at = models.DateTimeField(null=True)
    paused_seconds = models.PositiveIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)  # the first reply
    answer_seconds = models.PositiveIntegerField(null=True)  # from queued to it, pauses left out
    reserved_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    reserved_until = models.DateTimeField(null=True)
    escalated = models.PositiveSmallIntegerField(default=0)  # rules.escalation
    entry = models.OneToOneField(Entry, models.SET_NULL, null=True, related_name="consult")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="question_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=[int(level) for level in Level]),
                name="question_level_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[State.UNVERIFIED, State.WITHDRAWN])
                | models.Q(verified_at__isnull=False, queued_at__isnull=False),
                name="question_queued_when_verified",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.FOLLOWUP) | models.Q(round__gt=0),
                name="question_followup_has_a_round",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.ANSWERED) | models.Q(answered_at__isnull=False),
                name="question_answered_has_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(entry__isnull=True) | models.Q(may_publish=True),
                name="question_published_by_consent",
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True)
                | models.Q(text="", title="", email="", asker=None, state=State.WITHDRAWN),
                name="question_erased_keeps_nothing",
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=False)
                | (~models.Q(text="") & ~models.Q(email="")),
                name="question_keeps_its_text",
            ),
        ]
        indexes = [
            models.Index(
                fields=["department", "-level", "queued_at", "id"],
                name="question_desk",
                condition=models.Q(state__in=QUEUED),
            ),
            # For doctors of many departments, and counting: holds all that the desk filters by.
            models.Index(
                fields=["-level", "queued_at", "id"],
                include=["department", "asker"],
                name="question_desk_whole",
                condition=models.Q(state__in=QUEUED),
            ),
            models.Index(
                fields=["department", "-answered_at"],
                name="question_answered",
                condition=models.Q(answer_seconds__isnull=False),
            ),
            models.Index(
                fields=["queued_at"],
                name="question_unended",
                condition=~models.Q(state__in=[*ENDED, State.UNVERIFIED]),
            ),
            models.Index(fields=["email"], name="question_email"),
        ]

    def __str__(self) -> str:
        return f"question {self.public_id} ({self.state})"


class Photo(models.Model):
    """A photograph as ``photos.clean`` made it: JPEG, no metadata. Of a form or of a question."""

    public_id = models.CharField(max_length=10, unique=True)
    draft = models.ForeignKey(AskDraft, models.CASCADE, null=True, related_name="photos")
    question = models.ForeignKey(Question, models.CASCADE, null=True, related_name="photos")
    position = models.PositiveSmallIntegerField()
    body = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(draft__isnull=True) ^ models.Q(question__isnull=True),
                name="photo_of_one_thing",
            ),
            models.UniqueConstraint(fields=["draft", "position"], name="photo_position_in_draft"),
            models.UniqueConstraint(
                fields=["question", "position"], name="photo_position_in_question"
            ),
        ]

    def __str__(self) -> str:
        return f"photo {self.public_id}"
