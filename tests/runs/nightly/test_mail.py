"""The digest by mail, against a server on this machine: encrypted, with a password that is shown nowhere, and never hanging."""

from __future__ import annotations

import logging
import shutil
import ssl
import subprocess
import time
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from mail_server import MailServer, mail_server
from stancewire.runs.nightly.delivery import NotDelivered, secret_of, within
from stancewire.runs.nightly.digest_text import Digest
from stancewire.runs.nightly.mail import MailConfig, send

DIGEST = Digest(key="0a1b", subject="2 new objections in 1 article", text="1. “Nein” – no\n.\n.. end\n", payload={})
PASSWORD = "correct-horse"


def config(server: MailServer, **fields: object) -> MailConfig:
    """Plain and on this machine, unless the test says otherwise."""
    settings = {
        "host": "127.0.0.1",
        "port": server.port,
        "security": "plain",
        "sender": "Stancewire <wire@lmc.example>",
        "to": ("one@lmc.example", "Two <two@lmc.example>"),
        "step_seconds": 3.0,
        "whole_seconds": 5.0,
    }
    return MailConfig(**{**settings, **fields})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for 127.0.0.1."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not there to make a certificate")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=here"
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(path), "-out", f"{path}.crt"]
    subprocess.run([*make.split(), *names], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


def theirs(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_a_mail_arrives_as_it_was_meant() -> None:
    with mail_server() as server:
        assert send(DIGEST, config(server), "") == ()
    mail = server.mail
    assert mail["Subject"] == "stancewire: 2 new objections in 1 article"
    assert mail["From"] == "Stancewire <wire@lmc.example>"
    assert mail["To"] == "one@lmc.example, Two <two@lmc.example>"
    assert (mail["Message-ID"], mail["Auto-Submitted"]) == ("<0a1b@lmc.example>", "auto-generated")
    assert abs(parsedate_to_datetime(mail["Date"]).timestamp() - time.time()) < 60
    assert mail.get_content().replace("\r\n", "\n") == DIGEST.text
    assert [line for line in server.commands if line.startswith("rcpt")] == [
        "rcpt TO:<one@lmc.example>",
        "rcpt TO:<two@lmc.example>",
    ]


@pytest.mark.parametrize("security", ["starttls", "ssl"])
def test_encrypted_with_a_password(certificate: Path, security: str) -> None:
    ours = ssl.create_default_context(cafile=certificate)
    with mail_server(context=theirs(certificate), at_once=security == "ssl", accounts={"wire": PASSWORD}) as server:
        settings = config(server, security=security, user="wire", password_env="P")
        assert send(DIGEST, settings, PASSWORD, ours) == ()
    assert (len(server.mails), server.encrypted) == (1, [True])


@pytest.mark.parametrize("security", ["starttls", "ssl"])
def test_a_certificate_that_nobody_vouches_for_gets_nothing(certificate: Path, security: str) -> None:
    with mail_server(context=theirs(certificate), at_once=security == "ssl", accounts={"wire": PASSWORD}) as server:
        settings = config(server, security=security, user="wire", password_env="P")
        with pytest.raises(NotDelivered, match="gives no connection that can be trusted"):
            send(DIGEST, settings, PASSWORD, ssl.create_default_context())
    assert (server.mails, [line for line in server.commands if "AUTH" in line]) == ([], [])


def test_without_starttls_nothing_is_sent_unencrypted() -> None:
    with mail_server() as server, pytest.raises(NotDelivered, match=r"cannot do what is asked \(STARTTLS"):
        send(DIGEST, config(server, security="starttls"), "")
    assert server.mails == []


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"CONNECT": "554 go away"}, "answers 554 go away"),
        ({"CONNECT": ""}, "broke off"),
        ({"CONNECT": "hello?"}, "answers -1"),
        ({"MAIL": "451 later"}, "answers 451 later"),
        ({"RCPT": "550 No such user"}, r"accepts none of the recipients \(550 No such user\)"),
        ({"DATA": "554 no\x1b[31m data"}, r"answers 554 no \[31m data"),
        ({"END": "552 too large"}, "answers 552 too large"),
        ({"END": ""}, "broke off"),
    ],
)
def test_a_server_that_refuses_is_said(answers: dict[str, str], said: str) -> None:
    with mail_server(answers=answers) as server, pytest.raises(NotDelivered, match=f"mail server 127.0.0.1: {said}"):
        send(DIGEST, config(server), "")


