"""People who use a service that keeps being killed: each does one thing over and over by HTTP,
tries again what was not answered, and writes down only what was acknowledged.
"""

from __future__ import annotations

import contextlib
import email
import email.policy
import http.client
import itertools
import re
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

STEPS: tuple[tuple[str, dict[str, str]], ...] = (
    ("who", {"for_whom": "myself", "age_band": "20-29", "sex": "female", "go": "on"}),
    ("matter", {"text": "My upper lip keeps twitching since Sunday.", "go": "on"}),
    ("wants", {"wants": "Is it the nerve?", "go": "on"}),
    ("publish", {"may_publish": "no", "go": "on"}),
)
CONFIRM = re.compile(r"/mine/[a-z0-9]{10}/confirm/[\w:-]+/")
PATIENCE = 120.0  # seconds for an answer: a killed server closes the connection at once
BREATH = 0.1  # seconds before something is tried again
TOKEN = "c" * 32  # what the browser would hold as its CSRF cookie and send with each form


@dataclass
class Acknowledged:
    """What the service said it has done."""

    asked: dict[str, str] = field(default_factory=dict)  # question → address
    confirmed: list[str] = field(default_factory=list)
    replied: dict[str, str] = field(default_factory=dict)  # question → the reply's text

    def __len__(self) -> int:
        return len(self.asked) + len(self.confirmed) + len(self.replied)


class Crowd:
    """Askers and doctors at work until told to stop. ``sessions`` are doctors', signed in."""

    def __init__(self, port: int, mail: Path, sessions: list[str], askers: int = 2) -> None:
        self.port, self.mail = port, mail
        self.done = Acknowledged()
        self.troubles: list[str] = []
        self._stop = threading.Event()
        self._number = itertools.count(1)
        self._read: set[Path] = set()
        self._unconfirmed: dict[str, str] = {}
        self._waiting: list[str] = []
        self._threads = [
            *(threading.Thread(target=self._work, args=(self._ask,)) for _ in range(askers)),
            threading.Thread(target=self._work, args=(self._confirm_all,)),
            *(
                threading.Thread(target=self._work, args=(self._answer, session))
                for session in sessions
            ),
        ]

    def __enter__(self) -> Crowd:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *trouble: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _work(self, act: object, *arguments: str) -> None:
        try:
            while not self._stop.is_set():
                act(*arguments)  # type: ignore[operator]
        except Exception as problem:  # a thread's error must fail the test
            self.troubles.append(repr(problem))

    def _post(self, path: str, form: dict[str, str], session: str = "") -> tuple[int, str]:
        """Send a form until it is answered by the service itself; the status and where it leads."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if session:
            headers["Cookie"] = f"session={session}; csrf={TOKEN}"
            form = {**form, "csrfmiddlewaretoken": TOKEN}
        while not self._stop.is_set():
            with contextlib.suppress(OSError, http.client.HTTPException):
                link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
                link.request("POST", path, urlencode(form), headers)
                answer = link.getresponse()
                body, to = answer.read(), answer.headers.get("Location", "")
                link.close()
                if answer.status < 500:
                    return answer.status, to or body.decode()[:2000]
            time.sleep(BREATH)
        return 0, ""

    def _ask(self) -> None:
        address = f"asker{next(self._number)}@example.org"
        _, begun = self._post("/en/ask/", {})
        form = begun.removesuffix("who/")
        if not form:
            return
        for name, fields in (*STEPS, ("email", {"email": address, "go": "on"})):
            self._post(f"{form}{name}/", fields)
        self._post(f"{form}check/", {})
        status, to = self._post(f"{form}answered/", {"go": "send"})
        if status == 0:
            return
        found = re.search(r"/mine/([a-z0-9]{10})/", urlsplit(to).path)
        if status != 303 or not found:
            raise AssertionError(f"sending gave {status} {to[:300]}")
        self.done.asked[found.group(1)] = address
        self._unconfirmed[address] = found.group(1)

    def _confirm_all(self) -> None:
        """Open the links of all mails that came to somebody who has not confirmed yet."""
        time.sleep(BREATH)
        for address, letter in self._letters():
            path = CONFIRM.search(letter)
            question = self._unconfirmed.get(address)
            if path is None or question is None:
                continue
            status, to = self._post(f"/en{path.group()}", {})
            if status == 303:
                del self._unconfirmed[address]
                self.done.confirmed.append(question)
                self._waiting.append(question)
            elif status:
                raise AssertionError(f"confirming gave {status} {to[:300]}")

    def _letters(self) -> list[tuple[str, str]]:
        """To whom and what, of the mails not read yet."""
        found = []
        for file in set(self.mail.glob("*.eml")) - self._read:
            read = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            to, body = str(read["To"]), read.get_body(("plain",))
            text = str(body.get_content()) if body else ""
            if not CONFIRM.search(text) or to in self._unconfirmed:
                self._read.add(file)  # else its asker was not answered yet: once more
                found.append((to, text))
        return found

    def _answer(self, session: str) -> None:
        try:
            question = self._waiting.pop(0)
        except IndexError:
            time.sleep(BREATH)
            return
        text = f"When to seek care: if it lasts. About {question}."
        desk = f"/en/desk/q/{question}/"
        self._post(f"{desk}claim/", {}, session)
        sent = {
            "text": text,
            "version": "0",
            "form_id": f"f{question}",
            "go": "send",
            "sure": "yes",
        }
        status, to = self._post(desk, sent, session)
        if status in (302, 303) and "/login" not in to:
            self.done.replied[question] = text
        elif status:
            raise AssertionError(f"replying gave {status} {to[:600]}")
