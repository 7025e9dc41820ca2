"""The environment as settings. A value that cannot be used stops the start, by name."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from screener.engine.errors import ScreenerError
from screener.library import shipped

SETTINGS: Final[Mapping[str, str]] = {
    "SCREENER_DATA": "folder of the database and the key file; .screener below the current folder unless given",
    "SCREENER_DATABASE_URL": "another database than SQLite in SCREENER_DATA, as SQLAlchemy spells it; "
    "PostgreSQL on another machine with ?sslmode=verify-full",
    "SCREENER_KEYS": "sealing keys, each 32 bytes in base64, parted by commas, the newest first; else the key file",
    "SCREENER_KEYS_FILE": "file of such keys, one on a line; keys in SCREENER_DATA unless given",
    "SCREENER_KEYS_COMMAND": "command that prints such keys, for a key management service",
    "SCREENER_FLOWS": "folder of clinic.yaml and the flows; those that come with Screener unless given",
    "SCREENER_HTTPS": "true where visitors come over https: cookies are then sent over https only; false unless given",
    "SCREENER_PROXIES": "how many proxies stand in front and set X-Forwarded-For; 0 unless given",
    "SCREENER_ALLOW_UNSIGNED": "true serves visitors from elsewhere although no physician has signed every part of a "
    "flow; false unless given",
    "SCREENER_MAIL": "server that sends staff their mail, as smtp://user:password@host:587 (with STARTTLS) or "
    "smtps://user:password@host:465; no mail is sent unless given",
    "SCREENER_MAIL_FROM": "sender of that mail, such as screener@clinic.example",
    "SCREENER_ADDRESS": "where visitors and staff reach this, such as https://chat.clinic.example; for links in mail "
    "and for security keys",
    "SCREENER_SECOND_FACTOR": "who must sign in with a second factor: admins, all or none; admins unless given",
    "SCREENER_REDIS": "where several processes count the limits together, as rediss://host:6379/0 (redis:// on "
    "this machine); each counts by itself unless given",
    "SCREENER_LOG": "json writes each request and event as a JSON object, plain warnings only; plain unless given",
    "SCREENER_METRICS_TOKEN": "whoever sends this as a Bearer token may read /metrics; nobody may unless given",
    "SCREENER_MOST_PER_HOUR": "how many screenings may be begun in an hour, from everywhere; 2000 unless given",
    "SCREENER_WEBHOOKS_INSIDE": "true lets webhooks tell private and loopback addresses, and over plain http; false "
    "unless given",
    "SCREENER_RATE_LIMITS": "false lifts the limits on sign-ins and codes, for load tests; true unless given",
}
"""Every variable that is read, and what it is for."""


SHORTEST_TOKEN: Final = 20


class SettingError(ScreenerError):
    """An environment variable with a value that cannot be used."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where staff's mail is handed over, and in whose name. Never shown or logged: it may hold a password."""

    host: str
    port: int
    sender: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    encrypted: Literal["from the start", "by starttls", "no"] = "by starttls"


