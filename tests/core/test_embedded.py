"""The embedded server: one keeper, any number of users, nothing left when the last one ends."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from curbside.core import embedded, keeper
from curbside.core.errors import Unavailable
from curbside.core.locks import FileLock

USER = (
    "import sys, time; from pathlib import Path; from curbside.core import embedded;"
    "print(embedded.join(Path(sys.argv[1])), flush=True); time.sleep(600)"
)


def other_user(data_dir: Path) -> subprocess.Popen[str]:
    """Another process that uses the server; returns when it has joined."""
    process = subprocess.Popen(
        [sys.executable, "-c", USER, str(data_dir)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline().startswith("postgresql://")
    return process


def eventually(condition: Callable[[], bool]) -> None:
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it never happened")


def test_joined_left_and_joined_again(tmp_path: Path) -> None:
    url = embedded.join(tmp_path)
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    embedded.leave(tmp_path)
    assert not embedded.kept(tmp_path)
    with psycopg.connect(embedded.join(tmp_path)) as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)
    embedded.leave(tmp_path)
    embedded.leave(tmp_path)  # nothing to leave, nothing happens


def test_ends_when_its_last_user_is_killed(tmp_path: Path) -> None:
    users = [other_user(tmp_path), other_user(tmp_path)]
    users[0].kill()
    users[0].wait()
    time.sleep(4 * keeper.LOOK)
    assert embedded.kept(tmp_path)
    users[1].kill()
    users[1].wait()
    eventually(lambda: not embedded.kept(tmp_path))
    assert not (tmp_path / "postgres" / "postmaster.pid").exists()


def test_leaving_does_not_stop_it_for_others(tmp_path: Path) -> None:
    other = other_user(tmp_path)
    url = embedded.join(tmp_path)
    embedded.leave(tmp_path)
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    other.kill()
    other.wait()
    eventually(lambda: not embedded.kept(tmp_path))


def test_a_pid_file_whose_number_is_now_something_else(tmp_path: Path) -> None:
    embedded.join(tmp_path)
    embedded.leave(tmp_path)
    stale = tmp_path / "postgres" / "postmaster.pid"
    stale.write_text(f"1\n{tmp_path / 'postgres'}\n0\n5432\n\n\n\nready\n", encoding="utf-8")
    stale.chmod(0o644)
    with psycopg.connect(embedded.join(tmp_path)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    embedded.leave(tmp_path)


def test_a_cluster_half_made_is_made_anew(tmp_path: Path) -> None:
    half = tmp_path / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n", encoding="ascii")
    embedded.join(tmp_path)
    embedded.leave(tmp_path)
    assert not half.exists()


def test_a_ruined_cluster_is_one_clear_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "postgres"
    home.mkdir()
    (home / "PG_VERSION").write_text("18\n", encoding="ascii")
    with pytest.raises(Unavailable, match="did not start"):
        embedded.join(tmp_path)
    embedded.leave(tmp_path)
    assert keeper.log_file(home).read_text(encoding="utf-8")


def test_a_long_path_gets_a_short_socket() -> None:
    short, long = Path("/srv/data/postgres"), Path("/srv") / ("d" * 120) / "postgres"
    assert keeper.socket_folder(short) == short
    assert len(str(keeper.socket_folder(long))) < keeper.PATH_LIMIT
    assert keeper.socket_folder(long) != keeper.socket_folder(long.with_name("other"))


def test_a_lock_is_shared_or_held_alone(tmp_path: Path) -> None:
    one, two = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    one.share()
    assert two.try_share()
    assert not two.try_alone()
    one.close()
    assert two.try_alone()
