"""Whether the record of who did what is whole, and what its actions are called."""

from collections.abc import Iterable, Mapping
from typing import Final

from screener.store.audit import FIRST, StoredEntry

ACTIONS: Final[Mapping[str, str]] = {
    "sign_in": "Signed in",
    "sign_in.failed": "Failed to sign in",
    "sign_in.code_failed": "Gave a wrong second code",
    "sign_in.key_failed": "Gave a security key that did not fit",
    "sign_out": "Signed out",
    "queue.list": "Saw the queue",
    "case.view": "Saw a screening",
    "case.beside": "Saw it beside another screening",
    "case.access": "Asked who has looked at a screening",
    "case.step": "Took a step",
    "case.assign": "Assigned a screening",
    "queue.find": "Looked for a screening",
    "queue.save_view": "Saved a view of the queue",
    "queue.remove_view": "Removed a view of the queue",
    "case.sheet": "Opened the hand-over sheet",
    "case.ics": "Took the appointment as a file",
    "case.change_search": "Asked what would have changed the outcome",
    "caller.start": "Began a screening for a caller",
    "words.open": "Opened words that were not understood",
    "insights.export": "Exported counts",
    "flow.sign": "Signed parts of a flow",
    "flow.prove": "Had a flow proved",
    "mail.choose": "Changed which mail they get",
    "setting.change": "Changed a setting",
    "audit.search": "Searched this record",
    "person.add": "Added an account",
    "person.password": "Gave somebody a new password",
    "person.close": "Closed an account",
    "person.reopen": "Opened an account again",
    "person.role": "Changed somebody's role",
    "person.invite": "Invited somebody",
    "person.withdraw": "Withdrew an invitation",
    "person.join": "Made their account by an invitation",
    "person.end_sessions": "Ended somebody's sessions",
    "person.second_factor": "Reset somebody's second factor",
    "session.end": "Ended sessions of their own",
    "password.change": "Changed their password",
    "second_factor.on": "Switched on their app for codes",
    "second_factor.off": "Switched off their app for codes",
    "second_factor.codes": "Made new recovery codes",
    "second_factor.wrong": "Gave a wrong code for their second factor",
    "key.add": "Added a security key",
    "key.remove": "Removed a security key",
    "queue.export": "Exported answers",
    "token.make": "Made a token for another program",
    "token.end": "Took a token back",
    "webhook.make": "Made a webhook, by which another program is told",
    "webhook.end": "Took a webhook back",
    "webhook.again": "Sent a message to another program again",
    "fhir.list": "Another program listed answers",
    "fhir.view": "Another program read answers",
    "fhir.export": "Another program read a whole case",
    "fhir.prefill": "Another program began a screening with answers from elsewhere",
    "api.list": "Another program listed the queue",
    "api.refused": "Another program asked for what its token does not open",
    "fhir.refused": "Another program asked for what its token does not open",
    "screening.delete": "A visitor deleted their screening",
    "backup.make": "Made a backup",
    "backup.restore": "Restored a backup",
    "keys.rotate": "Began to seal everything with a new key",
    "keys.forget": "Took away a key",
    "person.delete": "Deleted a person's screening at their wish",
    "person.kept": "Looked at how long a screening is kept",
    "person.export": "Exported all that is kept of a person",
    "person.hold": "Put a screening on hold: nothing deletes it",
    "person.release": "Released a screening that was on hold",
    "audit.opened": "Asked which records were opened",
    "purge": "Deleted what was past its time",
}
"""Every action that is written down, in words for the page."""


def broken(entries: Iterable[StoredEntry]) -> str:
    """What is wrong with the record, in a sentence that names the first entry; empty where it is whole."""
    number, previous = 0, FIRST
    for entry in entries:
        if entry.number != number + 1:
            return f"entry {number + 1} is missing: after {number} comes {entry.number}"
        if entry.previous != previous:
            return f"entry {entry.number} does not follow from the one before: that one was changed or put in"
        if not entry.fits:
            return f"entry {entry.number} was changed: its hash is not that of what it says"
        number, previous = entry.number, entry.hash
    return ""
