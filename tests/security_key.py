"""A security key in software: it answers what a page asks, as a browser would pass it on."""

import json
import re
import secrets
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

PRESENT = AuthenticatorData.FLAG.UP


def asked_on(page: str) -> dict[str, Any]:
    """What a page asks a key."""
    found = re.search(r'data-key="([^"]+)"', page)
    assert found, "this page asks no key"
    asked: dict[str, Any] = json.loads(unescape(found[1]))
    return asked


@dataclass
class SoftKey:
    """One key. `uses` is what it says of itself next; some always say 0."""

    origin: str = "http://localhost"
    host: str = "localhost"
    uses: int = 0
    counts: bool = True
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def made(self, page: str) -> str:
        """Its answer to a page that adds it."""
        said = self._said(CollectedClientData.TYPE.CREATE, asked_on(page))
        public = AttestedCredentialData.create(
            bytes(16), self.id, ES256.from_cryptography_key(self.private.public_key())
        )
        data = AuthenticatorData.create(
            sha256(self.host.encode()), PRESENT | AuthenticatorData.FLAG.AT, self.uses, public
        )
        return self._answer(said, attestationObject=AttestationObject.create("none", data, {}))

    def proof(self, page: str, flags: AuthenticatorData.FLAG = PRESENT) -> str:
        """Its answer to a page that asks for it."""
        said = self._said(CollectedClientData.TYPE.GET, asked_on(page))
        self.uses += self.counts
        data = AuthenticatorData.create(sha256(self.host.encode()), flags, self.uses)
        signature = self.private.sign(data + said.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(said, authenticatorData=data, signature=signature)

    def _said(self, kind: str, asked: dict[str, Any]) -> CollectedClientData:
        return CollectedClientData.create(kind, websafe_decode(asked["challenge"]), self.origin)

    def _answer(self, said: CollectedClientData, **parts: bytes) -> str:
        response = {"clientDataJSON": said, **parts}
        return json.dumps(
            {
                "id": websafe_encode(self.id),
                "rawId": websafe_encode(self.id),
                "type": "public-key",
                "clientExtensionResults": {},
                "response": {name: websafe_encode(value) for name, value in response.items()},
            }
        )
