"""What this installation is made of: a CycloneDX bill of materials of the packages that are installed with it."""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any, Final

from packaging.requirements import Requirement

from screener import __version__

NAME: Final = "screener"


def bill(extras: tuple[str, ...] = ()) -> dict[str, Any]:
    """The bill, as CycloneDX 1.6 has it: each package once, with what it needs."""
    needs = _needs(extras)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": NAME, "name": NAME, "version": __version__},
        },
        "components": [_component(distribution(name)) for name in sorted(needs) if name != NAME],
        "dependencies": [{"ref": _ref(name), "dependsOn": sorted(map(_ref, on))} for name, on in sorted(needs.items())],
    }


def _needs(extras: tuple[str, ...]) -> dict[str, set[str]]:
    """Every package that is reached from ours and installed, with those that it needs itself."""
    found: dict[str, set[str]] = {}
    waiting = [(NAME, frozenset(extras))]
    seen = set(waiting)
    while waiting:
        name, wanted = waiting.pop()
        on = found.setdefault(name, set())
        for needed, of in _required(name, wanted):
            on.add(needed)
            if (needed, of) not in seen:
                seen.add((needed, of))
                waiting.append((needed, of))
    return found


def _required(name: str, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for line in distribution(name).requires or ():
        requirement = Requirement(line)
        wanted = requirement.marker is None or any(requirement.marker.evaluate({"extra": one}) for one in ("", *extras))
        needed = _plain(requirement.name)
        if wanted and _installed(needed):
            yield needed, frozenset(requirement.extras)


def _installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def _component(package: Distribution) -> dict[str, Any]:
    name = _plain(package.metadata["Name"])
    component = {
        "type": "library",
        "bom-ref": _ref(name),
        "name": name,
        "version": package.version,
        "purl": f"pkg:pypi/{name}@{package.version}",
    }
    license_words = package.metadata.json.get("license_expression")
    return {**component, **({"licenses": [{"expression": license_words}]} if license_words else {})}


def _ref(name: str) -> str:
    return NAME if name == NAME else f"pkg:pypi/{name}@{distribution(name).version}"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
