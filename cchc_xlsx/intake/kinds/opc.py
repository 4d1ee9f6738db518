"""What .xlsx and .xlsb packages share: relationships between parts, and the properties of the document."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from cchc_xlsx.intake.grid import Sheet, Workbook
from cchc_xlsx.intake.markup import ignore, local, scan, texts
from cchc_xlsx.intake.package import Package


class Targets(NamedTuple):
    """Where the workbook's relationships lead: part names and types by id."""

    by_id: dict[str, str]
    types: dict[str, str]

    def by_type(self, kind: str, default: str) -> str:
        """The part of a relationship type such as ``styles``."""
        return next((self.by_id[rid] for rid, type_ in self.types.items() if type_.endswith("/" + kind)), default)

    def is_worksheet(self, rid: str) -> bool:
        """Whether the sheet holds cells: no chart, dialog or macro sheet."""
        return "worksheet" in self.types.get(rid, "")


def read_relationships(data: bytes) -> Targets:
    """The relationships of ``xl/workbook.*``."""
    by_id: dict[str, str] = {}
    types: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            rid = attributes.get("Id", "")
            by_id[rid] = posixpath.normpath(posixpath.join("xl", attributes.get("Target", ""))).lstrip("/")
            types[rid] = attributes.get("Type", "")

    if data:
        scan(data, start, ignore)
    return Targets(by_id, types)


def with_properties(package: Package, sheets: list[Sheet]) -> Workbook:
    """The sheets as a workbook, with what the package says of its last saving and whether we wrote it."""
    core = {name: text.strip() for name, text in texts(package.part("docProps/core.xml"))}
    ours = b'name="cchc-xlsx"' in package.part("docProps/custom.xml")
    return Workbook(sheets, core.get("modified", ""), core.get("lastModifiedBy", "") or core.get("creator", ""), ours)
