"""A small SMTP server on this machine that takes mails, or misbehaves as a test asks."""

from __future__ import annotations

import base64
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class MailServer:
    """answers: what is said to a command instead of yes ("RCPT" -> "550 No such user"); "" hangs up, None says nothing at all."""

    port: int = 0
    context: ssl.SSLContext | None = None  # for STARTTLS, or for all of it
    at_once: bool = False  # encrypted from the first byte
    accounts: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str | None] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    mails: list[bytes] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)  # for each mail

    @property
    def mail(self) -> EmailMessage:
        """The only one."""
        (mail,) = self.mails
        return message_from_bytes(mail, policy=policy.default)  # type: ignore[return-value]

    def serve(self, connection: socket.socket) -> None:
        if self.at_once and self.context:
            connection = self.context.wrap_socket(connection, server_side=True)
        with connection:
            if self._said(connection, "CONNECT", "220 mail.example ready"):
                self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        lines = connection.makefile("rb")
        for raw in lines:
            line = raw.decode().rstrip("\r\n")
            command = line.split(" ")[0].split(":")[0].upper()
            self.commands.append(line)
            if command == "STARTTLS" and self.context and "STARTTLS" not in self.answers:
                connection.sendall(b"220 go on\r\n")
                with self.context.wrap_socket(connection, server_side=True) as encrypted:
                    self._talk(encrypted)
                return
            if not self._said(connection, command, self._reply(command, line, connection)):
                return
            if command == "DATA" and "DATA" not in self.answers:
                self._take(lines, connection)
                if not self._said(connection, "END", "250 taken"):
                    return
            if command == "QUIT":
                return

    def _reply(self, command: str, line: str, connection: socket.socket) -> str:
        if command == "EHLO":
            offers = ["STARTTLS"] if self.context and not isinstance(connection, ssl.SSLSocket) else []
            return "\r\n".join(f"250-{offer}" for offer in ["mail.example", *offers]) + "\r\n250 AUTH PLAIN"
        if command == "AUTH":
            _, user, password = base64.b64decode(line.split(" ")[2]).decode().split("\0")
            is_right = user in self.accounts and self.accounts[user] == password
            return "235 welcome" if is_right else f"535 no account {user} with {password}"
        return {"DATA": "354 go on", "QUIT": "221 bye"}.get(command, "250 fine")

    def _take(self, lines: Iterator[bytes], connection: socket.socket) -> None:
        mail = b""
        for raw in lines:
            if raw == b".\r\n":
                break
            mail += raw.removeprefix(b".")
        self.mails.append(mail)
        self.encrypted.append(isinstance(connection, ssl.SSLSocket))

    def _said(self, connection: socket.socket, command: str, usual: str) -> bool:
        """Whether the talk goes on."""
        answer = self.answers.get(command, usual)
        if answer is None:
            connection.settimeout(5)
            connection.recv(1)  # until the other side goes
            return False
        if answer == "drip":
            for _ in range(30):
                connection.sendall(b"2")
                time.sleep(0.05)
            return False
        connection.sendall(f"{answer}\r\n".encode() if answer else b"")
        return bool(answer)


@contextmanager
def mail_server(**settings: object) -> Iterator[MailServer]:
    """A server in threads, ended with the block."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = MailServer(port=listening.getsockname()[1], **settings)  # type: ignore[arg-type]
        threads: list[threading.Thread] = []

        def run(connection: socket.socket) -> None:
            with suppress(OSError, ValueError), connection:
                server.serve(connection)

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    threads.append(threading.Thread(target=run, args=(connection,), daemon=True))
                    threads[-1].start()

        accepting = threading.Thread(target=accept, daemon=True)
        accepting.start()
        try:
            yield server
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            for thread in (accepting, *threads):
                thread.join(6)
