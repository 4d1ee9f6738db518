"""CB levels, TN what is not filled in, LC option pairs, DV units of measure, DM headings."""

from __future__ import annotations

from cchc_xlsx.model import RuleId, Severity
from cchc_xlsx.rules.rule import Rule, Words

FOREIGN = Rule(
    RuleId("CB001"),
    Severity.ERROR,
    Words("Ghi vào dòng của cấp khác", "A figure in another level's row"),
    Words(
        "{cell}: {row} là dòng “{note}” nhưng đơn vị thuộc cấp {level}; ô ghi {raw}. Số này không được cộng[; có lẽ là số của "
        "dòng {instead}, đang để trống]. Đề nghị xóa, hoặc chuyển sang đúng dòng.",
        "{cell}: {row} is a row “{note}” but the unit is a {level}; the cell says {raw}. It is not summed[; it is "
        "probably the figure of {instead}, which is blank]. Please clear it or move it to the right row.",
    ),
    Words("Dòng của cấp khác được cấp đó báo; cộng cả hai là tính trùng.", "The other level reports the row; both would "
          "count it twice."),
    Words("Xóa số hoặc chuyển sang đúng dòng.", "Clear the figure or move it to the right row."),
    "so | BM2.1.2: 3",
    "so | BM2.1.1: 3",
)  # fmt: skip
FOREIGN_ZERO = Rule(
    RuleId("CB002"),
    Severity.INFO,
    Words("Ghi 0 vào dòng không phải báo", "A 0 in a row that is not due"),
    Words(
        "{cell}: {row} không thuộc phần đơn vị phải báo ({note}); ô ghi {raw}. Không ảnh hưởng, nên để trống.",
        "{cell}: {row} is not the unit's to report ({note}); the cell says {raw}. Harmless; better left blank.",
    ),
    Words("Số 0 không làm sai tổng.", "A 0 does not change the total."),
    Words("Nên để trống.", "Better leave it blank."),
    "so | BM2.1.2: 0",
    "so | BM2.1.2: ",
)
NOT_REPORTED = Rule(
    RuleId("CB003"),
    Severity.ERROR,
    Words("Ghi vào dòng không ai ở dưới báo", "A figure in a row nobody below reports"),
    Words(
        "{cell}: {row} do cơ quan tổng hợp tự ghi nhưng ô ghi {raw}. Số này không được cộng. Đề nghị xóa.",
        "{cell}: {row} is filled in by the consolidating unit itself, but the cell says {raw}. It is not summed. Please clear "
        "it.",
    ),
    Words("Dòng “Không báo” và mục 4 Biểu mẫu 1 là số của riêng cơ quan tổng hợp.",
          "“Không báo” rows and section 4 of form 1 are the consolidating unit's own."),
    Words("Xóa số.", "Clear the figure."),
    "so | BM4.1.3: 2",
    "consolidator | BM4.1.3: 2",
)  # fmt: skip
LEVEL_WRONG = Rule(
    RuleId("CB004"),
    Severity.ERROR,
    Words("Có lẽ ghi sai cấp của đơn vị", "The unit's level is probably wrong"),
    Words(
        "{cell}: tệp được coi là của cấp {level} nhưng {count} dòng có số là dòng của cấp khác, dòng của cấp {level} hầu như "
        "không có số: {blanks}. Có lẽ cấp của đơn vị ghi sai. Đề nghị sửa cấp trong tệp hoặc danh sách đơn vị rồi kiểm tra lại.",
        "{cell}: the file counts as a {level}'s, but {count} rows with a figure are another level's, and those of a {level} "
        "hold hardly any: {blanks}. The unit's level is probably wrong. Please correct it in the file or on the roster and "
        "check again.",
    ),
    Words("Sai cấp thì mọi dòng riêng của cấp đều thành lỗi; nguyên nhân chỉ là một.",
          "With the wrong level every row of one level is in error; the cause is one."),
    Words("Sửa cấp của đơn vị.", "Correct the unit's level."),
    "so | BM2.1.2: 3 | BM7.7.1.1: 5 | BM7.7.1.2: 5 | BM7.7.2.1: 2 | BM7.7.2.2: 2 | BM7.7.1: 100",
    "huyen | BM2.1.2: 3 | BM7.7.1.1: 5 | BM7.7.1.2: 5 | BM7.7.2.1: 2 | BM7.7.2.2: 2 | BM7.7.1: 100",
)  # fmt: skip
BLANKS = Rule(
    RuleId("TN001"),
    Severity.WARNING,
    Words("Chưa nhập", "Not filled in"),
    Words(
        "Biểu mẫu {form}: chưa nhập {count} dòng phải báo: {blanks}. Đề nghị ghi số; không có thì ghi 0 hoặc “không phát sinh”.",
        "Form {form}: {count} due rows are not filled in: {blanks}. Please fill them in; 0 or “không phát sinh” where there is "
        "none.",
    ),
    Words("Ô trống không cho biết là không có hay là quên; tổng của tỉnh thiếu đơn vị này.",
          "A blank does not tell none from forgotten, and the provincial total lacks the unit."),
    Words("Ghi số, 0 hoặc “không phát sinh”.", "Type a figure, 0, or “không phát sinh”."),
    "so | BM3.2.3:  | BM3.2.1: 0",
    "so | BM3.2.3: 0 | BM3.2.1: 0",
)  # fmt: skip
FORM_BLANK = Rule(
    RuleId("TN002"),
    Severity.WARNING,
    Words("Cả biểu để trống", "A form left wholly blank"),
    Words(
        "Biểu mẫu {form}: có trong tệp nhưng chưa ghi số nào. Đề nghị điền biểu này rồi gửi lại.",
        "Form {form}: is in the file but holds no figure. Please fill it in and send again.",
    ),
    Words(
        "Biểu trống không cho biết đơn vị không có gì hay quên điền.",
        "A blank form does not tell nothing from forgotten.",
    ),
    Words("Điền biểu; không có thì ghi 0.", "Fill it in; 0 where there is none."),
    "so | BM6.1.1:  | BM6.1.2: ",
    "so | BM6.1.1: 0 | BM6.1.2: 0",
)
ROWS_MISSING = Rule(
    RuleId("TN003"),
    Severity.WARNING,
    Words("Không tìm thấy dòng phải báo", "A due row not found"),
    Words(
        "Biểu mẫu {form}: không tìm thấy {count} dòng phải báo: {blanks}. Có thể dòng đã bị xóa hoặc sửa tên. Đề nghị dùng lại "
        "mẫu gốc.",
        "Form {form}: {count} due rows are not found: {blanks}. They may have been deleted or renamed. Please use the original "
        "form.",
    ),
    Words("Dòng không nhận ra thì không được đoán.", "A row that is not recognised is not guessed."),
    Words("Khôi phục dòng theo mẫu gốc.", "Restore the rows of the original form."),
    "so | BM6.1.1: 0",
    "",
)
FORM_MISSING = Rule(
    RuleId("TN004"),
    Severity.ERROR,
    Words("Thiếu cả biểu", "A form is missing"),
    Words(
        "Thiếu Biểu mẫu {form} ({detail}). Đề nghị gửi bổ sung biểu này.",
        "Form {form} ({detail}) is missing. Please send it.",
    ),
    Words(
        "Không có dòng nào của biểu trong các tệp của đơn vị.", "None of the form's rows is in any of the unit's files."
    ),
    Words("Gửi bổ sung biểu.", "Send the form."),
    "so | BM6.1.1: 0",
    "",
)
OTHER_COLUMN = Rule(
    RuleId("TN005"),
    Severity.WARNING,
    Words("Số liệu nằm ở cột khác", "The figures stand in another column"),
    Words(
        "Biểu mẫu {form}: cột Số liệu của kỳ này để trống hoặc không có, nhưng có số ở cột {detail}. Các số đó không được đọc. "
        "Đề nghị chuyển sang cột Số liệu.",
        "Form {form}: this period's value column is blank or not there, but there are figures in column {detail}. They are not "
        "read. Please move them to the value column.",
    ),
    Words(
        "Cột khác không cho biết chắc đó là số liệu của kỳ này.",
        "Another column does not surely hold this period's figures.",
    ),
    Words("Chuyển số sang cột Số liệu.", "Move the figures to the value column."),
)
TWO_COLUMNS = Rule(
    RuleId("TN006"),
    Severity.WARNING,
    Words("Hai cột số liệu không rõ cột nào", "Two value columns, none told apart"),
    Words(
        "Biểu mẫu {form}: có hơn một cột số liệu (cột {detail}) và tiêu đề không cho biết cột nào là của kỳ này, nên không đọc. "
        "Đề nghị chỉ để một cột Số liệu.",
        "Form {form}: there is more than one value column (column {detail}) and the heads do not tell which is this period's: "
        "none is read. Please leave one value column.",
    ),
    Words("Chọn một trong hai là đoán.", "To choose one would be a guess."),
    Words("Xóa cột không phải của kỳ này.", "Delete the column that is not this period's."),
)
FORM_TWICE = Rule(
    RuleId("TN007"),
    Severity.ERROR,
    Words("Một biểu có hai bản khác nhau trong tệp", "One form stands twice in the file, differently"),
    Words(
        "Biểu mẫu {form}: có nhiều bản với số khác nhau ({detail}) nên không rõ bản nào đúng, không đọc bản nào. Đề "
        "nghị chỉ để lại một bản.",
        "Form {form}: stands there more than once with different figures ({detail}); nothing tells which counts, so none is read. "
        "Please leave one.",
    ),
    Words("Chọn một trong hai là đoán.", "To choose one would be a guess."),
    Words("Xóa bản không dùng.", "Delete the one that does not count."),
)
ROW_TWICE = Rule(
    RuleId("TN010"),
    Severity.WARNING,
    Words("Một dòng có hai lần với số khác nhau", "A row that stands twice, differently"),
    Words(
        "{cell}: {row} có ở nhiều dòng với số khác nhau (ô {detail}) nên không rõ số nào đúng, không đọc số nào. Đề nghị chỉ để lại "
        "một dòng.",
        "{cell}: {row} stands in several rows with different figures (cells {detail}); nothing tells which counts, so none is read. "
        "Please leave one row.",
    ),
    Words("Chọn một trong hai là đoán.", "To choose one would be a guess."),
    Words("Xóa dòng không dùng.", "Delete the row that does not count."),
)
ALIKE = Rule(
    RuleId("TN008"),
    Severity.INFO,
    Words("Dòng nhận ra theo nhãn gần giống", "A row recognised by likeness"),
    Words(
        "{cell}: Biểu mẫu {form} có dòng ghi nhãn khác mẫu, được hiểu là: {detail}. Đề nghị xem lại cho chắc và giữ "
        "nguyên nhãn của mẫu.",
        "{cell}: form {form} has rows whose label differs from the form's, taken for: {detail}. Please make sure, and "
        "leave the labels as printed.",
    ),
    Words("Nhãn khác mẫu có thể là một chỉ tiêu khác.", "Another label may mean another indicator."),
    Words("Giữ nguyên nhãn của mẫu.", "Leave the labels as printed."),
)
SHIFTED = Rule(
    RuleId("TN009"),
    Severity.ERROR,
    Words("Số liệu có lẽ bị lệch một dòng", "Figures that probably stand one row off"),
    Words(
        "{cell}: các số ở dòng {detail} có lẽ bị ghi lệch một dòng; đưa về đúng dòng thì hết {count} chỗ không hợp lý. Đề nghị "
        "đối chiếu từng dòng rồi ghi lại.",
        "{cell}: the figures in the rows {detail} probably stand one row off; put back, {count} things that cannot be right "
        "are gone. Please compare row by row and type them again.",
    ),
    Words("Chèn hoặc xóa một ô làm cả khối số lệch một dòng: nhiều lỗi nhưng chỉ một nguyên nhân.",
          "One cell inserted or deleted moves the whole block: many findings, one cause."),
    Words("Đưa khối số về đúng dòng.", "Move the block back."),
    "so | BM5.1.1:  | BM5.1.1a: 3 | BM5.1.2: 20 | BM5.1.2a: 1 | BM5.1.3: 5 | BM5.2: 2 | BM5.2.1: 4 | BM5.2.2: 0",
    "so | BM5.1.1: 3 | BM5.1.1a: 20 | BM5.1.2: 1 | BM5.1.2a: 5 | BM5.1.3: 2 | BM5.2:  | BM5.2.1: 4 | BM5.2.2: 0",
)  # fmt: skip
BOTH_OPTIONS = Rule(
    RuleId("LC001"),
    Severity.ERROR,
    Words("Chọn cả hai phương án", "Both options ticked"),
    Words(
        "{cell}: {row} và {related} đều được chọn; chỉ được chọn một. Đề nghị xóa một trong hai.",
        "{cell}: {row} and {related} are both ticked; only one can be. Please clear one of them.",
    ),
    Words("Hai phương án loại trừ nhau.", "The two exclude each other."),
    Words("Xóa một trong hai.", "Clear one of the two."),
    "so | BM4.1.1a: 1 | BM4.1.1b: 2",
    "so | BM4.1.1a: 1 | BM4.1.1b: ",
)
NO_OPTION = Rule(
    RuleId("LC002"),
    Severity.WARNING,
    Words("Chưa chọn phương án nào", "Neither option ticked"),
    Words(
        "{cell}: chưa chọn {row} hay {blanks}. Đề nghị ghi mã in ở cột Đơn vị tính vào đúng một trong hai dòng.",
        "{cell}: neither {row} nor {blanks} is ticked. Please type the code printed in the unit column in one of the two rows.",
    ),
    Words("Phải có đúng một phương án.", "Exactly one applies."),
    Words("Ghi mã vào một dòng.", "Type the code in one row."),
    "so | BM4.1.1a:  | BM4.1.1b:  | BM4.2.1: 36",
    "so | BM4.1.1a: 1 | BM4.1.1b:  | BM4.2.1: 36",
)
OTHER_OPTION_ZERO = Rule(
    RuleId("LC003"),
    Severity.INFO,
    Words("Ghi 0 ở phương án không chọn", "A 0 in the option not ticked"),
    Words(
        "{cell}: {row} ghi {raw}, hiểu là không chọn. Nên để trống.",
        "{cell}: {row} says {raw}, read as not ticked. Better left blank.",
    ),
    Words("Phương án không chọn để trống.", "The option not ticked is left blank."),
    Words("Nên để trống.", "Better leave it blank."),
    "so | BM4.1.1a: 1 | BM4.1.1b: 0",
    "so | BM4.1.1a: 1 | BM4.1.1b: ",
)
OPTION_CODE = Rule(
    RuleId("LC004"),
    Severity.ERROR,
    Words("Mã không phải của phương án này", "A code that is not this option's"),
    Words(
        "{cell}: {row} chỉ nhận mã của chính dòng này ({measure}) nhưng ô ghi “{raw}”[, có lẽ là {expected}]. Đề nghị ghi mã "
        "vào đúng dòng.",
        "{cell}: {row} takes only its own code ({measure}) but the cell says “{raw}”[, probably {expected}]. Please type the "
        "code in the right row.",
    ),
    Words(
        "Mã của dòng kia ghi ở dòng này là hai điều trái nhau.",
        "The other row's code in this row says two things at once.",
    ),
    Words("Ghi mã vào đúng dòng.", "Type the code in the right row."),
    "so | BM4.1.1a: 2 | BM4.1.1b: ",
    "so | BM4.1.1a:  | BM4.1.1b: 2",
)
MEASURE = Rule(
    RuleId("DV001"),
    Severity.WARNING,
    Words("Đơn vị tính khác biểu gốc", "A unit of measure other than the form's"),
    Words(
        "{cell}: đơn vị tính ghi “{detail}” nhưng {row} tính bằng “{measure}”. Đề nghị kiểm tra số liệu và ghi lại đúng đơn vị "
        "tính.",
        "{cell}: the unit of measure says “{detail}” but {row} is measured in “{measure}”. Please check the figure and restore "
        "the unit.",
    ),
    Words(
        "Sửa đơn vị tính thường kéo theo số liệu tính theo đơn vị khác.", "An altered unit often means another figure."
    ),
    Words("Dùng đơn vị tính in trên biểu.", "Use the unit printed."),
    "so | BM4.2.1 [Đơn vị]: 36",
    "so | BM4.2.1 [người]: 36",
)
MONEY_MEASURE = Rule(
    RuleId("DV002"),
    Severity.ERROR,
    Words("Số tiền tính bằng đơn vị khác", "Money in another unit"),
    Words(
        "{cell}: đơn vị tính ghi “{detail}” nhưng {row} tính bằng {measure}[; ô số liệu ghi {raw}][, đổi ra là {expected} "
        "{measure}]. Đề nghị đổi số và ghi lại đơn vị tính.",
        "{cell}: the unit of measure says “{detail}” but {row} is in {measure}[; the value cell says {raw}][, which makes "
        "{expected} {measure}]. Please convert the figure and restore the unit.",
    ),
    Words("Đồng ghi vào cột triệu đồng làm tổng của tỉnh sai một triệu lần.", "Đồng in a row of million đồng falsifies the "
          "total a millionfold."),
    Words("Đổi ra triệu đồng.", "Convert to million đồng."),
    "so | BM6.1.1 [Đồng]: 5000000000",
    "so | BM6.1.1 [triệu đồng]: 5000",
)  # fmt: skip
HEADING_VALUE = Rule(
    RuleId("DM001"),
    Severity.INFO,
    Words("Có số ở dòng tiêu đề", "A figure in a heading row"),
    Words(
        "{cell}: {row} là dòng tiêu đề nhưng ô ghi {raw}. Số này không được dùng.",
        "{cell}: {row} is a heading but the cell says {raw}. It is not used.",
    ),
    Words("Dòng tiêu đề không có đơn vị tính.", "A heading has no unit of measure."),
    Words("Nên để trống.", "Better leave it blank."),
    "so | BM2.2: '01 | BM2.2.1: '01",
    "so | BM2.2:  | BM2.2.1: '01",
)
HEADING_DIFFERS = Rule(
    RuleId("DM002"),
    Severity.WARNING,
    Words("Số ở tiêu đề khác số của dòng dưới", "A heading's figure differs from its row's"),
    Words(
        "{cell}: {row} ghi {raw} nhưng dòng dưới ghi khác: {related}. Đề nghị xem số nào đúng, rồi xóa số ở tiêu đề.",
        "{cell}: {row} says {raw} but the row below differs: {related}. Please see which is right and clear the heading.",
    ),
    Words("Người điền thường lặp lại số của dòng dưới ở tiêu đề; hai số phải như nhau.",
          "People repeat the row's figure in the heading: the two should agree."),
    Words("Sửa dòng sai, để trống tiêu đề.", "Correct the wrong one; leave the heading blank."),
    "so | BM2.2: 2 | BM2.2.1: 1",
    "so | BM2.2: 1 | BM2.2.1: 1",
)  # fmt: skip
ROW_RULES = (
    FOREIGN, FOREIGN_ZERO, NOT_REPORTED, LEVEL_WRONG, BLANKS, FORM_BLANK, ROWS_MISSING, FORM_MISSING, OTHER_COLUMN,
    TWO_COLUMNS, FORM_TWICE, ROW_TWICE, ALIKE, SHIFTED, BOTH_OPTIONS, NO_OPTION, OTHER_OPTION_ZERO, OPTION_CODE, MEASURE,
    MONEY_MEASURE, HEADING_VALUE, HEADING_DIFFERS,
)  # fmt: skip
