"""Each thing that keeps `curbside up` from starting is one clear sentence and exit code 2."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from curbside.core import keeper
from tests.commands.running import command, free_port

PASSWORD = "right"  # noqa: S105 - of a server that lives for one test


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on TCP that asks for passwords: "host:port"."""
    home = tmp_path_factory.mktemp("own") / "postgres"
    made = keeper.made(home)
    (home / "pg_hba.conf").write_text(
        "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n", encoding="utf-8"
    )
    sockets, port = keeper.socket_folder(home), free_port()
    place = ["-D", str(home), "-k", str(sockets), "-h", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(
        [str(made.bin_path / "postgres"), *place],
        user=made.system_user,
        stderr=subprocess.DEVNULL,
    )
    try:
        with _connected(f"postgresql://postgres@/postgres?host={sockets}&port={port}") as own:
            own.execute(f"ALTER USER postgres PASSWORD '{PASSWORD}'")
            own.execute(f"CREATE USER guest PASSWORD '{PASSWORD}'")
            own.execute("CREATE DATABASE curbside")
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _connected(url: str) -> psycopg.Connection[tuple[object, ...]]:
    for _ in range(600):
        try:
            return psycopg.connect(url, autocommit=True)
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise AssertionError("the server never answered")


def fails(tmp_path: Path, *arguments: str, url: str = "") -> str:
    """What `up` says when it cannot start: one line, exit code 2, nothing left running."""
    ended = command("up", "--port", str(free_port()), *arguments, data_dir=tmp_path, url=url)
    assert ended.returncode == 2, ended.stderr
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1
    return ended.stderr


def test_a_wrong_password(tmp_path: Path, server: str) -> None:
    said = fails(tmp_path, url=f"postgresql://postgres:wrong@{server}/curbside")
    assert "refused the user name or password" in said


def test_no_password(tmp_path: Path, server: str) -> None:
    assert "password" in fails(tmp_path, url=f"postgresql://postgres@{server}/curbside")


def test_a_database_that_is_not_there(tmp_path: Path, server: str) -> None:
    said = fails(tmp_path, url=f"postgresql://postgres:{PASSWORD}@{server}/nowhere")
    assert "does not exist" in said


def test_a_user_who_may_not_create_the_extension(tmp_path: Path, server: str) -> None:
    said = fails(tmp_path, url=f"postgresql://guest:{PASSWORD}@{server}/curbside")
    assert "CREATE EXTENSION vector" in said


def test_an_unreachable_server(tmp_path: Path) -> None:
    said = fails(tmp_path, url=f"postgresql://nobody@127.0.0.1:{free_port()}/curbside")
    assert "does not answer" in said


def test_an_address_that_cannot_be_read(tmp_path: Path) -> None:
    assert "cannot be read" in fails(tmp_path, url="nonsense")


def test_a_port_in_use(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"Port {port} is in use" in fails(tmp_path, "--port", str(port))
    assert not list(tmp_path.iterdir())  # it looked before it started anything


def test_a_host_that_is_not_there(tmp_path: Path) -> None:
    assert "Correct --host" in fails(tmp_path, "--host", "no.such.host.invalid")


def test_a_public_address_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("CURBSIDE_BASE_URL=ask.example.org/path\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    said = command("up", "--port", str(free_port()), data_dir=tmp_path / "data")
    assert said.returncode == 2
    assert "CURBSIDE_BASE_URL cannot be" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_setting_that_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("CURBSIDE_COUNTRY=Taiwan\n", encoding="utf-8")
    for arguments in (("up", "--port", str(free_port())), ("catalog", "load")):
        ended = command(*arguments, data_dir=tmp_path / "data")
        assert ended.returncode == 2
        assert ended.stderr.startswith("CURBSIDE_COUNTRY cannot be 'Taiwan'.")
        assert "Traceback" not in ended.stderr
