"""A flow and a screening as FHIR R4: plain dicts, with nothing of the web or the database in them."""
