"""Sheet "Hướng dẫn": how to fill the workbook in, on one page."""

from __future__ import annotations

from xlsxwriter import Workbook

from cchc_xlsx.catalogue import Edition, Period
from cchc_xlsx.model import Kind
from cchc_xlsx.template.styles import HEAD_FILL, Styles, finish_sheet, height, set_widths

_WIDTHS = (24, 80)


def write_guide(workbook: Workbook, styles: Styles, edition: Edition) -> None:
    """Adds the sheet."""
    sheet = workbook.add_worksheet("Hướng dẫn")
    set_widths(sheet, _WIDTHS)
    sheet.merge_range(0, 0, 0, 1, "Hướng dẫn ghi biểu mẫu", styles(bold=True, font_size=15, align="center"))
    sheet.set_row(0, 34)
    term_style = styles(bold=True, border=1, valign="top", bg_color=HEAD_FILL)
    for row, (term, text) in enumerate(_topics(edition), 1):
        sheet.write(row, 0, term, term_style)
        sheet.write(row, 1, text, styles(border=1, valign="top"))
        sheet.set_row(row, height(((term, _WIDTHS[0] * 0.9), (text, _WIDTHS[1]))))
        last = row
    sheet.set_tab_color("#7F7F7F")
    sheet.set_zoom(110)
    finish_sheet(sheet, last, 1)


def _topics(edition: Edition) -> tuple[tuple[str, str], ...]:
    return (
        ("Thứ tự làm", "Điền trang “Thông tin” trước, rồi điền các trang “Biểu mẫu”. Chỉ ghi vào ô nền vàng "
         "(cột “Số liệu”) và cột “Ghi chú”; các ô khác đã khóa."),
        ("Dòng nào phải ghi", _who(edition)),
        ("Số đếm", "Số nguyên, gõ liền: 15999. Ô tự hiện dấu ngăn hàng nghìn: 15.999. Không ghi kèm đơn vị tính, "
         "không ghi “khoảng”, “trên”, phép tính hay phân số."),
        ("Số tiền", f"Ghi theo đúng đơn vị in trên dòng ({_measures(edition)}), không đổi sang đơn vị khác."),
        ("Tỷ lệ %", "Ghi theo thang 0–100, không gõ dấu %: ghi 95,3, không ghi 0,953. Tỷ lệ phải khớp với các dòng "
         "con; dòng con làm mẫu số bằng 0 thì để trống tỷ lệ."),
        ("Dấu phẩy, dấu chấm", "Máy đặt kiểu Việt Nam: dấu phẩy là phần lẻ (95,3). Máy đặt kiểu Anh – Mỹ: dấu chấm "
         "là phần lẻ (95.3). Gõ xong, nhìn lại số hiện trong ô."),
        ("Mã", f"Dòng có đơn vị tính như “{_example(edition, Kind.CODE)}”: chọn mã trong danh sách của ô.\n"
         f"Cặp dòng như “{_example(edition, Kind.OPTION)}”: chỉ ghi một dòng, dòng kia để trống."),
        ("Khi không có số liệu", "0: đã đếm, kết quả bằng 0.\n“không phát sinh”: trong kỳ không có việc nào; "
         "tính là 0 khi cộng.\n“không áp dụng”: chỉ tiêu không thuộc phạm vi của đơn vị.\n"
         "Để trống: chưa có số liệu; khi kiểm tra sẽ bị nhắc là chưa nhập."),
        ("Giữ nguyên mẫu", "Không thêm, xóa, đổi chỗ dòng, cột; không đổi tên trang; không gộp ô. "
         "Dòng thấp quá thì kéo cao lên được. Giải trình ghi ở cột “Ghi chú” hoặc ở trang riêng thêm vào cuối tệp."),
        ("Kỳ số liệu", "\n".join(map(_window, edition.periods))),
        ("Kiểm tra trước khi gửi", "Chạy cchc-xlsx check với tệp này. Sửa hết lỗi; xem lại từng cảnh báo, "
         "chỗ nào đúng thực tế thì giải trình ở cột “Ghi chú”."),
        ("Gửi báo cáo", f"Gửi chính tệp Excel này về {edition.consolidator}, không gửi ảnh chụp hay PDF thay thế. "
         "Gửi lại bản đã sửa: ghi ngày mới vào ô “Ngày lập”."),
    )  # fmt: skip


def _who(edition: Edition) -> str:
    levels = [f"Ghi chú “{level.note}”: chỉ đơn vị cấp {level.level} ghi." for level in edition.levels]
    nobody = [reporter.note for reporter in edition.reporters if reporter.note and not reporter.level]
    own = [f"“{note}” và dòng thuộc thẩm quyền của {edition.consolidator}: đơn vị không ghi." for note in nobody]
    return "\n".join(
        [
            *levels,
            *own,
            "Không có ghi chú: đơn vị nào cũng ghi.",
            "Dòng con theo ghi chú của dòng mẹ. Dòng tô xám: bỏ qua.",
        ]
    )


def _measures(edition: Edition) -> str:
    money = (one.measure.lower() for one in edition.indicators.values() if one.kind is Kind.MONEY)
    return ", ".join(dict.fromkeys(money))


def _example(edition: Edition, kind: Kind) -> str:
    return next((one.measure for one in edition.indicators.values() if one.kind is kind), "")


def _window(period: Period) -> str:
    """``Quý I: từ 15/12 năm trước đến 14/3``; it began the year before where it opens later than it closes."""
    opens, closes = ([int(part) for part in day.split("/")][::-1] for day in (period.opens, period.closes))
    before = " năm trước" if opens > closes else ""
    return f"{period.name}: từ {period.opens}{before} đến {period.closes}"
