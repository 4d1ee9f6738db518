"""checks: submissions + edition -> findings. Values by pandera, relations over one wide table."""

from cchc_xlsx.checks.check import check_submissions
from cchc_xlsx.checks.folder import check_folder, common_period
from cchc_xlsx.checks.schema import schema

__all__ = ["check_folder", "check_submissions", "common_period", "schema"]
