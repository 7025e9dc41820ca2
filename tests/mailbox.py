"""A real mail server on loopback that keeps what it takes."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from serving import free_port


@dataclass
class Mailbox:
    """What was taken, in order, for whom. `refuse`: what it answers instead of taking a mail, while it is set. `slow`:
    seconds that it thinks about each recipient."""

    port: int = field(default_factory=free_port)
    taken: list[tuple[str, Message]] = field(default_factory=list)
    refuse: str = ""
    slow: float = 0.0

    async def handle_RCPT(  # noqa: N802 (its name there)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await asyncio.sleep(self.slow)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (its name there)
        if self.refuse:
            return self.refuse
        assert isinstance(envelope.content, bytes)
        self.taken.extend((recipient, message_from_bytes(envelope.content)) for recipient in envelope.rcpt_tos)
        return "250 OK"

    @property
    def subjects(self) -> list[str]:
        return [str(mail["Subject"]) for _, mail in self.taken]

    @property
    def ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for _, mail in self.taken]

    def wait(self, until: Callable[[], bool], seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < deadline, self.subjects
            threading.Event().wait(0.05)


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
