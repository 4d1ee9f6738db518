"""GT: what one cell says. An invalid value is never summed and never repaired in silence."""

from __future__ import annotations

from cchc_xlsx.model import RuleId, Severity
from cchc_xlsx.rules.rule import Rule, Words

_RESEND = Words("Đề nghị sửa ô này rồi gửi lại.", "Please correct the cell and send again.")

TEXT = Rule(
    RuleId("GT001"),
    Severity.ERROR,
    Words("Chữ ở chỗ của số", "Text where a number belongs"),
    Words(
        "{cell}: {row} cần một số nhưng ô ghi “{raw}”[, có lẽ là {expected}]. Đề nghị ghi số (đơn vị tính: {measure}); "
        "nếu không có thì ghi 0 hoặc “không phát sinh”.",
        "{cell}: {row} needs a number but the cell says “{raw}”[, probably {expected}]. Please type a number (unit: "
        "{measure}), or 0 or “không phát sinh” where there is none.",
    ),
    Words(
        "Chữ không cộng được; công cụ không đoán số thay đơn vị.", "Text cannot be summed, and no number is guessed."
    ),
    Words("Ghi một số vào ô, phần giải thích chuyển sang cột Ghi chú.", "Type a number; explain in the note column."),
    "so | BM5.2.1: 'hai người",
    "so | BM5.2.1: '02",
)
DATE = Rule(
    RuleId("GT002"),
    Severity.ERROR,
    Words("Ngày tháng ở chỗ của số", "A date where a number belongs"),
    Words(
        "{cell}: {row} cần một số nhưng Excel đã đổi ô thành ngày ({raw})[, có lẽ là {expected}]. Đề nghị đặt định dạng ô "
        "là Number (Số) rồi gõ lại số.",
        "{cell}: {row} needs a number but Excel made the cell a date ({raw})[, probably {expected}]. Please set the cell's "
        "format to Number and type the figure again.",
    ),
    Words("Gõ “5/6” hay “1.2”, Excel có thể tự đổi thành ngày và làm mất số đã gõ.",
          "Excel turns “5/6” or “1.2” into a date, and the figure typed is lost."),
    Words("Đặt định dạng ô là Number rồi gõ lại.", "Set the format to Number and type again."),
    "so | BM5.2.1: date 2022-06-05",
    "so | BM5.2.1: 5",
)  # fmt: skip
BOOLEAN = Rule(
    RuleId("GT003"),
    Severity.ERROR,
    Words("TRUE/FALSE ở chỗ của số", "TRUE/FALSE where a number belongs"),
    Words(
        "{cell}: {row} cần một số nhưng ô chứa giá trị lô-gích {raw}. Đề nghị gõ số (đơn vị tính: {measure}).",
        "{cell}: {row} needs a number but the cell holds {raw}. Please type a number (unit: {measure}).",
    ),
    Words("Giá trị lô-gích không cho biết đó là số mấy.", "A truth value does not say which number is meant."),
    _RESEND,
    "so | BM1.6: TRUE",
    "so | BM1.6: 1",
)
NOT_WHOLE = Rule(
    RuleId("GT004"),
    Severity.ERROR,
    Words("Số đếm không phải số nguyên", "A count that is not a whole number"),
    Words(
        "{cell}: {row} là số đếm nhưng ô ghi {raw}[, có lẽ là {expected}]. Đề nghị sửa thành số nguyên rồi gửi lại.",
        "{cell}: {row} is a count but the cell says {raw}[, probably {expected}]. Please correct it to a whole number and "
        "send again.",
    ),
    Words("Gõ 15.999 trên máy dùng Excel tiếng Anh thì thành 15,999 (phần nghìn), không phải mười lăm nghìn.",
          "15.999 typed into an English Excel is fifteen and a fraction, not fifteen thousand."),
    Words("Gõ số liền, không dấu: 15999.", "Type the digits without separators: 15999."),
    "so | BM3.3.1a: 15.999",
    "so | BM3.3.1a: '15.999",
)  # fmt: skip
NEGATIVE = Rule(
    RuleId("GT005"),
    Severity.ERROR,
    Words("Số âm", "A negative figure"),
    Words(
        "{cell}: {row} không thể nhỏ hơn 0 nhưng ô ghi {raw}[, có lẽ là {expected}]. Đề nghị kiểm tra dấu trừ rồi gửi lại.",
        "{cell}: {row} cannot be below 0 but the cell says {raw}[, probably {expected}]. Please check the minus sign and "
        "send again.",
    ),
    Words(
        "Số đếm, số tiền và tỷ lệ ở biểu này không có giá trị âm.", "No count, sum of money or rate here is negative."
    ),
    _RESEND,
    "so | BM4.2.1: -36",
    "so | BM4.2.1: 36",
)
CACHED_ERROR = Rule(
    RuleId("GT006"),
    Severity.ERROR,
    Words("Ô báo lỗi công thức", "The cell shows a formula error"),
    Words(
        "{cell}: {row} chứa lỗi {raw} của Excel[, cũng như {more} ô khác của biểu: {others}]. Đề nghị sửa công thức hoặc gõ "
        "thẳng số rồi gửi lại.",
        "{cell}: {row} shows Excel's error {raw}[, as do {more} other cells of the form: {others}]. Please mend the "
        "formula or type the figure and send again.",
    ),
    Words("Công thức tham chiếu tới ô đã xóa hoặc chia cho 0 nên không còn số liệu.",
          "The formula points to a deleted cell or divides by 0: there is no figure."),
    _RESEND,
    "so | BM4.2.1: #REF!",
    "so | BM4.2.1: 36",
)  # fmt: skip
NO_CACHED = Rule(
    RuleId("GT007"),
    Severity.ERROR,
    Words("Công thức chưa có kết quả", "A formula without a result"),
    Words(
        "{cell}: {row}[ và {more} ô khác của biểu] có công thức nhưng tệp không lưu kết quả. Đề nghị mở tệp bằng Excel, "
        "lưu lại rồi gửi.",
        "{cell}: {row}[, like {more} other cells of the form,] holds a formula without a stored result. Please open the file in "
        "Excel, save it and send again.",
    ),
    Words("Tệp được tạo bởi phần mềm không tính công thức; đọc ra số nào cũng là đoán.",
          "The file comes from software that does not calculate; any number would be a guess."),
    Words("Mở bằng Excel, nhấn Ctrl+S rồi gửi lại, hoặc gõ thẳng số.", "Open in Excel, save, send; or type the figure."),
    "so | BM4.2.1: =",
    "so | BM4.2.1: 36",
)  # fmt: skip
NOT_FINITE = Rule(
    RuleId("GT008"),
    Severity.ERROR,
    Words("Số quá lớn", "A number out of all bounds"),
    Words(
        "{cell}: {row} ghi {raw}, lớn quá mức có thể. Đề nghị kiểm tra số chữ số rồi gửi lại.",
        "{cell}: {row} says {raw}, beyond any possible figure. Please check the number of digits and send again.",
    ),
    Words(
        "Số trên một triệu tỷ không thể là số liệu của một đơn vị.",
        "No unit's figure is above a thousand million million.",
    ),
    _RESEND,
    "so | BM4.2.1: 1e300",
    "so | BM4.2.1: 36",
)
UNKNOWN_CODE = Rule(
    RuleId("GT009"),
    Severity.ERROR,
    Words("Mã không có trong biểu", "A code the form does not print"),
    Words(
        "{cell}: {row} chỉ nhận mã in trên biểu ({measure}) nhưng ô ghi “{raw}”[, có lẽ là {expected}]. Đề nghị chọn một mã.",
        "{cell}: {row} takes only the codes printed ({measure}) but the cell says “{raw}”[, probably {expected}]. Please "
        "choose one of them.",
    ),
    Words("Mã khác không cho biết đơn vị thuộc trường hợp nào.", "Any other code does not say which case applies."),
    Words("Chọn mã trong danh sách của ô.", "Choose from the cell's list."),
    "so | BM1.6.2: 3",
    "so | BM1.6.2: 2",
)
OVER_100 = Rule(
    RuleId("GT010"),
    Severity.ERROR,
    Words("Tỷ lệ trên 100%", "A rate above 100%"),
    Words(
        "{cell}: {row} ghi {raw} nhưng tỷ lệ này không thể trên 100%[, có lẽ là {expected}]. Đề nghị kiểm tra dấu phẩy "
        "thập phân rồi gửi lại.",
        "{cell}: {row} says {raw}, but this rate cannot be above 100%[, probably {expected}]. Please check the decimal "
        "comma and send again.",
    ),
    Words("Phần không lớn hơn toàn thể; thường do gõ 11,63 trên máy dùng Excel tiếng Anh thành 1163.",
          "A part is not above its whole; often 11,63 typed into an English Excel became 1163."),
    Words("Gõ tỷ lệ theo thang 0–100, ví dụ 11,63.", "Type the rate on the scale 0–100."),
    "so | BM4.2.5: 1163",
    "so | BM4.2.5: 11.63",
)  # fmt: skip
OVER_100_PERHAPS = Rule(
    RuleId("GT011"),
    Severity.WARNING,
    Words("Tỷ lệ trên 100%, cần xem lại", "A rate above 100%, to be looked at"),
    Words(
        "{cell}: {row} ghi {raw}, trên 100%[; có lẽ là {expected}]. Nếu đúng do tính cả việc của kỳ trước thì nêu ở cột "
        "Ghi chú; nếu không, đề nghị sửa.",
        "{cell}: {row} says {raw}, above 100%[; probably {expected}]. If it is right because of an earlier period, say so "
        "in the note column; if not, please correct it.",
    ),
    Words("Ở chỉ tiêu này, việc của kỳ trước làm xong trong kỳ có thể đưa tỷ lệ lên trên 100%.",
          "In this row work left over from an earlier period can lift the rate above 100%."),
    Words("Kiểm tra lại; giải thích ở cột Ghi chú.", "Check, and explain in the note column."),
    "so | BM6.1: 120 | BM6.1.1: 100 | BM6.1.2: 120",
    "so | BM6.1: 90 | BM6.1.1: 100 | BM6.1.2: 90",
)  # fmt: skip
DECIMAL_POINT = Rule(
    RuleId("GT012"),
    Severity.INFO,
    Words("Dấu chấm thập phân trong tỷ lệ", "A decimal point in a rate"),
    Words(
        "{cell}: {row} ghi “{raw}”, được hiểu là {value}. Lần sau nên dùng dấu phẩy thập phân.",
        "{cell}: {row} says “{raw}”, read as {value}. Please use a decimal comma next time.",
    ),
    Words("Dấu chấm ngăn hàng nghìn; một hoặc hai chữ số sau dấu chấm ở ô tỷ lệ chỉ có thể là phần thập phân.",
          "A point groups thousands; one or two digits after it in a rate can only be decimals."),
    Words("Dùng dấu phẩy: 95,3.", "Use a comma: 95,3."),
    "so | BM7.5.2.1: '95.3",
    "so | BM7.5.2.1: '95,3",
)  # fmt: skip
DECIMAL_COMMA = Rule(
    RuleId("GT013"),
    Severity.INFO,
    Words("Dấu phẩy có thể là hàng nghìn", "A comma that might group thousands"),
    Words(
        "{cell}: {row} ghi “{raw}”, được hiểu là {value} {measure} (dấu phẩy thập phân). Nếu ý là số nghìn, đề nghị sửa lại.",
        "{cell}: {row} says “{raw}”, read as {value} {measure} (decimal comma). If thousands were meant, please correct it.",
    ),
    Words(
        "Theo cách viết Việt Nam, dấu phẩy là dấu thập phân.", "In Vietnamese notation the comma is the decimal mark."
    ),
    Words("Số nghìn viết 15.999 hoặc 15999.", "Write thousands as 15.999 or 15999."),
    "so | BM6.1.1: '15,999",
    "so | BM6.1.1: '15.999",
)
OTHER_MEASURE = Rule(
    RuleId("GT014"),
    Severity.ERROR,
    Words("Số kèm đơn vị tính khác", "A figure in another unit of measure"),
    Words(
        "{cell}: {row} tính bằng {measure} nhưng ô ghi “{raw}”[, đổi ra là {expected}]. Đề nghị ghi số theo {measure}.",
        "{cell}: {row} is measured in {measure} but the cell says “{raw}”[, which is {expected}]. Please give it in {measure}.",
    ),
    Words("Cộng số khác đơn vị tính làm sai số của tỉnh.", "Adding figures in different units falsifies the total."),
    Words("Đổi ra đơn vị tính của biểu rồi chỉ ghi số.", "Convert to the form's unit and type the number only."),
    "so | BM6.1.1: '8,356 tỷ",
    "so | BM6.1.1: '8.356 triệu đồng",
)
SEPARATORS = Rule(
    RuleId("GT015"),
    Severity.ERROR,
    Words("Dấu ngăn cách không rõ", "Separators that cannot be read for certain"),
    Words(
        "{cell}: {row} ghi “{raw}”, không rõ dấu chấm hay dấu phẩy là hàng nghìn hay thập phân[; có lẽ là {expected}]. Đề nghị gõ "
        "lại số, không dùng dấu hàng nghìn.",
        "{cell}: {row} says “{raw}”: it is not clear whether the marks group thousands or set off decimals[; probably "
        "{expected}]. Please type the number again without grouping.",
    ),
    Words("Đọc nhầm dấu làm số sai một nghìn lần.", "A mark misread makes the figure wrong a thousandfold."),
    Words(
        "Gõ số liền (15999), thập phân dùng dấu phẩy (95,3).", "Type digits only (15999), decimals with a comma (95,3)."
    ),
    "so | BM3.3.1a: '15,999",
    "so | BM3.3.1a: '15 999",
)
SEVERAL_NUMBERS = Rule(
    RuleId("GT016"),
    Severity.ERROR,
    Words("Nhiều số hoặc phép tính trong một ô", "Several numbers or a sum in one cell"),
    Words(
        "{cell}: {row} ghi “{raw}” thay vì một số[, tính ra là {expected}]. Đề nghị chỉ ghi một số, phần còn lại chuyển sang "
        "cột Ghi chú.",
        "{cell}: {row} says “{raw}” instead of one number[, which makes {expected}]. Please type one number and move the rest "
        "to the note column.",
    ),
    Words("Không rõ số nào là số của chỉ tiêu.", "It is not clear which number is the row's."),
    Words("Chỉ ghi một số.", "Type one number only."),
    "so | BM5.2.1: '1+2",
    "so | BM5.2.1: '3",
)
NOT_APPLICABLE = Rule(
    RuleId("GT017"),
    Severity.INFO,
    Words("Ghi “không áp dụng” ở dòng phải báo", "“Not applicable” in a row that is due"),
    Words(
        "{cell}: {row} do cấp {level} phải báo nhưng ghi “{raw}”; không cộng dòng này.",
        "{cell}: {row} is due from {level} but says “{raw}”; it is not summed.",
    ),
    Words("“Không áp dụng” khác với 0: dòng đó không được cộng và không kiểm tra được.",
          "“Not applicable” is not 0: the row is neither summed nor checked."),
    Words("Nếu thật ra không có, ghi 0 hoặc “không phát sinh”.", "Where there is none, type 0 or “không phát sinh”."),
    "so | BM1.5.1: 'không áp dụng",
    "so | BM1.5.1: 'không phát sinh",
)  # fmt: skip
BELOW_0 = Rule(
    RuleId("GT018"),
    Severity.WARNING,
    Words("Tỷ lệ cắt giảm âm", "A negative cut"),
    Words(
        "{cell}: {row} ghi {raw}, nghĩa là tăng chứ không giảm. Nếu đúng, nêu ở cột Ghi chú; nếu không, đề nghị bỏ dấu trừ.",
        "{cell}: {row} says {raw}: an increase instead of a cut. If it is right, say so in the note column; if not, please "
        "remove the minus sign.",
    ),
    Words("So với năm gốc, số đơn vị có thể tăng nhưng hiếm.", "An increase over the base year is possible but rare."),
    Words("Kiểm tra lại dấu trừ.", "Check the sign."),
    "so | BM4.1.5.4: -5",
    "so | BM4.1.5.4: 5",
)
VALUE_RULES = (
    TEXT, DATE, BOOLEAN, NOT_WHOLE, NEGATIVE, CACHED_ERROR, NO_CACHED, NOT_FINITE, UNKNOWN_CODE, OVER_100,
    OVER_100_PERHAPS, DECIMAL_POINT, DECIMAL_COMMA, OTHER_MEASURE, SEPARATORS, SEVERAL_NUMBERS, NOT_APPLICABLE, BELOW_0,
)  # fmt: skip
