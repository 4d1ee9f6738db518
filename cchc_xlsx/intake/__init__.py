"""intake: paths -> Received | LeftOut, files -> submissions. Opens strangers' files safely; judges nothing."""

from cchc_xlsx.intake.decisions import Decisions, holds_decisions, read_decisions
from cchc_xlsx.intake.earlier import EarlierError, read_earlier
from cchc_xlsx.intake.find import Candidate, find_files
from cchc_xlsx.intake.gather import Gathered, gather
from cchc_xlsx.intake.pool import read_files
from cchc_xlsx.intake.read import is_ours, reader
from cchc_xlsx.intake.roster import RosterError, find_roster, read_roster

__all__ = [
    "Candidate",
    "Decisions",
    "EarlierError",
    "Gathered",
    "RosterError",
    "find_files",
    "find_roster",
    "gather",
    "holds_decisions",
    "is_ours",
    "read_decisions",
    "read_earlier",
    "read_files",
    "read_roster",
    "reader",
]
