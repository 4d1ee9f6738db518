"""The command line: options -> pipeline -> report -> exit status (0, 1 or 2). Heavy imports wait for the command."""

from __future__ import annotations

import gc
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from cchc_xlsx.catalogue import DEFAULT_EDITION, Edition, editions, load_edition
from cchc_xlsx.console import give, progress, refuse, show, writing
from cchc_xlsx.model import LevelId, Outcome, PeriodId, Roster, Unit

app = typer.Typer(
    name="cchc-xlsx",
    help="Kiểm tra và tổng hợp biểu mẫu báo cáo cải cách hành chính (CCHC).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Language(StrEnum):
    """Language of messages and reports."""

    vi = "vi"
    en = "en"


class CheckFormat(StrEnum):
    """How ``check`` reports."""

    table = "table"
    json = "json"
    xlsx = "xlsx"
    csv = "csv"


class SummaryFormat(StrEnum):
    """How ``consolidate`` reports."""

    table = "table"
    json = "json"


Paths = Annotated[list[str], typer.Argument(help="Tệp hoặc thư mục cần kiểm tra.", show_default=False)]
Units = Annotated[
    Path | None, typer.Option("--units", help="Danh sách đơn vị (mặc định: don_vi.xlsx/.csv trong thư mục).")
]
EditionOption = Annotated[str, typer.Option("--edition", help="Bộ biểu mẫu.")]
Period = Annotated[str | None, typer.Option("--period", help="Kỳ báo cáo, ví dụ 2022H1 (mặc định: theo tệp).")]
Jobs = Annotated[int | None, typer.Option("--jobs", min=0, help="Số tiến trình đọc tệp; 0: đọc tại chỗ.")]
Lang = Annotated[Language, typer.Option("--lang", help="Ngôn ngữ thông báo.")]
Since = Annotated[
    Path | None, typer.Option("--since", help="Tệp .json của lần kiểm tra trước: phát hiện nào mới, còn, đã sửa.")
]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Tệp kết quả.")]


@app.command("check")
def check_command(
    paths: Paths,
    fmt: Annotated[CheckFormat, typer.Option("--format", help="Dạng báo cáo.")] = CheckFormat.table,
    output: Output = None,
    values: Annotated[bool, typer.Option("--values", help="Kèm các giá trị đọc được trong JSON.")] = False,
    units: Units = None,
    edition: EditionOption = DEFAULT_EDITION,
    period: Period = None,
    since: Since = None,
    jobs: Jobs = None,
    lang: Lang = Language.vi,
) -> None:
    """Kiểm tra tệp hoặc thư mục biểu mẫu: ô nào sai, vì sao, có lẽ đúng là gì."""
    if fmt is CheckFormat.xlsx and output is None:
        refuse("--format xlsx: -o TỆP.xlsx")
    catalogue = _edition(edition)
    _spare(output, catalogue)
    outcome = _check(paths, catalogue, units, period, jobs, since)
    from cchc_xlsx.reports import words

    language = words.Lang(lang)
    if fmt is CheckFormat.json:
        from cchc_xlsx.reports.check_json import document

        give(json.dumps(document(outcome, catalogue, language, values=values), ensure_ascii=False, indent=1), output)
    elif fmt is CheckFormat.table:
        from cchc_xlsx.reports.terminal import render_check

        show(render_check(outcome, catalogue, language), output)
    else:
        _write_findings(outcome, catalogue, fmt, output, language)
    raise typer.Exit(outcome.exit_status)


@app.command("consolidate")
def consolidate_command(
    folder: Annotated[list[str], typer.Argument(help="Thư mục chứa các báo cáo nhận được.", show_default=False)],
    output: Annotated[Path, typer.Option("-o", "--output", help="Sổ tổng hợp của tỉnh (.xlsx).")],
    fmt: Annotated[SummaryFormat, typer.Option("--format", help="json: in tóm tắt.")] = SummaryFormat.table,
    strict: Annotated[bool, typer.Option("--strict", help="Không cộng đơn vị còn lỗi.")] = False,
    units: Units = None,
    edition: EditionOption = DEFAULT_EDITION,
    period: Period = None,
    jobs: Jobs = None,
    lang: Lang = Language.vi,
) -> None:
    """Kiểm tra rồi tổng hợp cả thư mục thành sổ tổng hợp của tỉnh."""
    catalogue = _edition(edition)
    _spare(output, catalogue)
    outcome = _check(folder, catalogue, units, period, jobs)
    from cchc_xlsx import pipeline
    from cchc_xlsx.reports import words

    language = words.Lang(lang)
    summed, consolidation = pipeline.consolidated(pipeline.without_errors(outcome) if strict else outcome, catalogue)
    if fmt is SummaryFormat.json:
        from cchc_xlsx.reports.consolidate_json import summary

        give(json.dumps(summary(summed, consolidation, catalogue, language), ensure_ascii=False, indent=1), None)
    else:
        from cchc_xlsx.reports.terminal import render_check

        show(render_check(summed, catalogue, language, of_units=False), None)
    if outcome.received:
        from cchc_xlsx.reports.provincial import write_provincial

        with writing(output):
            write_provincial(output, summed, consolidation, catalogue, language)
        typer.echo({"vi": f"Đã ghi {output}", "en": f"Written: {output}"}[language], err=True)
    raise typer.Exit(outcome.exit_status)


@app.command("template")
def template_command(
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Tệp mẫu (Bieu_mau.xlsx); thư mục với --all, --adjustments.")
    ] = None,
    level: Annotated[str | None, typer.Option("--level", help="Cấp: so hoặc huyen.")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="Tên đơn vị ghi sẵn.")] = None,
    period: Period = None,
    every: Annotated[bool, typer.Option("--all", help="Một tệp cho mỗi đơn vị trong danh sách.")] = False,
    adjustments: Annotated[
        bool, typer.Option("--adjustments", help="Tệp trống chap_nhan.xlsx và dieu_chinh.xlsx của người tổng hợp.")
    ] = False,
    units: Units = None,
    edition: EditionOption = DEFAULT_EDITION,
) -> None:
    """Tạo biểu mẫu trống, có danh sách chọn, kiểm tra khi gõ và hướng dẫn."""
    from cchc_xlsx.template import write_template

    catalogue = _edition(edition)
    chosen, when = _level(level, catalogue), _period(period, catalogue)
    roster = _named_roster(units, catalogue) if units else None
    if adjustments:
        _write_lists(output or Path(), catalogue, roster)
        return
    output = output or Path("Bieu_mau.xlsx")
    if not every:
        _spare(output, catalogue)
        with writing(output):
            write_template(output, catalogue, level=chosen, unit=_unit(unit, chosen, roster), period=when)
        return
    if roster is None:
        refuse("--all: --units don_vi.xlsx")
    output.mkdir(parents=True, exist_ok=True)
    for one in roster.units:
        path = output / f"{_file_name(one)}.xlsx"
        _spare(path, catalogue)
        with writing(path):
            write_template(path, catalogue, unit=one, period=when)


