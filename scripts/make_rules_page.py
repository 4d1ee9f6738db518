"""Writes docs/rules.md from the declarations of the rules. Run it whenever a rule or its words change."""

from pathlib import Path

from cchc_xlsx.catalogue import load_edition
from cchc_xlsx.reports.rules_page import rules_page

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"

if __name__ == "__main__":
    PAGE.write_text(rules_page(load_edition()), encoding="utf-8", newline="\n")
    print(PAGE.relative_to(PAGE.parent.parent))
