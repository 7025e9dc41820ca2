"""`screener serve` in a process of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

LIFTED: Final = {"SCREENER_RATE_LIMITS": "false", "SCREENER_SECOND_FACTOR": "none"}


@dataclass
class Server:
    """`screener serve` in a process of its own, on a data folder of its own."""

    data: Path
    port: int
    process: subprocess.Popen[str] | None = None
    workers: int = 1
    settings: Mapping[str, str] = field(default_factory=lambda: dict(LIFTED))
    host: str = "127.0.0.1"
    more: Sequence[str] = ()
    """Further options of the command."""

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def log(self) -> str:
        return (self.data / "log").read_text("utf-8")

    @property
    def first_sign_in(self) -> tuple[str, str]:
        found = re.search(r"First sign-in:\s+(\S+)\s+(\S+)", self.log)
        assert found, self.log
        return found[1], found[2]

    def start(self) -> "Server":
        """Wherever bytecode is not to be kept, each start would compile everything anew: most of its time."""
        kept = (name for name in os.environ if not name.startswith("SCREENER_") and name != "PYTHONDONTWRITEBYTECODE")
        environment = {name: os.environ[name] for name in kept}
        environment |= {"SCREENER_DATA": str(self.data), "PYTHONUNBUFFERED": "1", **self.settings}
        command = [
            sys.executable,
            "-m",
            "screener.cli",
            "serve",
            "--port",
            str(self.port),
            "--workers",
            str(self.workers),
            *self.more,
        ]
        self.data.mkdir(exist_ok=True)
        with (self.data / "log").open("a") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, text=True)
        self._wait()
        return self

    def _wait(self) -> None:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            assert self.process is not None
            assert self.process.poll() is None, self.log
            try:
                with urllib.request.urlopen(self.url, timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"the server did not answer: {self.log}")

    def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
