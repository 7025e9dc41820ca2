"""Security keys and passkeys as a second factor: added, asked for, and believed only where all of it fits.

What a key must sign is made anew for each page and stands, signed, in the browser's own session. It passes once: what
was asked before the key's last use is refused.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from screener import second_factor
from screener.staff import StaffError
from screener.store import security_keys as stored
from screener.store.security_keys import StoredKey

if TYPE_CHECKING:  # fido2 is loaded where a key is used: no visitor waits for it
    from fido2.server import Fido2Server
    from fido2.webauthn import AttestedCredentialData, PublicKeyCredentialDescriptor

MOST: Final = 10
LONGEST_NAME: Final = 64
LONGEST_ID: Final = 1023
"""Bytes, as the standard says."""
NO_MODEL: Final = bytes(16)
"""What make a key is of is not asked."""

State = dict[str, Any]
"""What the session keeps until the key has answered: what it was asked, and when."""


class KeyRefused(StaffError):
    """A key that cannot be added, or that proves nothing. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where staff reach the desk: a key is good for this address alone."""

    name: str
    origin: str

    @property
    def server(self) -> "Fido2Server":
        from fido2.server import Fido2Server
        from fido2.webauthn import PublicKeyCredentialRpEntity

        host = urlsplit(self.origin).hostname or ""
        return Fido2Server(
            PublicKeyCredentialRpEntity(name=self.name, id=host), verify_origin=lambda origin: origin == self.origin
        )


# --- Adding ---------------------------------------------------------------------------------------------------------


def begin_adding(site: Site, user: Any, now: datetime) -> tuple[dict[str, Any], State]:
    """What the browser asks a new key, and what to keep until it answers."""
    from fido2.webauthn import PublicKeyCredentialUserEntity, ResidentKeyRequirement, UserVerificationRequirement

    asked, state = site.server.register_begin(
        PublicKeyCredentialUserEntity(id=f"staff {user.id}".encode(), name=user.email, display_name=user.email),
        credentials=[_descriptor(key) for key in stored.of(user.id)],
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.DISCOURAGED,
    )
    return _options(asked), _state(state, now)


def add(site: Site, user: Any, state: State, answer: str, name: str, now: datetime) -> list[str]:
    """Keep a new key. Recovery codes, to be shown once, where it is somebody's first second factor. The caller
    commits."""
    from fido2 import cbor

    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise KeyRefused(f"give the key a name of at most {LONGEST_NAME} characters")
    others = stored.of(user.id)
    if len(others) >= MOST:
        raise KeyRefused(f"{MOST} keys are as many as can be kept: remove one first")
    if name.casefold() in {key.name.casefold() for key in others}:
        raise KeyRefused("another key has this name: choose a new one")
    try:
        made = site.server.register_complete(state, _read(answer)).credential_data
    except Exception:  # whatever is wrong with it, it is no key; what it was is nobody's business
        made = None
    if made is None or not state:
        raise KeyRefused("the key did not answer as it should: try again")
    if len(made.credential_id) > LONGEST_ID or stored.is_known(made.credential_id):
        raise KeyRefused("this key cannot be added, or was added already")
    stored.add(user.id, name, made.credential_id, cbor.encode(made.public_key), 0, now)
    return second_factor.key_added(user)


# --- Asking ---------------------------------------------------------------------------------------------------------


def begin_asking(site: Site, user: Any, now: datetime) -> tuple[dict[str, Any], State] | None:
    """What the browser asks somebody's keys, and what to keep until one answers; None where they have none."""
    from fido2.webauthn import UserVerificationRequirement

    keys = stored.of(user.id)
    if not keys:
        return None
    asked, state = site.server.authenticate_begin(
        [_descriptor(key) for key in keys], user_verification=UserVerificationRequirement.DISCOURAGED
    )
    return _options(asked), _state(state, now)


def accepts(site: Site, user: Any, state: State, answer: str, now: datetime) -> bool:
    """Whether one of somebody's keys has signed what it was asked, here, and not before. The caller commits."""
    from fido2.webauthn import AuthenticationResponse

    keys = {key.credential_id: key for key in stored.of(user.id)}
    try:
        read = AuthenticationResponse.from_dict(_read(answer))
        key = keys[
            site.server.authenticate_complete(state, [_attested(one) for one in keys.values()], read).credential_id
        ]
        asked_at = datetime.fromtimestamp(state["at"], UTC)
    except Exception:
        return False
    uses = read.response.authenticator_data.counter
    copied = uses <= key.uses and (uses or key.uses)
    return not copied and asked_at > key.used_at and stored.used(key.id, uses, key.used_at, now)


def remove(user: Any, key_id: int) -> bool:
    """Forget a key; without any, the second factor is what else there is, or off. The caller commits."""
    removed = stored.remove(user.id, key_id)
    if removed and not stored.count(user.id):
        second_factor.last_key_removed(user)
    return removed


# --- As the library and the browser spell it ------------------------------------------------------------------------


def _read(answer: str) -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads(answer)
    return read


def _options(asked: Any) -> dict[str, Any]:
    return dict(dict(asked)["publicKey"])


def _state(state: State, now: datetime) -> State:
    return {"challenge": state["challenge"], "user_verification": "discouraged", "at": now.timestamp()}


def _descriptor(key: StoredKey) -> "PublicKeyCredentialDescriptor":
    from fido2.webauthn import PublicKeyCredentialDescriptor, PublicKeyCredentialType

    return PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=key.credential_id)


def _attested(key: StoredKey) -> "AttestedCredentialData":
    from fido2 import cbor
    from fido2.cose import CoseKey
    from fido2.webauthn import AttestedCredentialData

    public_key = CoseKey.parse(cbor.decode(key.public_key))  # type: ignore[arg-type]
    return AttestedCredentialData.create(NO_MODEL, key.credential_id, public_key)
