"""What all packages of Office have alike: relationships between parts, and the properties that say who saved when."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from cchc_xlsx.intake.markup import ignore, local, scan, texts
from cchc_xlsx.intake.package import Package


class Properties(NamedTuple):
    """When and by whom the file was last saved; ``ours``: it carries the mark of our reports."""

    modified: str
    saved_by: str
    ours: bool


def properties(package: Package) -> Properties:
    """The package's own properties, empty where it has none."""
    core = {name: text.strip() for name, text in texts(package.part("docProps/core.xml"))}
    ours = b'name="cchc-xlsx"' in package.part("docProps/custom.xml")
    return Properties(core.get("modified", ""), core.get("lastModifiedBy", "") or core.get("creator", ""), ours)


class Targets(NamedTuple):
    """The parts that one part refers to, and the type of each relationship, by its id."""

    by_id: dict[str, str]
    types: dict[str, str]

    def by_type(self, kind: str, default: str) -> str:
        """The part of a relationship type such as ``styles``."""
        return next((self.by_id[rid] for rid, type_ in self.types.items() if type_.endswith("/" + kind)), default)

    def is_worksheet(self, rid: str) -> bool:
        """Whether a sheet holds cells: no chart, dialog or macro sheet."""
        return "worksheet" in self.types.get(rid, "")


def relationships(package: Package, of: str = "") -> Targets:
    """What the part ``of`` refers to inside the package; the package itself if none is named."""
    by_id: dict[str, str] = {}
    types: dict[str, str] = {}
    folder, name = posixpath.split(of)

    def start(element: str, attributes: dict[str, str]) -> None:
        if local(element) == "Relationship" and attributes.get("TargetMode") != "External":
            rid = attributes.get("Id", "")
            by_id[rid] = posixpath.normpath(posixpath.join(folder, attributes.get("Target", ""))).lstrip("/")
            types[rid] = attributes.get("Type", "")

    if data := package.part(posixpath.join(folder, "_rels", f"{name}.rels")):
        scan(data, start, ignore)
    return Targets(by_id, types)