@pytest.mark.parametrize(
    ("command", "how"), [("CONNECT", None), ("EHLO", None), ("END", None), ("CONNECT", "drip"), ("END", "drip")]
)
def test_a_server_that_hangs_is_left(command: str, how: str | None) -> None:
    begun = time.monotonic()
    with mail_server(answers={command: how}) as server:
        with pytest.raises(NotDelivered, match=r"was not done in time|broke off"):
            send(DIGEST, config(server, step_seconds=0.3, whole_seconds=0.6), "")
        took = time.monotonic() - begun
    assert took < 2.5


def test_no_server_at_all() -> None:
    with mail_server() as server:
        pass
    with pytest.raises(NotDelivered, match=r"could not be reached \(Connection refused\); it is sent again"):
        send(DIGEST, config(server), "")


def test_a_quarrel_after_the_mail_was_taken_does_not_send_it_again() -> None:
    with mail_server(answers={"QUIT": ""}) as server:
        assert send(DIGEST, config(server), "") == ()
    assert len(server.mails) == 1


def test_who_was_refused_among_others_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_server() as server:
        answered = server._reply
        refuse = lambda command, line, connection: (  # noqa: E731
            "550 unknown" if "two@" in line else answered(command, line, connection)
        )
        monkeypatch.setattr(server, "_reply", refuse)
        assert send(DIGEST, config(server), "") == ("two@lmc.example",)
    assert len(server.mails) == 1


def test_a_wrong_password_is_said_and_not_shown(certificate: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with mail_server(context=theirs(certificate), accounts={"wire": "other"}) as server:
        settings = config(server, security="starttls", user="wire", password_env="P")
        with pytest.raises(NotDelivered) as caught:
            send(DIGEST, settings, PASSWORD, ssl.create_default_context(cafile=certificate))
    assert "does not accept user name and password (535)" in str(caught.value)
    assert caught.value.__cause__ is None
    assert PASSWORD not in f"{caught.value!r} {caplog.text} {settings!r}"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"security": "tls"}, "security 'tls' is not one of starttls, ssl, plain"),
        ({"port": 70_000}, "port must lie"),
        ({"sender": ""}, "'' is no mail address"),
        ({"sender": "a@b.example\nBcc: c@d.example"}, "is no mail address"),
        ({"to": ("a@b.example, c@d.example",)}, "is no mail address"),
        ({"to": ()}, "to names nobody"),
        ({"subject": "a\nb"}, "subject must be one line"),
        ({"user": "wire"}, "belong together"),
        ({"password_env": "P"}, "belong together"),
        ({"user": "wire", "password_env": "P", "host": "mail.example"}, "not sent unencrypted"),
        ({"whole_seconds": 0.0}, "more than 0"),
    ],
)
def test_a_config_that_cannot_work_is_refused(fields: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        config(MailServer(port=25), **fields)


def test_without_a_host_nothing_else_is_asked_for() -> None:
    assert MailConfig().host == ""


def test_secrets_come_from_a_variable_or_the_first_line_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n\nanything\n", encoding="utf-8")
    assert secret_of("[mail]", "P", None, {"P": PASSWORD}) == PASSWORD
    assert secret_of("[mail]", "", file, {}) == PASSWORD
    assert secret_of("[mail]", "", None, {}) == ""


@pytest.mark.parametrize(
    ("variable", "content", "said"),
    [
        ("P", None, "the variable P holds no usable secret; set it in the environment"),
        ("", None, "the file password cannot be read .No such file"),
        ("", b"", "the file password holds no usable secret"),
        ("", b"a\x07b\n", "the file password holds no usable secret"),
        ("", b"\xff\xfe", "cannot be read .it is no UTF-8"),
        ("", b"x" * 20_000, "holds no usable secret"),
        ("P", b"x", "names a variable and a file for one secret"),
    ],
)
def test_a_secret_that_is_not_there_is_said(tmp_path: Path, variable: str, content: bytes | None, said: str) -> None:
    file = tmp_path / "password"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(NotDelivered, match=said):
        secret_of("[mail]", variable, None if variable and content is None else file, {})


def test_work_that_fails_fails_where_it_is_waited_for() -> None:
    def fail() -> None:
        raise KeyError("why")

    with pytest.raises(KeyError, match="why"):
        within(1.0, fail)
    with pytest.raises(TimeoutError):
        within(0.05, lambda: time.sleep(0.3))
