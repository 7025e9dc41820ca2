"""A physician's sign-off of a flow, part by part. A signature holds for what was signed: an edit unsigns it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from screener.engine.errors import ScreenerError
from screener.engine.flow import Flow
from screener.proof.signable import Change, Signable, changes, signables
from screener.store import signatures
from screener.store.models import db
from screener.store.signatures import StoredSignature

LONGEST_NAME: Final = 200
LONGEST_NOTE: Final = 2000


class SigningError(ScreenerError):
    """A signature that was not taken. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One part of a flow and its signature. Where it was edited since the last one, `changed` says how."""

    part: Signable
    signature: StoredSignature | None
    changed: tuple[Change, ...] = ()


def standing(flow: Flow) -> list[Standing]:
    """Every part of a flow, with the signature that holds for it as it is now."""
    signed = signatures.of_flow(flow.id)
    return [_standing(part, signed.get(part.id, [])) for part in signables(flow).values()]


def unsigned(flow: Flow) -> list[Standing]:
    """The parts that nobody has signed as they are now."""
    return [one for one in standing(flow) if one.signature is None]


def reviewers(flow: Flow) -> dict[str, str]:
    """Who has signed each part as it is now, by the part's id."""
    return {one.part.id: one.signature.signed_by for one in standing(flow) if one.signature}


def sign(
    flow: Flow, parts: Collection[str], signed_by: str, note: str, now: datetime, staff_id: int | None = None
) -> int:
    """Sign these parts, by id, or all where none is named; how many were signed. SigningError says what is wrong."""
    known = signables(flow)
    unknown = sorted(set(parts) - known.keys())
    if unknown:
        raise SigningError(f"{flow.id} has no part '{unknown[0]}': `screener flow sign {flow.id} --list` names them")
    name, note = signed_by.strip(), note.strip()
    if not name or len(name) > LONGEST_NAME:
        raise SigningError("give the name of the physician who signs")
    if len(note) > LONGEST_NOTE:
        raise SigningError(f"a note has at most {LONGEST_NOTE} characters")
    waiting = [one.part for one in unsigned(flow) if not parts or one.part.id in parts]
    for part in waiting:
        kept = StoredSignature(part.id, part.digest, name, now, note, part.says)
        signatures.add(flow.id, kept, staff_id)
    db.session.commit()
    return len(waiting)


def _standing(part: Signable, signed: list[StoredSignature]) -> Standing:
    """An older signature holds again where the part says again what it said then."""
    for signature in signed:
        if signature.digest == part.digest:
            return Standing(part, signature)
    return Standing(part, None, tuple(changes(signed[0].says, part.says)) if signed else ())