def _write_lists(output: Path, edition: Edition, roster: Roster | None) -> None:
    """The officer's blank lists, each under the name it has to keep: both into a folder, or the one that is named."""
    from cchc_xlsx.template.decisions import lists_for, write_list

    files = lists_for(output)
    if there := next((path for path in files if path.exists()), None):
        refuse(f"{there}: đã có; hãy chọn tên hoặc thư mục khác / exists: choose another name or folder")
    for path, listed in files.items():
        with writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_list(path, listed, edition, roster)


@app.command("explain")
def explain_command(
    name: Annotated[
        str | None, typer.Argument(help="Quy tắc (TL001) hoặc chỉ tiêu (BM7.6.2).", show_default=False)
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Liệt kê tất cả.")] = False,
    edition: EditionOption = DEFAULT_EDITION,
    lang: Lang = Language.vi,
) -> None:
    """Giải thích một quy tắc hoặc một chỉ tiêu: nghĩa là gì, ví dụ sai, cách sửa."""
    from cchc_xlsx.reports import explain
    from cchc_xlsx.reports.words import Lang as Words

    catalogue, language = _edition(edition), Words(lang)
    if every:
        page: list[str] | None = list(explain.all_pages(catalogue, language))
    elif name:
        page = explain.find_page(name, catalogue, language)
    else:
        refuse("explain TL001 | BM7.6.2 | --all")
    if page is None:
        likely = ", ".join(explain.alike(name or "", catalogue)[:10])
        refuse(
            f"“{name}”: không có quy tắc hay chỉ tiêu này / no such rule or indicator"
            + (f": {likely} ?" if likely else "")
        )
    typer.echo("\n".join(page))


def _check(
    paths: list[str],
    edition: Edition,
    units: Path | None,
    period: str | None,
    jobs: int | None,
    since: Path | None = None,
) -> Outcome:
    from cchc_xlsx import pipeline
    from cchc_xlsx.intake import EarlierError, RosterError, read_earlier
    from cchc_xlsx.rules import decisions, files

    chosen = _period(period, edition)
    try:
        roster = _roster(paths, units, edition)
        earlier = read_earlier(since) if since else None
    except RosterError as fault:
        return pipeline.refused(edition, files.BAD_ROSTER, str(fault))
    except EarlierError as fault:
        return pipeline.refused(edition, decisions.BAD_EARLIER, str(fault))
    with progress() as bar:
        return pipeline.check(paths, edition, roster, period=chosen, earlier=earlier, jobs=jobs, progress=bar)


def _edition(name: str) -> Edition:
    if name not in editions():
        refuse(f"--edition {name}: {', '.join(editions())}")
    return load_edition(name)


def _roster(paths: list[str], units: Path | None, edition: Edition) -> Roster | None:
    """The roster named, else the one that lies in a path's folder. Raises RosterError where it is faulty."""
    from cchc_xlsx.intake import find_roster, read_roster

    folders = [Path(path) if Path(path).is_dir() else Path(path).parent for path in paths]
    found = units or next((path for folder in folders if (path := find_roster(folder))), None)
    return read_roster(found, edition) if found else None


def _named_roster(units: Path, edition: Edition) -> Roster:
    from cchc_xlsx.intake import RosterError, read_roster

    try:
        return read_roster(units, edition)
    except RosterError as fault:
        refuse(f"Danh sách đơn vị có lỗi / faulty roster: {fault}")


def _spare(output: Path | None, edition: Edition) -> None:
    """Refuses to write over a file that is not the tool's own: a sender's workbook, the officer's decisions."""
    from cchc_xlsx.intake import holds_decisions, is_ours

    if output and output.exists() and (holds_decisions(output) or not is_ours(output, edition)):
        refuse(
            f"{output}: đã có và không do công cụ này tạo; hãy chọn tên khác / exists and is not ours: choose another"
        )


def _period(text: str | None, edition: Edition) -> PeriodId | None:
    if text is None:
        return None
    period = text.upper()
    if not (period[:4].isdecimal() and edition.period(period)):
        refuse(f"--period {text}: 2022{' | 2022'.join(one.id for one in edition.periods)}")
    return PeriodId(period)


def _level(text: str | None, edition: Edition) -> LevelId | None:
    known = [level.id for level in edition.levels]
    if text is not None and text not in known:
        refuse(f"--level {text}: {' | '.join(known)}")
    return LevelId(text) if text else None


def _unit(name: str | None, level: LevelId | None, roster: Roster | None) -> Unit | None:
    if name is None:
        return None
    from cchc_xlsx.catalogue.wording import fold, slug

    listed = next((one for one in (roster.units if roster else ()) if fold(one.name) == fold(name)), None)
    return listed or Unit(slug(name), name, level)


def _file_name(unit: Unit) -> str:
    return "".join("_" if char in '<>:"/\\|?*' or ord(char) < 32 else char for char in f"{unit.name} - Bieu mau CCHC")


def _write_findings(outcome: Outcome, edition: Edition, fmt: CheckFormat, output: Path | None, lang: Any) -> None:
    if fmt is CheckFormat.csv:
        from cchc_xlsx.reports.check_csv import findings_csv
        from cchc_xlsx.reports.findings_table import finding_rows

        give(findings_csv(finding_rows(outcome, edition, lang), lang), output)
    elif output:
        from cchc_xlsx.reports.error_workbook import write_error_report

        with writing(output):
            write_error_report(output, outcome, edition, lang)


def main() -> None:
    """The command ``cchc-xlsx``: never a traceback, never a status other than 0, 1, 2."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    gc.set_threshold(100_000, 50, 50)  # what is read is kept and has no cycles; looking for some takes a tenth of a run
    try:
        app()
    except KeyboardInterrupt:
        typer.echo("Đã dừng / stopped.", err=True)
        sys.exit(1)
    except Exception as fault:  # noqa: BLE001 - the last boundary before the user
        typer.echo(f"Lỗi của công cụ / internal fault: {type(fault).__name__}: {fault}", err=True)
        sys.exit(1)
