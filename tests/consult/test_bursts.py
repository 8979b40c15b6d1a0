"""Many people at the same moment: real processes against the real database.

Pools hold eight connections, so eight threads to a process truly run beside each other.
"""

from __future__ import annotations

import random
from collections import Counter

import pytest

from curbside.consult import asking, desk, links
from curbside.consult.beginning import Beginner
from curbside.consult.models import AskDraft, Claim, Question, Reply, ReplyDraft, Sending
from tests.consult import room
from tests.consult.burst import Step, bursts, told

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_fifty_sendings_of_one_form_are_one_question() -> None:
    token = room.make_form()
    steps: list[Step] = [
        {"do": "submit", "token": token, "address": f"192.0.2.{n}"} for n in range(50)
    ]
    came = bursts(steps, processes=3)
    question = Question.objects.get()
    assert set(came) == {question.public_id}
    assert room.kinds(question) == ["submitted"]
    assert (AskDraft.objects.count(), Sending.objects.count()) == (0, 1)


def test_twenty_doctors_claim_and_one_wins() -> None:
    question = room.make_question()
    doctors = [room.make_doctor() for _ in range(20)]
    steps: list[Step] = [
        {"do": "claim", "question": question.public_id, "who": told(one)} for one in doctors
    ]
    came = Counter(bursts(steps, processes=2))
    claim = Claim.objects.get()
    assert came == {
        f"won {claim.doctor_id}": 1,
        "conflict: Another doctor has taken this question.": 19,
    }
    assert room.kinds(question).count("claimed") == 1


def test_a_thousand_interleaved_edits_lose_nothing() -> None:
    doctor = room.make_doctor()
    question = room.make_claimed(doctor)
    steps: list[Step] = [
        {"do": "edit", "question": question.public_id, "who": told(doctor), "name": name,
         "times": 250}
        for name in "abcd"
    ]  # fmt: skip
    came = bursts(steps, processes=2)
    assert all(one.endswith("conflicts") for one in came), came
    draft = ReplyDraft.objects.get()
    lines = draft.text.split()
    assert sorted(lines) == sorted(f"{name}-{n}" for name in "abcd" for n in range(250))
    assert draft.version == 1000
    for name in "abcd":  # and each tab's own in their order
        own = [line for line in lines if line.startswith(name)]
        assert own == [f"{name}-{n}" for n in range(250)]


def test_a_burst_of_different_forms_stays_within_the_limits() -> None:
    by_address = [room.make_form(email="ann@example.org") for _ in range(16)]
    by_network = [room.make_form(email=f"a{n}@example.org") for n in range(32)]
    steps: list[Step] = [
        *({"do": "submit", "token": token, "address": f"198.51.100.{n}"}
          for n, token in enumerate(by_address)),
        *({"do": "submit", "token": token, "address": f"2001:db8::{n:x}"}
          for n, token in enumerate(by_network)),
    ]  # fmt: skip
    came = bursts(steps, processes=2)
    assert not [one for one in came if one.startswith("broken")], came
    refused = Counter(one for one in came if one.startswith("too-many"))
    assert sorted(refused.values()) == [11, 12]
    assert Question.objects.filter(email="ann@example.org").count() == 5
    assert Question.objects.exclude(email="ann@example.org").count() == 20
    assert AskDraft.objects.count() == 23  # what was refused is kept


def test_a_burst_of_beginnings_stays_within_the_limits() -> None:
    """One browser, one account in many browsers, and one network that is nearly full."""
    network = "198.51.100.7"
    for n in range(98):
        asking.start("en", Beginner(network, f"before-{n}"))
    by_network: list[Step] = [{"do": "start", "network": network} for _ in range(16)]
    by_browser: list[Step] = [{"do": "start", "browser": "b" * 20} for _ in range(24)]
    by_account: list[Step] = [
        {"do": "start", "browser": f"browser-{n}", "account": "abcdefghjk"} for n in range(24)
    ]
    steps = [*by_network, *by_browser, *by_account]
    came = bursts(steps, processes=2)
    assert not [one for one in came if one.startswith("broken")], came
    begun = [one == "begun" for one in came]
    assert (sum(begun[:16]), sum(begun[16:40]), sum(begun[40:])) == (2, 10, 10)
    assert AskDraft.objects.count() == 98 + 22


