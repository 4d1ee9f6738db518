"""How a file that was read stands, by the findings in it."""

from __future__ import annotations

from cchc_xlsx.model import Checked, Status
from cchc_xlsx.reports.check_json import status_of
from cchc_xlsx.reports.findings_table import path_of


def file_status(checked: Checked, path: str) -> Status:
    """The status of one of a submission's files, by the worst finding that stands in it."""
    return status_of(one for one in checked.findings if path_of(one, checked.submission.paths) == path)
