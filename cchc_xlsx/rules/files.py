"""TT files, TM folders: what was received, what was not, what is left out and why. No row can show these."""

from __future__ import annotations

from cchc_xlsx.model import RuleId, Severity
from cchc_xlsx.rules.rule import Rule, Words

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

_SAVE_AGAIN = Words(
    "Mở tệp bằng Excel, lưu lại dạng .xlsx rồi gửi lại.", "Open it in Excel, save as .xlsx and send again."
)
_ACCOUNTED = Words("Mỗi tệp nhận được đều phải có câu trả lời.", "Every file received is accounted for.")


def _file(number: str, severity: Severity, title: Words, message: Words, mend: Words = _SAVE_AGAIN) -> Rule:
    return Rule(RuleId(number), severity, title, message, _ACCOUNTED, mend)


NO_SUCH_PATH = _file(
    "TT101", ERROR, Words("Không có tệp", "No such file"),
    Words("Không tìm thấy tệp hoặc thư mục này.", "There is no such file or folder."),
    Words("Kiểm tra lại đường dẫn.", "Check the path."),
)  # fmt: skip
NOT_REGULAR = _file(
    "TT102", ERROR, Words("Không phải tệp thường", "Not a regular file"),
    Words("Không phải tệp thường ({detail}) nên không đọc.", "Not a regular file ({detail}): not read."),
    Words("Chép tệp thật vào thư mục.", "Copy the real file into the folder."),
)  # fmt: skip
NOT_A_WORKBOOK = _file(
    "TT103", ERROR, Words("Không phải tệp Excel", "Not an Excel workbook"),
    Words("Tên tệp là tệp bảng tính hoặc Word nhưng nội dung không phải[, mà là dạng {detail}]. Đề nghị mở bằng đúng phần mềm, "
          "lưu lại dạng .xlsx rồi gửi.",
          "The file is named like a workbook or a document but is none[: it is of the kind {detail}]. Please open it in the "
          "program it belongs to, save it as .xlsx and send again."),
)  # fmt: skip
DAMAGED = _file(
    "TT104", ERROR, Words("Tệp bị hỏng", "A damaged file"),
    Words("Tệp bị hỏng hoặc tải về chưa đủ ({detail}). Đề nghị gửi lại tệp.",
          "The file is damaged or incomplete ({detail}). Please send it again."),
)  # fmt: skip
ENCRYPTED = _file(
    "TT105", ERROR, Words("Tệp đặt mật khẩu", "A password-protected file"),
    Words("Tệp được đặt mật khẩu mở nên không đọc được. Đề nghị bỏ mật khẩu (File > Info > Protect Workbook) rồi gửi lại.",
          "The file needs a password to open. Please remove it (File > Info > Protect Workbook) and send again."),
    Words("Bỏ mật khẩu mở tệp.", "Remove the password."),
)  # fmt: skip
TOO_LARGE = _file(
    "TT107", ERROR, Words("Tệp quá lớn", "Too large a file"),
    Words("Tệp vượt giới hạn an toàn ({detail}). Đề nghị chỉ gửi các biểu mẫu, không kèm ảnh hay bảng khác.",
          "The file is beyond the safe limits ({detail}). Please send the forms only, without pictures or other tables."),
)  # fmt: skip
NO_CELLS = _file(
    "TT108", ERROR, Words("Sổ tính trống", "An empty workbook"),
    Words("Sổ tính không có ô nào ghi dữ liệu. Đề nghị gửi lại biểu đã điền.",
          "No cell of the workbook is filled. Please send the forms filled in."),
)  # fmt: skip
NOT_OPENED = _file(
    "TT109", ERROR, Words("Không mở được tệp", "The file cannot be opened"),
    Words("Không mở được tệp ({detail}). Nếu tệp đang mở, hãy đóng lại rồi chạy lại.",
          "The file cannot be opened ({detail}). If it is open elsewhere, please close it and run again."),
)  # fmt: skip
READER_FAILED = _file(
    "TT110", ERROR, Words("Đọc tệp bị gián đoạn", "Reading was cut short"),
    Words("Việc đọc tệp này bị gián đoạn ({detail}); các tệp khác không ảnh hưởng. Đề nghị lưu lại bằng Excel rồi gửi.",
          "Reading this file was cut short ({detail}); the others are not affected. Please save it in Excel and send again."),
)  # fmt: skip
KIND_NOT_READ = _file(
    "TT201", INFO, Words("Loại tệp không đọc", "A kind of file that is not read"),
    Words("Bỏ qua tệp loại {detail}: công cụ không đọc loại này. Nếu biểu mẫu nằm trong tệp này, đề nghị lưu lại dạng .xlsx "
          "rồi gửi.",
          "A {detail} file is passed over: this tool does not read that kind. If it holds the forms, please save it as .xlsx "
          "and send again."),
)  # fmt: skip
LOCK_FILE = _file(
    "TT202", INFO, Words("Tệp khóa của Excel", "Excel's lock file"),
    Words("Tệp khóa tạm của Excel, không có số liệu.", "Excel's temporary lock file; it holds no figures."),
    Words("Đóng tệp trong Excel thì tệp này tự mất.", "It goes away when the workbook is closed."),
)  # fmt: skip
SYSTEM_FILE = _file(
    "TT203", INFO, Words("Tệp hệ thống", "A system file"),
    Words("Tệp của hệ thống, không có số liệu.", "A file of the system; it holds no figures."),
    Words("Không cần làm gì.", "Nothing to do."),
)  # fmt: skip
IS_ROSTER = _file(
    "TT204", INFO, Words("Danh sách đơn vị", "The roster"),
    Words("Danh sách đơn vị, không phải báo cáo.", "The roster of units; no report."),
    Words("Không cần làm gì.", "Nothing to do."),
)  # fmt: skip
OWN_REPORT = _file(
    "TT205", INFO, Words("Báo cáo do công cụ tạo", "A report made by this tool"),
    Words("Tệp do chính công cụ này tạo ra, không phải báo cáo của đơn vị.", "Made by this tool; no unit's report."),
    Words("Không cần làm gì.", "Nothing to do."),
)  # fmt: skip
FOLDER_LINK = _file(
    "TT206", INFO, Words("Lối tắt tới thư mục khác", "A link to another folder"),
    Words("Lối tắt tới thư mục khác, không đi theo.", "A link to another folder; not followed."),
    Words("Chép thư mục thật vào.", "Copy the real folder."),
)  # fmt: skip
SAME_AGAIN = _file(
    "TT207", INFO, Words("Bản gửi lại giống hệt", "The same sent twice"),
    Words("Số liệu giống hệt tệp {detail} nên không tính hai lần.", "The figures are those of {detail}: not counted twice."),
    Words("Không cần làm gì.", "Nothing to do."),
)  # fmt: skip
SUPERSEDED = _file(
    "TT208", INFO, Words("Đã có bản mới hơn", "A newer one has come"),
    Words("Đã có bản mới hơn của cùng đơn vị: {detail}.", "A newer file of the same unit is used: {detail}."),
    Words("Xóa bản cũ nếu không cần.", "Delete the older one if it is not needed."),
)  # fmt: skip
RESERVED = _file(
    "TT209", INFO, Words("Tệp quyết định của người tổng hợp", "The officer's decisions"),
    Words("Quyết định của người tổng hợp (chấp nhận, điều chỉnh), không phải báo cáo.",
          "The officer's decisions (acceptances, corrections); no report."),
    Words("Không cần làm gì.", "Nothing to do."),
)  # fmt: skip
ARCHIVE = _file(
    "TT210", INFO, Words("Tệp nén", "An archive"),
    Words("Tệp nén: {detail} tệp bên trong được đọc tại chỗ.", "An archive: the {detail} files in it are read in place."),
    Words("Không cần làm gì.", "Nothing to do."),
)  # fmt: skip
OTHER_ARCHIVE = _file(
    "TT211", INFO, Words("Tệp nén không đọc được", "An archive that is not read"),
    Words("Tệp nén loại {detail} không đọc được. Đề nghị giải nén vào thư mục này (chuột phải > Giải nén tại đây) rồi chạy lại.",
          "An archive of the kind {detail} is not read. Please extract it into this folder (right click > Extract here) and run "
          "again."),
    Words("Giải nén vào thư mục nhận rồi chạy lại.", "Extract it into the folder and run again."),
)  # fmt: skip
SCAN = _file(
    "TT212", INFO, Words("Bản quét, PDF hoặc ảnh", "A scan, PDF or picture"),
    Words("Tệp {detail} là bản quét, PDF hoặc ảnh nên không đọc số liệu. Nếu biểu mẫu nằm trong tệp này, đề nghị gửi thêm tệp "
          "Excel hoặc Word.",
          "A {detail} file is a scan, PDF or picture: no figures are read from it. If it holds the forms, please send the Excel "
          "or Word file as well."),
    Words("Gửi thêm tệp Excel hoặc Word.", "Send the Excel or Word file as well."),
)  # fmt: skip
OTHER_TEXT = _file(
    "TT213", INFO, Words("Tệp văn bản dạng không đọc được", "A kind of document that is not read"),
    Words("Tệp văn bản dạng {detail} không đọc được. Nếu biểu mẫu nằm trong tệp này, đề nghị mở bằng Word, lưu lại dạng .docx "
          "rồi gửi.",
          "A document of the kind {detail} is not read. If it holds the forms, please open it in Word, save as .docx and send "
          "again."),
    Words("Lưu lại dạng .docx rồi gửi.", "Save it as .docx and send again."),
)  # fmt: skip
NOT_A_FORM = _file(
    "TT301", WARNING, Words("Không phải biểu mẫu", "Not a form"),
    Words("Không có bảng nào giống biểu mẫu báo cáo CCHC trong tệp này nên không tổng hợp.",
          "No table in this file looks like a form of the report: it is not summed."),
    Words("Nếu đây là báo cáo, đề nghị dùng mẫu gốc.", "If it is a report, please use the original form."),
)  # fmt: skip
NOT_SENT = _file(
    "TM001", WARNING, Words("Đơn vị chưa gửi", "A unit that has not sent"),
    Words("{detail} chưa gửi báo cáo. Đề nghị nhắc đơn vị.", "{detail} has not sent its report. Please remind it."),
    Words("Nhắc đơn vị gửi báo cáo.", "Remind the unit."),
)  # fmt: skip
CONFLICT = _file(
    "TM002", ERROR, Words("Hai tệp của một đơn vị trái nhau", "Two files of one unit contradict each other"),
    Words("{detail}: có nhiều tệp ghi khác nhau và không rõ tệp nào mới hơn ({files}); chưa cộng tệp nào. Khác nhau ở: "
          "{blanks}. Đề nghị giữ lại một tệp.",
          "{detail}: several files differ and nothing tells which is newer ({files}); none is summed. They differ in: "
          "{blanks}. Please keep one."),
    Words("Hỏi đơn vị, giữ lại một tệp.", "Ask the unit; keep one file."),
)  # fmt: skip
REPLACED = _file(
    "TM003", WARNING, Words("Đã thay bằng bản mới hơn", "Replaced by a newer file"),
    Words("{detail}: dùng bản mới nhất trong {files}. Khác bản cũ ở: {blanks}. Đề nghị xem lại cho chắc.",
          "{detail}: the newest of {files} is used. It differs from the older in: {blanks}. Please make sure."),
    Words("Xóa bản cũ nếu đúng.", "Delete the older one if that is right."),
)  # fmt: skip
OTHER_PERIOD = _file(
    "TM004", WARNING, Words("Báo cáo của kỳ khác", "A report for another period"),
    Words("Báo cáo là của kỳ {detail}, khác kỳ đang tổng hợp; chỉ kiểm tra, không cộng.",
          "The report is for {detail}, not the period being summed: checked, not summed."),
    Words("Kiểm tra lại kỳ báo cáo ghi trong tệp.", "Check the period named in the file."),
)  # fmt: skip
NOT_ON_ROSTER = _file(
    "TM005", WARNING, Words("Đơn vị không có trong danh sách", "A unit that is not on the roster"),
    Words("“{detail}” không có trong danh sách đơn vị; chỉ kiểm tra, không cộng. Đề nghị bổ sung danh sách hoặc sửa tên đơn "
          "vị trong tệp.",
          "“{detail}” is not on the roster: checked, not summed. Please add it to the roster or correct the name in the file."),
    Words("Bổ sung danh sách hoặc sửa tên.", "Add it to the roster or correct the name."),
)  # fmt: skip
UNIT_UNKNOWN = _file(
    "TM006", WARNING, Words("Không rõ đơn vị gửi", "Nothing says who sent it"),
    Words("Không rõ đơn vị nào gửi tệp này; chỉ kiểm tra, không cộng khi có danh sách đơn vị. Đề nghị ghi tên đơn vị ở đầu "
          "biểu hoặc trong tên tệp.",
          "Nothing says which unit sent this file: checked, not summed while there is a roster. Please name the unit on top of "
          "the forms or in the file's name."),
    Words("Ghi tên đơn vị trong tệp.", "Name the unit in the file."),
)  # fmt: skip
LEVEL_INFERRED = _file(
    "TM007", INFO, Words("Cấp suy ra từ số liệu", "The level follows from the figures"),
    Words("Tệp không ghi cấp; suy ra {detail} từ các dòng đã điền.",
          "The file does not say its level; the rows filled in make it a {detail}."),
    Words("Ghi cấp của đơn vị trong tệp.", "Name the unit's level in the file."),
)  # fmt: skip
PERIOD_UNKNOWN = _file(
    "TM008", INFO, Words("Không rõ kỳ báo cáo", "Nothing says which period"),
    Words("Tệp không ghi kỳ báo cáo; coi là kỳ chung của thư mục.", "The file names no period; taken for the folder's."),
    Words("Ghi kỳ báo cáo trong tệp.", "Name the period in the file."),
)  # fmt: skip
NO_CONSOLIDATOR = _file(
    "TM009", INFO, Words("Danh sách không có cơ quan tổng hợp", "No consolidating unit on the roster"),
    Words("Danh sách đơn vị không có cơ quan tổng hợp; các dòng “Không báo” và mục 4 Biểu mẫu 1 sẽ chưa có số.",
          "The roster has no consolidating unit: the “Không báo” rows and section 4 of form 1 will have no figure."),
    Words("Ghi vai_tro “tổng hợp” cho đơn vị đó.", "Mark it “tổng hợp” in the column vai_tro."),
)  # fmt: skip
SHARED_DIFFERS = _file(
    "TM010", WARNING, Words("Danh mục chung nhưng ghi khác nhau", "One shared list, written differently"),
    Words("{row} là danh mục chung của cấp {level} nhưng ghi khác nhau; lấy {expected}. Ghi khác: {detail}. Đề nghị hỏi lại các "
          "đơn vị này.",
          "{row} is one list shared by all of level {level} but is not the same everywhere; {expected} is used. Different: "
          "{detail}. Please ask these units."),
    Words("Hỏi lại đơn vị ghi khác.", "Ask the units that differ."),
)  # fmt: skip
BAD_ROSTER = _file(
    "TM011", ERROR, Words("Danh sách đơn vị có lỗi", "A faulty roster"),
    Words("Danh sách đơn vị có lỗi: {detail}.", "The roster is faulty: {detail}."),
    Words("Sửa danh sách rồi chạy lại.", "Correct the roster and run again."),
)  # fmt: skip
HAS_ERRORS = _file(
    "TM012", INFO, Words("Đơn vị còn lỗi", "A unit with errors"),
    Words("Đơn vị còn lỗi nên không cộng (chế độ --strict).", "The unit has errors and is not summed (--strict)."),
    Words("Sửa lỗi rồi gửi lại.", "Correct the errors and send again."),
)  # fmt: skip
CONTRADICTS = _file(
    "TM013", WARNING, Words("Thông tin người gửi trái nhau", "The file contradicts itself on its sender"),
    Words("Thông tin đơn vị gửi trong tệp trái nhau: {detail}. Đề nghị ghi lại tên, mã và cấp của đơn vị.",
          "What the file says of its sender is at odds: {detail}. Please correct the unit's name, id and level."),
    Words("Sửa khối thông tin đơn vị hoặc tên tệp.", "Correct the identity block or the file's name."),
)  # fmt: skip
UNKNOWN_PERIOD = _file(
    "TM014", WARNING, Words("Kỳ báo cáo không có trong bộ biểu", "A period the edition does not have"),
    Words("Tệp ghi kỳ “{detail}”, không phải đúng một kỳ báo cáo của bộ biểu; chỉ kiểm tra, không cộng. Đề nghị ghi đúng kỳ.",
          "The file names the period “{detail}”, which is not just one period of the edition: checked, not summed. Please correct "
          "it."),
    Words("Ghi đúng kỳ báo cáo.", "Name the right period."),
)  # fmt: skip
CONSOLIDATOR_INFERRED = _file(
    "TM015", INFO, Words("Coi là báo cáo của cơ quan tổng hợp", "Taken for the consolidating unit's own report"),
    Words("Tệp không có khối thông tin; theo tiêu đề hoặc tên tệp thì là của {detail}, cơ quan tổng hợp. Đề nghị xem lại cho "
          "chắc.",
          "The file has no identity block; its heading or name makes it that of {detail}, who sums up. Please make sure."),
    Words("Ghi khối thông tin đơn vị trong tệp.", "Fill in the identity block."),
)  # fmt: skip
FILE_RULES = (
    NO_SUCH_PATH, NOT_REGULAR, NOT_A_WORKBOOK, DAMAGED, ENCRYPTED, TOO_LARGE, NO_CELLS, NOT_OPENED,
    READER_FAILED, ARCHIVE, OTHER_ARCHIVE, SCAN, OTHER_TEXT, KIND_NOT_READ, LOCK_FILE, SYSTEM_FILE, IS_ROSTER, OWN_REPORT, FOLDER_LINK, SAME_AGAIN, SUPERSEDED,
    RESERVED, NOT_A_FORM, NOT_SENT, CONFLICT, REPLACED, OTHER_PERIOD, NOT_ON_ROSTER, UNIT_UNKNOWN, LEVEL_INFERRED,
    PERIOD_UNKNOWN, NO_CONSOLIDATOR, SHARED_DIFFERS, BAD_ROSTER, HAS_ERRORS,
    CONTRADICTS, UNKNOWN_PERIOD, CONSOLIDATOR_INFERRED,
)  # fmt: skip
