"""The words of the provincial workbook, in both languages."""

from __future__ import annotations

from cchc_xlsx.model import Policy, Status
from cchc_xlsx.rules import Words

# answers
NIL = Words("không phát sinh", "none arose")
EXEMPT = Words("không áp dụng", "not applicable")
SILENT = Words("chưa báo", "not reported")
UNITS = Words("đơn vị", "units")

# heads of tables
STT = Words("STT", "No.")
CODE = Words("Mã", "Code")
INDICATOR = Words("Chỉ tiêu", "Indicator")
MEASURE = Words("ĐVT", "Unit of measure")
HOW = Words("Cách tổng hợp", "How it sums up")
PROVINCE = Words("Toàn tỉnh", "Province")
CONTROL = Words("Kiểm soát (cộng tổng đơn vị tự ghi)", "Control (sum of the units' own totals)")
RESULT = Words("Kết quả thống kê", "Result")
MEASURE_LONG = Words("Đơn vị tính", "Unit of measure")
VALUE = Words("Số liệu", "Figure")
REMARK = Words("Ghi chú", "Remarks")

POLICIES = {
    Policy.SUM: Words("Cộng", "Sum"),
    Policy.TOTAL: Words("Cộng các dòng con của tỉnh", "Sum of the province's parts"),
    Policy.RATIO: Words("Tính từ số toàn tỉnh", "From the province's parts"),
    Policy.TALLY: Words("Đếm đơn vị", "Number of units"),
    Policy.SHARED: Words(
        "Danh mục chung {level}, tính một lần", "One list shared by all of level {level}, counted once"
    ),
    Policy.LIST: Words("Liệt kê, không cộng", "Listed, not summed"),
    Policy.OWN: Words("Số của cơ quan tổng hợp", "The consolidating unit's own"),
}

# the detail sheets
DETAIL_TITLE = Words("Chi tiết Biểu mẫu {form}: {title}", "Details of form {form}: {title}")
NOT_SENT = Words("chưa gửi", "not sent")
LEFT_OUT = Words("không cộng", "not summed")
NO_LEVEL = Words("chưa rõ cấp", "level unknown")
LEGEND = Words("Chú giải:", "Legend:")
LEGEND_BLANK = Words("chưa nhập", "not filled in")
LEGEND_FOREIGN = Words("không phải báo", "not due")
LEGEND_NOT_SENT = Words("chưa gửi", "not sent")
LEGEND_NIL = Words("kps: không phát sinh", "kps: none arose")
LEGEND_EXEMPT = Words("kad: không áp dụng", "kad: not applicable")
LEGEND_NOT_SUMMED = Words("[…]: không cộng", "[…]: not summed")
LEGEND_ERROR = Words("còn lỗi", "open error")
LEGEND_DIFFERS = Words("khác danh mục chung", "differs from the shared list")
LEGEND_ADJUSTED = Words("đã điều chỉnh", "corrected")
LEGEND_STAND_IN = Words("nghiêng: cộng dòng con", "italics: sum of parts")

# remarks on the official forms
REPORTED = Words("{reported}/{of} {whom} báo.", "{reported} of {of} {whom} reported.")
PARTS_OF = Words("Cộng từ các dòng con.", "Sum of the rows below.")
CONTROL_SAYS = Words("Cộng tổng do đơn vị tự ghi: {control}", "The units' own totals add up to {control}")
CONTROL_DIFFERS = Words(" (lệch {difference}).", " (off by {difference}).")
CONTROL_SHARED = Words(
    " (danh mục chung của tỉnh chỉ tính một lần nên không so được).", " (a shared list counts once: not comparable)."
)
CONTROL_HOLDS = Words(" (khớp).", " (the same).")
STOOD_IN = Words(
    "{count} đơn vị để trống, lấy tổng các dòng con.", "{count} units left it blank: the sum of their parts is used."
)
FROM_PARTS = Words("= 100 × {part} / {whole}.", "= 100 × {part} / {whole}.")
OF_NOTHING = Words("Chưa đủ số để tính.", "Not enough figures to compute it.")
CONTRADICTORY = Words(
    "Để trống: {part} ({part_value}) lớn hơn {whole} ({whole_value}).",
    "Left blank: {part} ({part_value}) is above {whole} ({whole_value}).",
)
SHARED_ONCE = Words(
    "Danh mục chung {level}: {common}, tính một lần.", "One list of level {level}: {common}, counted once."
)
SHARED_DIFFERS = Words("Ghi khác: {who}.", "Different at: {who}.")
LISTED = Words("Không cộng; từ {lowest} đến {highest}, xem {sheet}.", "Not summed; {lowest} to {highest}, see {sheet}.")
LISTED_NONE = Words("Không cộng; xem {sheet}.", "Not summed; see {sheet}.")
OWN_FIGURE = Words("Số của {unit}.", "Figure of {unit}.")
OWN_MISSING = Words("Chưa có số ({unit} tự báo).", "No figure yet ({unit} reports it).")
OWN_NIL = Words("{unit} ghi không phát sinh.", "{unit} says none arose.")
MEANING = Words("{code} = {meaning}.", "{code} = {meaning}.")
OFFICIAL = Words(
    "Số do người tổng hợp ghi: {why}. Tính từ các đơn vị: {computed}.",
    "Set by the officer: {why}. From the units: {computed}.",
)
NO_COMPUTED = Words("không có", "none")
ADJUSTED_NOTE = Words("Đơn vị ghi: {sent}. Điều chỉnh: {why}.", "Sent as: {sent}. Corrected: {why}.")
MARKED = Words("Còn lỗi chưa sửa: {who}.", "Open errors: {who}.")
AND_MORE = Words("{names} và {count} đơn vị khác", "{names} and {count} more")

