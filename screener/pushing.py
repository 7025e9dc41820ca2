"""One message to one webhook: looked up, checked, and handed over. No redirect is followed and no proxy asked."""

import socket
import ssl
from collections.abc import Mapping
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Final
from urllib.parse import SplitResult

from screener.webhooks import is_outside

SECONDS: Final = 10
"""How long a receiver may take."""


class NotTaken(Exception):
    """A message that was not taken. It says the kind of problem, never the receiver's words."""


def push(to: SplitResult, headers: Mapping[str, str], body: bytes, *, inside: bool) -> None:
    """Hand over one message; NotTaken where the receiver did not answer with 2xx."""
    path = (to.path or "/") + (f"?{to.query}" if to.query else "")
    kind = HTTPSConnection if to.scheme == "https" else HTTPConnection
    try:
        with closing(kind(to.hostname or "", to.port, timeout=SECONDS)) as connection:
            _connect(connection, inside)
            connection.request("POST", path, body, dict(headers))
            status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        raise NotTaken(type(error).__name__) from None
    if not 200 <= status < 300:
        raise NotTaken(f"HTTP {status}")


def _connect(connection: HTTPConnection, inside: bool) -> None:
    """To the very address that was checked: a second look-up might lead elsewhere."""
    host, port = connection.host, connection.port
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not inside and not all(is_outside(address) for address in found):
        raise NotTaken("leads inside")
    connection.sock = socket.create_connection((found[0], port), SECONDS)
    if isinstance(connection, HTTPSConnection):
        connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=host)
