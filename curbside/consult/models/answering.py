"""What doctors and the asker say to each other once a question is taken."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from curbside.consult.models.question import Question
from curbside.core import clock

USER = settings.AUTH_USER_MODEL


class Clarification(models.Model):
    """The doctor asks back; the asker answers. ``closed_at`` without an answer: given up."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="clarifications")
    doctor = models.ForeignKey(USER, models.PROTECT, related_name="+")
    text = models.TextField()
    asked_at = models.DateTimeField(default=clock.now)
    form_id = models.CharField(max_length=40)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answer_form_id = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["question", "form_id"], name="clarification_sent_once"),
            models.UniqueConstraint(
                fields=["question", "answer_form_id"],
                condition=~models.Q(answer_form_id=""),
                name="clarification_answered_once",
            ),
            models.UniqueConstraint(
                fields=["question"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_clarification",
            ),
        ]

    def __str__(self) -> str:
        return f"clarification {self.pk} of question {self.question_id}"


class ReplyDraft(models.Model):
    """What a doctor has typed so far; ``version`` grows with every save."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="drafts")
    doctor = models.ForeignKey(USER, models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "doctor"], name="one_draft_a_doctor")
        ]

    def __str__(self) -> str:
        return f"draft of question {self.question_id}, version {self.version}"


class Reply(models.Model):
    """The doctor's answer of a round. ``text`` is what stands now; ``Revision`` what stood. Replies
    sent before doctors wrote Markdown are not ``marked``: their signs are what was typed.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="replies")
    doctor = models.ForeignKey(USER, models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    text = models.TextField()
    marked = models.BooleanField(default=True)  # in the Markdown of core.markdown
    at = models.DateTimeField(default=clock.now)
    form_id = models.CharField(max_length=40)

    class Meta:
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=["question", "round"], name="one_reply_a_round"),
            models.UniqueConstraint(fields=["question", "form_id"], name="reply_sent_once"),
        ]

    def __str__(self) -> str:
        return f"reply {self.pk} of question {self.question_id}"


class Revision(models.Model):
    """A correction: ``text`` is what stood before it, ``number`` counts from 1."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    marked = models.BooleanField(default=True)  # as that of a reply
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["reply", "number"], name="revision_once")]

    def __str__(self) -> str:
        return f"revision {self.number} of reply {self.reply_id}"


class Opinion(models.Model):
    """A colleague's word on a reply, under their own name; one a colleague."""

    class Stance(models.TextChoices):
        AGREE = "agree"
        DISSENT = "dissent"

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="opinions")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    stance = models.CharField(max_length=7, choices=Stance.choices)
    text = models.TextField(blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["reply", "by"], name="one_opinion_a_colleague"),
            models.CheckConstraint(
                condition=~models.Q(stance="dissent") | ~models.Q(text=""),
                name="dissent_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"opinion {self.pk} on reply {self.reply_id}"


class FollowUp(models.Model):
    """The asker asks back after a reply; ``round`` is the one it opens, from 1."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="follow_ups")
    round = models.PositiveSmallIntegerField()
    text = models.TextField()
    at = models.DateTimeField(default=clock.now)
    form_id = models.CharField(max_length=40)

    class Meta:
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=["question", "round"], name="one_follow_up_a_round"),
            models.UniqueConstraint(fields=["question", "form_id"], name="follow_up_sent_once"),
        ]

    def __str__(self) -> str:
        return f"follow-up {self.round} of question {self.question_id}"


class Snippet(models.Model):
    """A piece of text a doctor uses again, found by its title."""

    doctor = models.ForeignKey(USER, models.CASCADE, related_name="snippets")
    title = models.CharField(max_length=80)
    text = models.TextField()

    class Meta:
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["doctor", "title"], name="snippet_once")]

    def __str__(self) -> str:
        return f"snippet {self.pk}"
