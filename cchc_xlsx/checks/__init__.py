"""checks: submissions + edition -> findings. Values by pandera, relations over one wide table."""

from cchc_xlsx.checks.accepted import accept
from cchc_xlsx.checks.changes import compare
from cchc_xlsx.checks.check import check_submissions
from cchc_xlsx.checks.corrections import correct
from cchc_xlsx.checks.folder import across_in_order, check_folder, common_period
from cchc_xlsx.checks.schema import schema
from cchc_xlsx.checks.senders import Senders

__all__ = [
    "Senders",
    "accept",
    "across_in_order",
    "check_folder",
    "check_submissions",
    "common_period",
    "compare",
    "correct",
    "schema",
]