# titles
REPORT_TITLE = Words(
    "TỔNG HỢP SỐ LIỆU CẢI CÁCH HÀNH CHÍNH – TỈNH {province}", "ADMINISTRATIVE REFORM FIGURES – {province} PROVINCE"
)
PERIOD = Words("Kỳ báo cáo: {period}", "Period: {period}")
PERIOD_UNKNOWN = Words("không rõ", "unknown")
FORM_TITLE = Words("Biểu mẫu {form}", "Form {form}")

# the overview
DUE_UNITS = Words("Đơn vị phải báo", "Units due")
SUMMED_UNITS = Words("Đơn vị đã cộng", "Units summed")
WAITING_UNITS = Words("Đơn vị chưa gửi", "Units not sent")
FILES_RECEIVED = Words("Tệp nhận được", "Files received")
FILES_SUMMED = Words("Tệp đã cộng", "Files summed")
FILES_LEFT_OUT = Words("Tệp không cộng", "Files left out")
WAITING_FOR = Words("Chưa gửi ({count})", "Not sent ({count})")
LEFT_OUT_FILES = Words("Tệp không cộng ({count})", "Files left out ({count})")
MORE_FILES = Words("… và {count} tệp khác, xem “{sheet}”", "… and {count} more, see “{sheet}”")
BY_FORM = Words("Theo biểu mẫu", "By form")
FORM = Words("Biểu mẫu", "Form")
FILLED = Words("Đã nhập", "Filled in")
DUE = Words("Phải nhập", "Due")
SHARE = Words("% nhập", "% filled")
ALL_FORMS = Words("Cộng", "All")
FINDINGS_CHART = Words("Phát hiện theo biểu mẫu", "Findings by form")
FILLED_CHART = Words("Tỷ lệ nhập theo biểu mẫu (%)", "Filled in by form (%)")
CONTROLS = Words("Số tổng và số kiểm soát", "Totals and their controls")
CONTROL_SHORT = Words("Đơn vị tự ghi", "Units' own")
DIFFERENCE = Words("Lệch", "Difference")
SHARED_MARK = Words("danh mục chung", "shared list")
MARKED_TOTALS = Words("Số toàn tỉnh còn lỗi chưa sửa ({count})", "Province's figures with open errors ({count})")
NO_FIGURE = Words("Chưa có số – {unit} tự báo ({count})", "No figure yet – reported by {unit} ({count})")
DECIDED = Words("Quyết định của người tổng hợp", "The officer's decisions")
DECIDED_COUNTS = Words(
    "{adjusted} số của đơn vị đã điều chỉnh; {official} số của tỉnh do người tổng hợp ghi (trang “{sheet}”); "
    "{accepted} phát hiện được chấp nhận (trang “{findings}”).",
    "{adjusted} figures of units corrected; {official} figures of the province set (sheet “{sheet}”); {accepted} "
    "findings accepted (sheet “{findings}”).",
)
FREQUENT = Words("Hay gặp nhất", "Most frequent")
NONE = Words("Không có.", "None.")

# the sheets on submissions and sources
SUBMISSIONS_TITLE = Words("Tình hình nộp báo cáo", "Who has sent")
UNIT = Words("Đơn vị", "Unit")
UNIT_CODE = Words("Mã đơn vị", "Unit id")
LEVEL = Words("Cấp", "Level")
STATUS = Words("Tình trạng", "Status")
FILE = Words("Tệp", "File")
DATED = Words("Ngày lập", "Dated")
REASON = Words("Lý do", "Reason")
FORM_ABSENT = Words("thiếu", "missing")
SUMMED = Words("đã cộng", "summed")
SUBMISSIONS_LEGEND = Words(
    "Mỗi ô: số dòng đã nhập/phải nhập; màu theo phát hiện nặng nhất của biểu.",
    "Each cell: rows filled in/due; coloured by the worst finding of the form.",
)
SOURCES_TITLE = Words("Nguồn số liệu", "Sources")
SHA256 = Words("Mã băm SHA-256", "SHA-256")
SIZE = Words("Cỡ (byte)", "Size (bytes)")
MODIFIED = Words("Lưu lần cuối", "Last saved")
SAVED_BY = Words("Người lưu", "Saved by")

STATUSES = {
    Status.OK: Words("đạt", "ok"),
    Status.WARNINGS: Words("có cảnh báo", "warnings"),
    Status.ERRORS: Words("có lỗi", "errors"),
    Status.UNREADABLE: Words("không đọc được", "unreadable"),
    Status.NOT_A_FORM: Words("không phải biểu mẫu", "not a form"),
    Status.SKIPPED: Words("bỏ qua", "skipped"),
}
