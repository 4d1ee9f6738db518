"""QD: what the officer decides with a reason (chap_nhan, dieu_chinh), and the earlier check that one is held against."""

from __future__ import annotations

from cchc_xlsx.model import RuleId, Severity
from cchc_xlsx.rules.rule import Rule, Words

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

_TOLD = Words(
    "Mỗi dòng người tổng hợp ghi đều phải có câu trả lời, không bỏ qua lặng lẽ.",
    "Every line the officer writes is answered; none is passed over in silence.",
)
_DEFENDED = Words(
    "Ai xem số liệu cũng phải biết vì sao, do ai quyết định.",
    "Whoever sees the figures must know why, and who decided.",
)


def _decision(number: str, severity: Severity, title: Words, message: Words, mend: Words, why: Words = _TOLD) -> Rule:
    return Rule(RuleId(number), severity, title, message, why, mend)


NOT_HERE = _decision(
    "QD001", WARNING, Words("Tệp quyết định nằm sai chỗ", "A file of decisions in the wrong place"),
    Words("{files} không nằm ngay trong thư mục được kiểm tra nên không được dùng. Đề nghị chuyển ra thư mục đó.",
          "{files} does not lie directly in the folder that is checked: not used. Please move it there."),
    Words("Đặt tệp ngay trong thư mục được kiểm tra.", "Put the file directly into the folder that is checked."),
)  # fmt: skip
UNREADABLE = _decision(
    "QD002", ERROR, Words("Không đọc được tệp quyết định", "A file of decisions that cannot be read"),
    Words("Không dùng được {files} ({detail}), nên chưa dòng nào trong tệp được áp dụng. Đề nghị dùng tệp mẫu "
          "(cchc-xlsx template --adjustments).",
          "{files} cannot be used ({detail}): none of its lines applies. Please use the blank file "
          "(cchc-xlsx template --adjustments)."),
    Words("Dùng tệp mẫu, giữ nguyên dòng tiêu đề.", "Use the blank file and keep its heads."),
)  # fmt: skip
UNKNOWN_UNIT = _decision(
    "QD003", WARNING, Words("Đơn vị không có trong danh sách", "A unit nobody knows"),
    Words("{files}, dòng {line}: không có đơn vị “{detail}” trong danh sách hoặc trong các tệp nhận được, nên dòng này không "
          "được dùng. Đề nghị ghi đúng mã hoặc tên đơn vị; số của toàn tỉnh thì ghi “tỉnh”.",
          "{files}, line {line}: no unit “{detail}” is on the roster or among those that sent: the line is not used. Please "
          "write the unit's id or name, or “tỉnh” for the province."),
    Words("Ghi mã hoặc tên đơn vị như trong danh sách.", "Write the unit's id or name as on the roster."),
)  # fmt: skip
UNKNOWN_RULE = _decision(
    "QD004", WARNING, Words("Quy tắc không có", "A rule that does not exist"),
    Words("{files}, dòng {line}: không có quy tắc “{detail}”, nên dòng này không được dùng. Đề nghị ghi mã quy tắc như trong "
          "báo cáo lỗi, ví dụ TL001.",
          "{files}, line {line}: there is no rule “{detail}”: the line is not used. Please write the rule's id as in the "
          "report, such as TL001."),
    Words("Chép mã quy tắc từ báo cáo lỗi.", "Copy the rule's id from the report."),
)  # fmt: skip
UNKNOWN_PLACE = _decision(
    "QD005", WARNING, Words("Không rõ chỉ tiêu hoặc ô", "An indicator or cell that cannot be told"),
    Words("{files}, dòng {line}: không rõ “{detail}” là chỉ tiêu hay ô nào, nên dòng này không được dùng. Đề nghị ghi mã chỉ "
          "tiêu đầy đủ (BM7.6.2), hoặc trang và ô (Biểu mẫu 7!D41).",
          "{files}, line {line}: “{detail}” is no indicator and no cell: the line is not used. Please write the whole code "
          "(BM7.6.2), or sheet and cell (Biểu mẫu 7!D41)."),
    Words("Ghi mã chỉ tiêu đầy đủ, hoặc trang!ô.", "Write the indicator's whole code, or sheet!cell."),
)  # fmt: skip
UNKNOWN_COLUMN = _decision(
    "QD018", WARNING, Words("Cột không rõ nghĩa", "A column nobody understands"),
    Words("{files}, dòng {line}: không hiểu “{detail}”, nên dòng này không được dùng. Đề nghị dùng đúng tên cột của tệp mẫu; trong "
          "tệp .csv, số có dấu phẩy phải nằm trong ngoặc kép.",
          "{files}, line {line}: “{detail}” is not understood: the line is not used. Please use the heads of the blank file; in "
          "a .csv a figure with a comma stands in quotation marks."),
    Words("Dùng đúng tên cột của tệp mẫu.", "Use the heads of the blank file."),
    Words("Điều không hiểu có thể thu hẹp hoặc đổi hẳn quyết định.", "What is not understood may narrow or change what is decided."),
)  # fmt: skip
NOTHING_NAMED = _decision(
    "QD006", WARNING, Words("Chưa ghi chấp nhận phát hiện nào", "An acceptance that names no finding"),
    Words("{files}, dòng {line}: chưa ghi quy tắc, chỉ tiêu hoặc ô nào được chấp nhận, nên dòng này không được dùng. Đề nghị "
          "ghi ít nhất một trong ba; cả một biểu thì ghi kèm quy tắc.",
          "{files}, line {line}: names no rule, indicator or cell to accept: the line is not used. Please name at least one; "
          "for a whole form, a rule as well."),
    Words("Ghi quy tắc, chỉ tiêu hoặc ô.", "Name the rule, the indicator or the cell."),
)  # fmt: skip
UNREASONED = _decision(
    "QD007", WARNING, Words("Chưa ghi lý do hoặc người quyết định", "No reason, or nobody who decided"),
    Words("{files}, dòng {line}: phải ghi đủ lý do và người quyết định thì mới được dùng. Đề nghị ghi thêm.",
          "{files}, line {line}: counts only with a reason and with the name of who decided. Please add them."),
    Words("Ghi lý do và tên người quyết định.", "Write the reason and who decided."),
    _DEFENDED,
)  # fmt: skip
NOT_NEEDED = _decision(
    "QD008", INFO, Words("Chấp nhận không còn cần", "An acceptance no longer needed"),
    Words("{files}, dòng {line}: không có phát hiện nào ứng với chấp nhận này ({detail}); có thể đơn vị đã sửa. Đề nghị xem "
          "lại và xóa dòng nếu không cần.",
          "{files}, line {line}: there is no finding that this acceptance speaks of ({detail}); it may have been mended. "
          "Please look and delete the line if it is not needed."),
    Words("Xóa dòng, hoặc sửa lại mã nếu ghi nhầm.", "Delete the line, or correct the code if it was mistyped."),
)  # fmt: skip
CORRECTED = _decision(
    "QD011", INFO, Words("Số đã điều chỉnh", "A corrected figure"),
    Words("{cell}: {row} đơn vị ghi {before}, nay là {now} theo điều chỉnh ({detail}). Đề nghị đơn vị gửi bản đã sửa để lưu.",
          "{cell}: {row} was sent as {before} and is now {now}, as corrected ({detail}). Please have the unit send its corrected "
          "file for the record."),
    Words("Đề nghị đơn vị gửi bản đã sửa, rồi xóa dòng điều chỉnh.", "Have the unit send a corrected file, then delete the "
          "line."),
    _DEFENDED,
)  # fmt: skip
OLD_DIFFERS = _decision(
    "QD012", WARNING, Words("Giá trị cũ không đúng như tệp", "An old value that is not what the file says"),
    Words("{files}, dòng {line}: {row} ({detail}) giá trị cũ ghi {before} nhưng số hiện có là {now}, nên không điều chỉnh. "
          "Đề nghị xem lại: có thể đơn vị đã gửi bản mới.",
          "{files}, line {line}: the old value of {row} ({detail}) is given as {before}, but what is there is {now}: not "
          "corrected. Please look again; the unit may have sent a new file."),
    Words("Ghi giá trị cũ đúng như đơn vị gửi, hoặc xóa dòng.", "Write the old value as sent, or delete the line."),
    Words("Giá trị cũ giữ cho điều chỉnh không rơi nhầm vào bản gửi sau.",
          "The old value keeps a correction from falling on a later file by mistake."),
)  # fmt: skip
NO_NEW_VALUE = _decision(
    "QD013", WARNING, Words("Chưa ghi giá trị mới", "No new value"),
    Words("{files}, dòng {line}: chưa ghi giá trị mới, nên không điều chỉnh. Đề nghị ghi số; muốn xóa ô thì ghi “để trống”.",
          "{files}, line {line}: there is no new value: not corrected. Please write the figure, or “để trống” to clear the "
          "cell."),
    Words("Ghi giá trị mới, hoặc “để trống”.", "Write the new value, or “để trống”."),
    Words("Ô để trống có thể là quên ghi, nên không coi là xóa số.", "A blank may have been forgotten; it clears nothing."),
)  # fmt: skip
NOTHING_SENT = _decision(
    "QD014", WARNING, Words("Không có ô để điều chỉnh", "No cell to correct"),
    Words("{files}, dòng {line}: không điều chỉnh được {row} của {detail}: đơn vị chưa gửi, tệp không có dòng này, hoặc có "
          "nhiều tệp trái nhau. Đề nghị đơn vị gửi lại tệp đủ dòng.",
          "{files}, line {line}: {row} of {detail} cannot be corrected: the unit has not sent, its file does not hold the row, "
          "or several files contradict each other. Please ask for a complete file."),
    Words("Đề nghị đơn vị gửi tệp đủ biểu, đủ dòng.", "Ask the unit for a file with all forms and rows."),
    Words("Điều chỉnh phải đứng ở một ô mà đơn vị đã gửi.", "A correction stands at a cell that the unit has sent."),
)  # fmt: skip
TWICE = _decision(
    "QD015", WARNING, Words("Điều chỉnh hai lần", "Corrected twice"),
    Words("{files}, dòng {line}: {row} ({detail}) đã được điều chỉnh ở một dòng trên, nên dòng này không được dùng. Đề nghị "
          "giữ lại một dòng.",
          "{files}, line {line}: {row} ({detail}) is corrected by a line above: this line is not used. Please keep one."),
    Words("Giữ lại một dòng cho mỗi ô.", "Keep one line for each cell."),
)  # fmt: skip
OFFICIAL = _decision(
    "QD016", INFO, Words("Số của tỉnh do người tổng hợp ghi", "A figure of the province set by the officer"),
    Words("{row}: số của toàn tỉnh là {now} theo điều chỉnh ({detail}); tính từ các đơn vị là {before}. Ghi để theo dõi.",
          "{row}: the province's figure is {now} as set by the officer ({detail}); from the units it is {before}. For the "
          "record."),
    Words("Xóa dòng trong dieu_chinh nếu muốn dùng số tính từ các đơn vị.",
          "Delete the line in dieu_chinh to use the figure computed from the units."),
    _DEFENDED,
)  # fmt: skip
NO_FIGURE = _decision(
    "QD017", WARNING, Words("Dòng không có số để ghi thay", "A row without a figure to set"),
    Words("{files}, dòng {line}: {row} là tiêu đề hoặc dòng đếm đơn vị theo mã, không có một số của tỉnh để ghi thay, nên dòng "
          "này không được dùng. Đề nghị điều chỉnh số của từng đơn vị.",
          "{files}, line {line}: {row} is a heading or counts units by code; there is no one figure of the province to set: "
          "the line is not used. Please correct the units' figures."),
    Words("Điều chỉnh số của từng đơn vị.", "Correct the units' figures."),
)  # fmt: skip
BAD_EARLIER = _decision(
    "QD021", ERROR, Words("Không dùng được kết quả lần trước", "An earlier check that cannot be used"),
    Words("Không so được với lần kiểm tra trước: {detail}. Đề nghị đưa tệp do “cchc-xlsx check --format json” ghi ra.",
          "The earlier check cannot be used: {detail}. Please give the file that “cchc-xlsx check --format json” wrote."),
    Words("Đưa đúng tệp .json của lần kiểm tra trước.", "Give the .json of the earlier check."),
    Words("So với tệp hỏng hoặc tệp khác sẽ báo sai lỗi nào mới, lỗi nào đã sửa.",
          "Held against a damaged or foreign file, what is new and what is mended would be told wrongly."),
)  # fmt: skip
DECISION_RULES = (
    NOT_HERE, UNREADABLE, UNKNOWN_UNIT, UNKNOWN_RULE, UNKNOWN_PLACE, UNKNOWN_COLUMN, NOTHING_NAMED, UNREASONED, NOT_NEEDED, CORRECTED,
    OLD_DIFFERS, NO_NEW_VALUE, NOTHING_SENT, TWICE, OFFICIAL, NO_FIGURE, BAD_EARLIER,
)  # fmt: skip