def test_a_burst_of_one_account_sends_no_more_than_one_person_may() -> None:
    person = room.make_person()
    tokens = [room.make_form(email=f"a{n}@example.org") for n in range(16)]
    steps: list[Step] = [
        {"do": "submit", "token": token, "address": f"198.51.100.{n}", "who": told(person)}
        for n, token in enumerate(tokens)
    ]
    came = bursts(steps, processes=2)
    assert not [one for one in came if one.startswith("broken")], came
    assert sum(one.startswith("too-many") for one in came) == 11
    assert (Question.objects.count(), AskDraft.objects.count()) == (5, 11)


def test_one_reply_and_one_follow_up_however_often_they_are_sent() -> None:
    doctor = room.make_doctor()
    question = room.make_claimed(doctor)
    number, key = question.public_id, room.key(question)
    send: Step = {"do": "reply", "question": number, "who": told(doctor), "form_id": "form"}
    assert len(set(bursts([send] * 16, processes=2))) == 1
    assert Reply.objects.count() == 1
    ask: Step = {"do": "follow_up", "question": number, "key": key}
    same = bursts([{**ask, "form_id": "form"}] * 16, processes=2)
    assert set(same) == {"round 1"}
    desk.claim(number, doctor)
    desk.reply(number, doctor, "Tea is fine.", 0, "other")
    others = bursts([{**ask, "form_id": f"f{n}"} for n in range(16)], processes=2)
    assert all(one.startswith("conflict") for one in others)
    assert room.fresh(question).round == 1


def test_a_storm_of_everything_leaves_every_question_whole() -> None:
    doctors = [told(room.make_doctor()) for _ in range(3)]
    questions = [room.make_question() for _ in range(4)]
    chance = random.Random(3)  # noqa: S311 - an order, not a secret
    steps: list[Step] = [{"do": "background"} for _ in range(4)]
    for question in questions:
        number = question.public_id
        for who in doctors:
            steps += [
                {"do": "claim", "question": number, "who": who},
                {"do": "hand_back", "question": number, "who": who},
                {"do": "reply", "question": number, "who": who, "form_id": "form"},
                {"do": "claim", "question": number, "who": who},
            ]
    for question in questions[2:]:
        steps.append({"do": "withdraw", "question": question.public_id, "key": links.key(question)})
    chance.shuffle(steps)
    came = bursts(steps, processes=2)
    assert not [one for one in came if one.startswith("broken")], came
    for question in questions:
        found = room.fresh(question)
        held = found.claims.filter(ended_at__isnull=True).count()
        assert held == (found.state == "claimed")
        assert found.replies.count() == (found.state == "answered") or found.state == "withdrawn"
        assert found.text
    assert [room.fresh(question).state for question in questions[2:]] == ["withdrawn"] * 2


def test_an_answer_and_a_withdrawal_at_once_end_in_order() -> None:
    doctor = room.make_doctor()
    questions = [room.make_claimed(doctor) for _ in range(8)]
    steps: list[Step] = []
    for question in questions:
        number = question.public_id
        steps += [
            {"do": "reply", "question": number, "who": told(doctor), "form_id": "form"},
            {"do": "withdraw", "question": number, "key": links.key(question)},
        ]
    came = bursts(steps, processes=2)
    assert not [one for one in came if one.startswith("broken")], came
    for question, sent in zip(questions, came[::2], strict=True):
        found = room.fresh(question)
        assert found.state == "withdrawn"
        assert found.replies.count() == sent.startswith("reply")  # said to be sent, and there
        asking.erase(found.public_id, room.key(found))
