"""``python -m cchc_xlsx``: the same as the command ``cchc-xlsx``."""

from cchc_xlsx.cli import main

main()
