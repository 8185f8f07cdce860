"""A digest by e-mail: the standard library's SMTP, encrypted unless the config says otherwise, bounded in time.

A password comes from a variable or a file and goes nowhere but to the server: into no log and no error.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, parseaddr
from typing import Final

from stancewire.runs.nightly.delivery import NotDelivered, within
from stancewire.runs.nightly.digest_text import Digest

STARTTLS, SSL, PLAIN = "starttls", "ssl", "plain"
_PORTS: Final = {STARTTLS: 587, SSL: 465, PLAIN: 25}
_HERE: Final = ("localhost", "127.0.0.1", "::1")
_AGAIN: Final = "it is sent again with the next run"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailConfig:
    """Who gets a mail, by which server. No host: nobody."""

    host: str = ""
    port: int = 0  # 0: 587 for starttls, 465 for ssl, 25 for plain
    security: str = STARTTLS  # or "ssl", or "plain" for a server on this machine
    user: str = ""
    password_env: str = ""  # the variable that holds the password
    password_file: str = ""  # or the file, relative to the config
    sender: str = ""
    to: tuple[str, ...] = ()
    subject: str = "stancewire"  # what subjects begin with
    step_seconds: float = 20.0  # one step of the talk with the server
    whole_seconds: float = 60.0  # all of it

    def __post_init__(self) -> None:
        if self.security not in _PORTS:
            raise ValueError(f"security {self.security!r} is not one of {', '.join(_PORTS)}")
        if not 0 <= self.port < 65_536:
            raise ValueError("port must lie between 1 and 65535, or be 0 for the usual one")
        if not (self.step_seconds > 0 and self.whole_seconds > 0):
            raise ValueError("step_seconds and whole_seconds must be more than 0")
        if not self.subject.isprintable():
            raise ValueError("subject must be one line")
        if self.host:
            self._check_use()

    def _check_use(self) -> None:
        for address in (self.sender, *self.to):
            if not _is_address(address):
                raise ValueError(f"{address!r} is no mail address; sender and to need one like name@host.example")
        if not self.to:
            raise ValueError("to names nobody")
        if bool(self.user) != bool(self.password_env or self.password_file):
            raise ValueError("user and password_env or password_file belong together")
        if self.user and self.security == PLAIN and self.host not in _HERE:
            raise ValueError('a password is not sent unencrypted: take security "starttls" or "ssl"')


def _is_address(text: str) -> bool:
    name, at, host = parseaddr(text)[1].rpartition("@")
    return bool(name and at and host) and text.isprintable() and "," not in text


def send(digest: Digest, config: MailConfig, password: str, context: ssl.SSLContext | None = None) -> tuple[str, ...]:
    """Hand a digest to the server; those of the recipients that it refused. Raises NotDelivered.

    context: the certificates that are believed, by default those of the system.
    """
    where = f"mail server {config.host}"
    message = _message(digest, config)
    try:
        return within(config.whole_seconds, lambda: _talk(message, config, password, context))
    except TimeoutError:
        limit = f"{config.step_seconds:g} seconds a step, {config.whole_seconds:g} in all"
        raise NotDelivered(where, f"was not done in time ({limit})", _AGAIN) from None
    except UnicodeError:
        reason = "its name, the user name or the password has characters that cannot be sent"
        raise NotDelivered(where, reason, "give them in ASCII") from None
    except OSError as error:  # the library's own errors are among them
        reason, hint = _said(error, password)
        raise NotDelivered(where, reason, hint) from None


def _message(digest: Digest, config: MailConfig) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = config.sender, ", ".join(config.to)
    message["Subject"] = f"{config.subject}: {digest.subject}"
    message["Date"] = formatdate()
    message["Message-ID"] = f"<{digest.key}@{parseaddr(config.sender)[1].rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # no answering machine shall answer
    message.set_content(digest.text, cte="quoted-printable")
    return message


def _talk(message: EmailMessage, config: MailConfig, password: str, context: ssl.SSLContext | None) -> tuple[str, ...]:
    server = _connected(config, context)
    try:
        if config.security == STARTTLS:
            server.starttls(context=context or ssl.create_default_context())
        if config.user:
            server.login(config.user, password)
        refused = server.send_message(message)
        with suppress(OSError):  # the mail is theirs; a quarrel about the farewell must not send it twice
            server.quit()
        return tuple(sorted(refused))
    finally:
        server.close()


def _connected(config: MailConfig, context: ssl.SSLContext | None) -> smtplib.SMTP:
    port = config.port or _PORTS[config.security]
    if config.security == SSL:
        trusted = context or ssl.create_default_context()
        return smtplib.SMTP_SSL(config.host, port, timeout=config.step_seconds, context=trusted)
    return smtplib.SMTP(config.host, port, timeout=config.step_seconds)


def _said(error: OSError, password: str) -> tuple[str, str]:
    """An error of the library as reason and hint."""
    for kind, say in _SAYINGS:
        if isinstance(error, kind):
            reason, hint = say(error)
            return (reason.replace(password, "…") if password else reason), hint
    return f"could not be reached ({error.strerror or type(error).__name__})", _AGAIN


def _answered(error: OSError) -> tuple[str, str]:
    assert isinstance(error, smtplib.SMTPResponseException)
    return f"answers {_answer(error.smtp_code, error.smtp_error)}", _AGAIN


def _answer(code: int, text: bytes | str) -> str:
    said = text.decode("ascii", "replace") if isinstance(text, bytes) else text
    said = "".join(c if c.isprintable() else " " for c in said)
    return f"{code} {said[:200]}".strip()


def _refused(error: OSError) -> tuple[str, str]:
    assert isinstance(error, smtplib.SMTPRecipientsRefused)
    code, text = next(iter(error.recipients.values()))
    return f"accepts none of the recipients ({_answer(code, text)})", "correct to in the config"


def _login(error: OSError) -> tuple[str, str]:
    assert isinstance(error, smtplib.SMTPAuthenticationError)  # its words may repeat what was sent
    return f"does not accept user name and password ({error.smtp_code})", "correct user and password"


def _unsupported(error: OSError) -> tuple[str, str]:
    return f"cannot do what is asked ({error})", "check security, user and the addresses in the config"


def _broken(error: OSError) -> tuple[str, str]:
    return "broke off", _AGAIN


def _certificate(error: OSError) -> tuple[str, str]:
    reason = getattr(error, "verify_message", "") or getattr(error, "reason", "") or "no TLS"
    return f"gives no connection that can be trusted ({reason})", "check host, port and security in the config"


# The more special ones first.
_SAYINGS: Final[tuple[tuple[type[OSError], Callable[[OSError], tuple[str, str]]], ...]] = (
    (smtplib.SMTPAuthenticationError, _login),
    (smtplib.SMTPRecipientsRefused, _refused),
    (smtplib.SMTPNotSupportedError, _unsupported),
    (smtplib.SMTPResponseException, _answered),
    (smtplib.SMTPServerDisconnected, _broken),
    (smtplib.SMTPException, _unsupported),
    (ssl.SSLError, _certificate),
)