@dataclass(frozen=True, slots=True)
class Settings:
    """What can differ from one installation to another."""

    data: Path
    flows: Path
    database_url: str
    keys: str | None = field(default=None, repr=False)
    keys_file: Path | None = None
    keys_command: str | None = field(default=None, repr=False)
    https: bool = False
    proxies: int = 0
    allow_unsigned: bool = False
    rate_limits: bool = True
    redis: str | None = field(default=None, repr=False)
    log: str = "plain"
    most_per_hour: int = 2000
    metrics_token: str | None = field(default=None, repr=False)
    mail: MailServer | None = None
    webhooks_inside: bool = False
    address: str = ""
    second_factor: str = "admins"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read the environment; SettingError names a value that cannot be used, and never repeats a key."""
        given = os.environ if environment is None else environment
        _refuse_misspelt(given)
        data = Path(given.get("SCREENER_DATA") or ".screener").resolve()
        flows = Path(given["SCREENER_FLOWS"]).resolve() if given.get("SCREENER_FLOWS") else shipped("flows")
        if not flows.is_dir():
            raise SettingError(f"SCREENER_FLOWS: there is no folder {flows}")
        return cls(
            data=data,
            flows=flows,
            database_url=_database_url(given) or f"sqlite:///{data / 'screener.db'}",
            **_keys(given),
            https=_truth(given, "SCREENER_HTTPS", False),
            proxies=_count(given, "SCREENER_PROXIES", 0),
            allow_unsigned=_truth(given, "SCREENER_ALLOW_UNSIGNED", False),
            rate_limits=_truth(given, "SCREENER_RATE_LIMITS", True),
            redis=_redis(given),
            most_per_hour=_count(given, "SCREENER_MOST_PER_HOUR", 2000),
            log=_one_of(given, "SCREENER_LOG", ("plain", "json")),
            metrics_token=_token(given, "SCREENER_METRICS_TOKEN"),
            mail=_mail_server(given),
            webhooks_inside=_truth(given, "SCREENER_WEBHOOKS_INSIDE", False),
            address=_address(given),
            second_factor=_one_of(given, "SCREENER_SECOND_FACTOR", ("admins", "all", "none")),
        )


def _refuse_misspelt(given: Mapping[str, str]) -> None:
    for name in given:
        if name.startswith("SCREENER_") and name not in SETTINGS and name not in TEST_SETTINGS:
            raise SettingError(f"{name} is no setting; there are {', '.join(SETTINGS)}")


TEST_SETTINGS: Final = frozenset({"SCREENER_REQUIRE_BROWSER"})
"""Variables that only the tests read."""


def _truth(given: Mapping[str, str], name: str, otherwise: bool) -> bool:
    value = given.get(name) or str(otherwise).lower()
    if value not in ("true", "false", "1", "0"):
        raise SettingError(f"{name}: write true or false")
    return value in ("true", "1")


def _one_of(given: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    value = given.get(name) or choices[0]
    if value not in choices:
        raise SettingError(f"{name}: write one of {', '.join(choices)}")
    return value


def _count(given: Mapping[str, str], name: str, otherwise: int) -> int:
    value = given.get(name) or str(otherwise)
    if not value.isascii() or not value.isdigit():
        raise SettingError(f"{name}: write a whole number, 0 or more")
    return int(value)


def _keys(given: Mapping[str, str]) -> dict[str, Any]:
    """Where the keys come from: at most one place, so that nobody looks for them in another."""
    names = [name for name in ("SCREENER_KEYS", "SCREENER_KEYS_FILE", "SCREENER_KEYS_COMMAND") if given.get(name)]
    if len(names) > 1:
        raise SettingError(f"{' and '.join(names)}: give one of them")
    path = given.get("SCREENER_KEYS_FILE")
    return {
        "keys": given.get("SCREENER_KEYS") or None,
        "keys_file": Path(path).resolve() if path else None,
        "keys_command": given.get("SCREENER_KEYS_COMMAND") or None,
    }


def _token(given: Mapping[str, str], name: str) -> str | None:
    token = given.get(name) or None
    if token and len(token) < SHORTEST_TOKEN:
        raise SettingError(f"{name}: write at least {SHORTEST_TOKEN} characters that nobody can guess")
    return token


def _is_here(host: str | None) -> bool:
    """Whether a host is this machine; a path is a socket on it."""
    return not host or host in ("localhost", "127.0.0.1", "::1") or host.startswith("/")


def _database_url(given: Mapping[str, str]) -> str | None:
    """Another machine's PostgreSQL is reached by TLS, unless the address itself says not to."""
    url = given.get("SCREENER_DATABASE_URL") or None
    if url and url.startswith("postgresql"):
        parts = urlsplit(url)
        asked = parse_qs(parts.query)
        if not _is_here(parts.hostname or asked.get("host", [""])[0]) and "sslmode" not in asked:
            raise SettingError("SCREENER_DATABASE_URL: end it with ?sslmode=verify-full, since it is another machine's")
    return url


def _redis(given: Mapping[str, str]) -> str | None:
    """Another machine's Redis is reached by TLS."""
    address = given.get("SCREENER_REDIS") or None
    if address and not re.match(r"(redis|rediss|redis\+unix)://.", address):
        raise SettingError("SCREENER_REDIS: write it as redis://localhost:6379/0")
    if address and address.startswith("redis://") and not _is_here(urlsplit(address).hostname):
        raise SettingError("SCREENER_REDIS: write it as rediss://host:6379/0, since it is another machine's")
    if address and find_spec("redis") is None:
        raise SettingError("SCREENER_REDIS: install screener[redis] first")
    return address


def _mail_server(given: Mapping[str, str]) -> MailServer | None:
    """Mail to another machine is encrypted; to this one it need not be."""
    if not given.get("SCREENER_MAIL"):
        return None
    sender = given.get("SCREENER_MAIL_FROM", "")
    if "@" not in sender:
        raise SettingError("SCREENER_MAIL_FROM: write the sender's address, such as screener@clinic.example")
    try:
        url = urlsplit(given["SCREENER_MAIL"])
        port = url.port
    except ValueError:
        raise SettingError("SCREENER_MAIL: the port is no number") from None
    if url.scheme not in ("smtp", "smtps") or not url.hostname:
        raise SettingError("SCREENER_MAIL: write it as smtp://user:password@host:587 or smtps://user:password@host:465")
    secure = url.scheme == "smtps"
    return MailServer(
        host=url.hostname,
        port=port or (465 if secure else 587),
        sender=sender,
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
        encrypted="from the start" if secure else "no" if _is_here(url.hostname) else "by starttls",
    )


def _address(given: Mapping[str, str]) -> str:
    address = given.get("SCREENER_ADDRESS", "").rstrip("/")
    if address and not re.fullmatch(r"https?://[^/\s?#]+", address):
        raise SettingError("SCREENER_ADDRESS: write it as https://chat.clinic.example, without a path")
    return address
