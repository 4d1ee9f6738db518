"""How well the product finds mistakes: consistent submissions, mistakes planted in them, what the checks say of both.

Written from the guidance, not from the product's rules, so that it can find the product wrong. Of the product it uses
the reader of values, to build what is checked, and the checks themselves. Run by hand from the project's root:
``python -m benchmarks.detection --seed 1 --clean 1000 --planted 3000``; see ``docs/detection.md``.
"""
