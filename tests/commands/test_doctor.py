"""`curbside doctor` finds what is wrong, says what to do, and changes nothing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from curbside.commands import checkup
from curbside.commands.checkup import Finding
from curbside.consult import escalation
from curbside.consult.models import Question
from curbside.core import clock
from curbside.evidence.models import FacetVector, PassageRow
from curbside.library.models import Entry
from curbside.search.models import IndexRow, IndexStatistics, IndexVector
from tests import factories
from tests.commands.running import command, free_port
from tests.consult import room
from tests.consult.conftest import two_phrases
from tests.explain.room import make_evidence
from tests.people.accounts import make_user

__all__ = ["two_phrases"]


def finding(check: str) -> Finding:
    return next(f for f in checkup.examine() if f.check == check)


@pytest.mark.django_db
def test_all_is_well_in_a_whole_library() -> None:
    topic = factories.make_topic()
    factories.make_entry(department=topic.department)
    found = checkup.examine()
    assert [f.check for f in found if not f.well] == []
    assert "agrees with 1 entries" in finding("Index").found


def _without_words() -> None:
    IndexRow.objects.all().delete()


def _without_vector() -> None:
    IndexVector.objects.update(encoder="another")


def _left_over() -> None:
    Entry.objects.update(state=Entry.State.WITHDRAWN)


def _drifted() -> None:
    IndexStatistics.objects.update(question_average=1.0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_without_words, "1 entries without words"),
        (_without_vector, "1 entries without a vector"),
        (_left_over, "2 rows without an entry"),
        (_drifted, "weights of words"),
    ],
)
def test_an_index_that_disagrees(spoil: Callable[[], None], words: str) -> None:
    factories.make_entry()
    spoil()
    assert words in finding("Index").found
    assert "curbside reindex" in finding("Index").advice


@pytest.mark.django_db
def test_an_index_of_evidence_that_disagrees() -> None:
    source = make_evidence()
    assert "agrees with 1 sources" in finding("Evidence").found
    FacetVector.objects.update(encoder="another")
    PassageRow.objects.filter(source=source, position=1).update(lexemes=None)
    found = finding("Evidence")
    assert "1 passages without words" in found.found
    assert "1 sources without a vector" in found.found
    assert "curbside reindex" in found.advice


@pytest.mark.django_db
def test_no_catalogue() -> None:
    assert "curbside catalog load" in finding("Catalogue").advice


@pytest.mark.django_db
def test_little_disk_space(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "ROOM", 2**62)
    assert not finding("Disk").well


@pytest.mark.django_db
def test_questions_that_wait_untold() -> None:
    question = room.make_question()
    assert "Nobody could be told" in finding("Waits").advice
    make_user("administrator")
    assert finding("Waits").well
    Question.objects.filter(pk=question.pk).update(queued_at=clock.now() - dt.timedelta(days=4))
    assert finding("Waits").found == "1 wait too long and nobody was told"
    assert "curbside worker" in finding("Waits").advice
    escalation.escalate()
    assert finding("Waits").well


def test_an_unreachable_database_as_json(tmp_path: Path) -> None:
    url = f"postgresql://nobody@127.0.0.1:{free_port()}/curbside"
    ended = command("doctor", "--json", data_dir=tmp_path, url=url)
    assert ended.returncode == 1, ended.stderr
    rows = {row["check"]: row for row in json.loads(ended.stdout)}
    assert not rows["Database"]["well"]
    assert "does not answer" in rows["Database"]["found"]
    assert "Index" not in rows
    assert rows["Disk"]["well"]


def test_a_new_installation_is_told_what_to_do(tmp_path: Path) -> None:
    ended = command("doctor", data_dir=tmp_path / "data")
    assert ended.returncode == 1, ended.stderr
    assert "migrations to apply" in ended.stdout
    assert "Traceback" not in ended.stderr
