"""Physicians' signatures under the parts of a flow, as plain functions and values. Callers commit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from screener.store.models import Signature, db


@dataclass(frozen=True, slots=True)
class StoredSignature:
    """Who signed what. `says` is the part as it was then, by where each text stands in it."""

    part: str
    digest: str
    signed_by: str
    at: datetime
    note: str
    says: Mapping[str, str]


def add(flow_id: str, signature: StoredSignature, staff_id: int | None) -> None:
    """Keep a signature. Earlier ones under the same part stay."""
    db.session.add(
        Signature(
            flow_id=flow_id,
            part=signature.part,
            digest=signature.digest,
            signed_by=signature.signed_by,
            staff_id=staff_id,
            at=signature.at,
            note=signature.note,
            says=json.dumps(dict(signature.says), ensure_ascii=False),
        )
    )


def of_flow(flow_id: str) -> dict[str, list[StoredSignature]]:
    """Every signature under a flow's parts, the newest first, by part."""
    rows = db.session.scalars(select(Signature).where(Signature.flow_id == flow_id).order_by(Signature.id.desc()))
    found: dict[str, list[StoredSignature]] = {}
    for row in rows:
        kept = StoredSignature(row.part, row.digest, row.signed_by, row.at, row.note, json.loads(row.says))
        found.setdefault(row.part, []).append(kept)
    return found
