"""TL rates, TC totals, KQ at most, DK conditions, LM across forms, LK looks cumulative, KT cannot be checked."""

from __future__ import annotations

from cchc_xlsx.model import RuleId, Severity
from cchc_xlsx.rules.rule import Rule, Words, with_repairs

WRONG_RATE = Rule(
    RuleId("TL001"),
    Severity.ERROR,
    Words("Tỷ lệ không khớp với các số thành phần", "A rate that does not follow from its parts"),
    with_repairs(
        "{cell}: {row} ghi {raw} nhưng tính ra {expected} ({relation}).[ Đề nghị sửa tỷ lệ, hoặc sửa số thành phần nếu số đó "
        "sai: {concerned}.]",
        "{cell}: {row} says {raw} but {expected} follows ({relation}).[ Please correct the rate, or the part that is wrong: "
        "{concerned}.]",
    ),
    Words("Tỷ lệ phải bằng 100 × phần / toàn thể, làm tròn hoặc cắt ở số chữ số thập phân đã ghi (số nguyên thì làm tròn).",
          "A rate is 100 × part / whole, rounded or cut off at the decimals typed (whole numbers: rounded)."),
    Words("Tính lại tỷ lệ từ hai số thành phần.", "Compute the rate anew from its two parts."),
    "so | BM7.6.2: 100 | BM7.6.2.1: 130 | BM7.6.2.2: 116",
    "so | BM7.6.2: '89,2 | BM7.6.2.1: 130 | BM7.6.2.2: 116",
)  # fmt: skip
PART_OVER_WHOLE = Rule(
    RuleId("TL002"),
    Severity.ERROR,
    Words("Phần lớn hơn toàn thể", "A part above its whole"),
    with_repairs(
        "{cell}: {row} không tính được vì phần lớn hơn toàn thể ({related}).[ Đề nghị kiểm tra {concerned}; hai số có thể bị ghi đảo.]",
        "{cell}: {row} cannot be, as the part is above the whole ({related}).[ Please check {concerned}; the two may be swapped.]",
    ),
    Words("Số đã làm không thể nhiều hơn tổng số (trừ khi có việc của kỳ trước, khi đó chỉ là cảnh báo).",
          "What was done cannot exceed the total (unless an earlier period plays in: then it is a warning)."),
    Words("Kiểm tra hai số thành phần.", "Check the two parts."),
    "so | BM7.6.1: 100 | BM7.6.1.1: 6 | BM7.6.1.2: 8",
    "so | BM7.6.1: 100 | BM7.6.1.1: 8 | BM7.6.1.2: 8",
)  # fmt: skip
RATE_OF_NOTHING = Rule(
    RuleId("TL003"),
    Severity.WARNING,
    Words("Tỷ lệ của số không", "A rate of nothing"),
    Words(
        "{cell}: {row} ghi {raw} nhưng không có gì để tính tỷ lệ ({related}). Đề nghị để trống hoặc ghi “không phát sinh”; "
        "nếu có phát sinh thì sửa số thành phần.",
        "{cell}: {row} says {raw} but there is nothing to take a rate of ({related}). Please leave it blank or type “không "
        "phát sinh”; if there was something, correct the part.",
    ),
    Words("Toàn thể bằng 0 thì tỷ lệ không xác định.", "With a whole of 0 the rate is undefined."),
    Words("Để trống tỷ lệ hoặc sửa toàn thể.", "Leave the rate blank or correct the whole."),
    "so | BM2.2.2: 100 | BM2.2.2a: 0 | BM2.2.2b: 0",
    "so | BM2.2.2:  | BM2.2.2a: 0 | BM2.2.2b: 0",
)
ZERO_OF_NOTHING = Rule(
    RuleId("TL004"),
    Severity.INFO,
    Words("Tỷ lệ 0 của số không", "0 as a rate of nothing"),
    Words(
        "{cell}: {row} ghi {raw} khi không có gì để tính tỷ lệ ({related}). Chấp nhận được; nên để trống.",
        "{cell}: {row} says {raw} where there is nothing to take a rate of ({related}). Acceptable; better left blank.",
    ),
    Words(
        "0/0 không xác định, ghi 0 dễ hiểu nhầm là không làm được gì.",
        "0/0 is undefined; 0 looks as if nothing got done.",
    ),
    Words("Nên để trống.", "Better leave it blank."),
    "so | BM1.3.3: 0 | BM1.3.3.1: 0 | BM1.3.3.2: 0",
    "so | BM1.3.3: 'không phát sinh | BM1.3.3.1: 0 | BM1.3.3.2: 0",
)
BLANK_RATE = Rule(
    RuleId("TL005"),
    Severity.WARNING,
    Words("Chưa ghi tỷ lệ dù đủ số để tính", "A rate left blank though its parts are there"),
    Words(
        "{cell}: {row} chưa ghi, tính ra {expected} ({relation}). Đề nghị ghi {expected}.",
        "{cell}: {row} is not filled in; {expected} follows ({relation}). Please type {expected}.",
    ),
    Words("Hai số thành phần đã có nên tỷ lệ phải được ghi.", "Both parts are there, so the rate belongs in."),
    Words("Ghi tỷ lệ tính từ hai số thành phần.", "Type the rate computed from its parts."),
    "so | BM7.6.5:  | BM7.6.5.1: 64 | BM7.6.5.2: 64",
    "so | BM7.6.5: 100 | BM7.6.5.1: 64 | BM7.6.5.2: 64",
)
FRACTION = Rule(
    RuleId("TL006"),
    Severity.ERROR,
    Words("Tỷ lệ viết dưới dạng phân số", "A fraction typed for a percent"),
    Words(
        "{cell}: {row} ghi {raw}, là tỷ lệ dạng phân số; theo thang 100 là {expected} ({relation}). Đề nghị ghi "
        "{expected}.",
        "{cell}: {row} says {raw}, a fraction; on the scale of 100 it is {expected} ({relation}). Please type {expected}.",
    ),
    Words("Biểu tính theo thang 0–100; ghi 0,953 nghĩa là chưa tới 1%.", "The form uses 0–100; 0,953 is less than 1%."),
    Words("Nhân với 100 hoặc đặt định dạng %.", "Multiply by 100, or use a percent format."),
    "so | BM7.6.4: 0.953 | BM7.6.4.1: 1000 | BM7.6.4.2: 953",
    "so | BM7.6.4: 95.3% | BM7.6.4.1: 1000 | BM7.6.4.2: 953",
)
WRONG_TOTAL = Rule(
    RuleId("TC001"),
    Severity.ERROR,
    Words("Tổng không bằng các thành phần", "A total that is not the sum of its parts"),
    with_repairs(
        "{cell}: {row} ghi {raw} nhưng các thành phần cộng lại là {expected} ({relation}).[ Đề nghị kiểm tra tổng và: {concerned}.]",
        "{cell}: {row} says {raw} but its parts add up to {expected} ({relation}).[ Please check the total and: {concerned}.]",
    ),
    Words("Tổng phải bằng (hoặc không nhỏ hơn, như BM5.4) các thành phần.",
          "A total equals its parts, or is at least their sum, as in BM5.4."),
    Words("Cộng lại các thành phần.", "Add the parts up again."),
    "so | BM6.2.4: 5 | BM6.2.4.1: 1 | BM6.2.4.2: 2 | BM6.2.4.3: 3",
    "so | BM6.2.4: 6 | BM6.2.4.1: 1 | BM6.2.4.2: 2 | BM6.2.4.3: 3",
)  # fmt: skip
BLANK_TOTAL = Rule(
    RuleId("TC002"),
    Severity.WARNING,
    Words("Chưa ghi tổng dù có thành phần", "A total left blank though parts are there"),
    Words(
        "{cell}: {row} chưa ghi, các thành phần cộng lại là {expected} ({relation}). Đề nghị ghi {expected}.",
        "{cell}: {row} is not filled in; its parts add up to {expected} ({relation}). Please type {expected}.",
    ),
    Words("Thành phần đã có nên tổng phải được ghi.", "The parts are there, so the total belongs in."),
    Words("Ghi tổng.", "Type the total."),
    "so | BM3.1.4:  | BM3.1.4a: 130",
    "so | BM3.1.4: 130 | BM3.1.4a: 130",
)
BLANK_TOTAL_AT_LEAST = Rule(
    RuleId("TC003"),
    Severity.WARNING,
    Words("Chưa ghi tổng, ít nhất bằng các thành phần", "A total left blank that is at least its parts"),
    Words(
        "{cell}: {row} chưa ghi, ít nhất {expected} ({relation}). Đề nghị ghi tổng số.",
        "{cell}: {row} is not filled in; it is at least {expected} ({relation}). Please type the total.",
    ),
    Words("Tổng gồm cả người không nằm trong thành phần nào.", "The total also counts people who are in no part."),
    Words("Ghi tổng số.", "Type the total."),
    "so | BM5.4:  | BM5.4.2: 1 | BM5.4.3: 2 | BM5.4.4: 0",
    "so | BM5.4: 4 | BM5.4.2: 1 | BM5.4.3: 2 | BM5.4.4: 0",
)
TOO_MUCH = Rule(
    RuleId("KQ001"),
    Severity.ERROR,
    Words("Vượt quá số không được vượt", "Above what it cannot exceed"),
    with_repairs(
        "{cell}: {row}[ ghi {raw}][, không được quá {expected}], trái với {relation}.[ Đề nghị kiểm tra: {concerned}.]",
        "{cell}: {row}[ says {raw}][, cannot be above {expected}], against {relation}.[ Please check: {concerned}.]",
    ),
    Words("Số con không thể nhiều hơn số mà nó nằm trong.", "What is contained cannot exceed what contains it."),
    Words("Kiểm tra các số nêu trong thông báo.", "Check the figures named."),
    "huyen | BM7.2a: 15 | BM7.2b: 16",
    "huyen | BM7.2a: 15 | BM7.2b: 15",
)
NOT_ZERO = Rule(
    RuleId("DK001"),
    Severity.WARNING,
    Words("Có số trong khi dòng khác báo là không", "A figure where another row says there is none"),
    with_repairs(
        "{cell}: {row} ghi {raw} nhưng {related} nên phải là 0.[ Đề nghị sửa ô này, hoặc sửa {concerned}.]",
        "{cell}: {row} says {raw} but {related}, so it has to be 0.[ Please correct this cell, or {concerned}.]",
    ),
    Words("Hai dòng nói trái nhau.", "The two rows contradict each other."),
    Words("Sửa một trong hai dòng.", "Correct one of the two."),
    "so | BM1.6: 0 | BM1.6.1: 178",
    "so | BM1.6: 0 | BM1.6.1: 0",
)
NOT_BLANK = Rule(
    RuleId("DK002"),
    Severity.WARNING,
    Words("Có trả lời trong khi dòng khác báo là không", "An answer where another row says there is nothing"),
    Words(
        "{cell}: {row} ghi {raw} nhưng {related} nên phải để trống. Đề nghị xóa ô này, hoặc sửa ô kia.",
        "{cell}: {row} says {raw} but {related}, so it has to be blank. Please clear this cell, or correct the other.",
    ),
    Words("Hai dòng nói trái nhau; số 0 thì chỉ ghi nhận.", "The two rows contradict each other; a 0 is only noted."),
    Words("Sửa một trong hai dòng.", "Correct one of the two."),
    "so | BM1.6: 0 | BM1.6.2: 2",
    "so | BM1.6: 0 | BM1.6.2: ",
)
NOT_ABOVE_ZERO = Rule(
    RuleId("DK003"),
    Severity.WARNING,
    Words("Phải lớn hơn 0 theo dòng khác", "Has to be above 0 as another row says"),
    with_repairs(
        "{cell}: {row} ghi {raw} nhưng {related} nên phải lớn hơn 0.[ Đề nghị sửa ô này, hoặc sửa {concerned}.]",
        "{cell}: {row} says {raw} but {related}, so it has to be above 0.[ Please correct this cell, or {concerned}.]",
    ),
    Words("Hai dòng nói trái nhau.", "The two rows contradict each other."),
    Words("Sửa một trong hai dòng.", "Correct one of the two."),
    "so | BM1.6: 1 | BM1.6.1: 0",
    "so | BM1.6: 1 | BM1.6.1: 178",
)
NOT_FILLED = Rule(
    RuleId("DK004"),
    Severity.WARNING,
    Words("Cần một trả lời theo dòng khác", "Needs an answer as another row says"),
    Words(
        "{cell}: {row} ghi “{raw}” nhưng {related} nên phải có trả lời. Đề nghị chọn một mã, hoặc sửa ô kia.",
        "{cell}: {row} says “{raw}” but {related}, so an answer is due. Please choose a code, or correct the other cell.",
    ),
    Words("Đã báo là có thì phải cho biết thế nào.", "Who says there was one has to say of which sort."),
    Words("Chọn một mã.", "Choose a code."),
    "so | BM1.6: 1 | BM1.6.2: 'không phát sinh",
    "so | BM1.6: 1 | BM1.6.2: 2",
)
UNEQUAL = Rule(
    RuleId("LM001"),
    Severity.ERROR,
    Words("Cùng một số nhưng ghi khác nhau", "One figure, written differently"),
    with_repairs(
        "{cell}: {row} ghi {raw}, không thống nhất với chỗ khác ({relation}).[ Đề nghị thống nhất: {concerned}.]",
        "{cell}: {row} says {raw} but the same figure differs elsewhere ({relation}).[ Please make them agree: {concerned}.]",
    ),
    Words("Cùng một số phải như nhau ở mọi biểu.", "The same figure is the same in every form."),
    Words("Chọn số đúng rồi ghi ở mọi chỗ.", "Decide which is right and write it everywhere."),
    "huyen | BM7.2a: 15 | BM7.5.1.3a: 15 | BM7.5.3.3a: 14",
    "huyen | BM7.2a: 15 | BM7.5.1.3a: 15 | BM7.5.3.3a: 15",
)
NOT_TOGETHER = Rule(
    RuleId("LM002"),
    Severity.WARNING,
    Words("Một bên có, một bên không", "One is there without the other"),
    with_repairs(
        "{cell}: {row} ghi {raw} trái với {relation}.[ Đề nghị kiểm tra cả hai bên: {concerned}.]",
        "{cell}: {row} says {raw}, against {relation}.[ Please check both sides: {concerned}.]",
    ),
    Words("Có hồ sơ trực tuyến thì phải có thủ tục phát sinh hồ sơ, và ngược lại.",
          "Files received online come from procedures with such files, and the other way round."),
    Words("Kiểm tra cả hai bên.", "Check both sides."),
    "so | BM7.6.4.2: 0 | BM7.6.1.3: 1 | BM7.6.2.3: 5",
    "so | BM7.6.4.2: 15301 | BM7.6.1.3: 1 | BM7.6.2.3: 5",
)  # fmt: skip
TOO_MUCH_ACROSS = Rule(
    RuleId("LM003"),
    Severity.WARNING,
    Words("Vượt quá số ở biểu khác", "Above a figure of another form"),
    with_repairs(
        "{cell}: {row}[ ghi {raw}], trái với {relation}.[ Đề nghị kiểm tra: {concerned}.]",
        "{cell}: {row}[ says {raw}], against {relation}.[ Please check: {concerned}.]",
    ),
    Words("Số ở biểu này nằm trong số ở biểu kia.", "The figure of one form is contained in that of the other."),
    Words("Kiểm tra các số nêu trong thông báo.", "Check the figures named."),
    "so | BM7.6.1.1: 6 | BM7.6.2.1: 130 | BM3.1.4a: 130",
    "so | BM7.6.1.1: 6 | BM7.6.2.1: 116 | BM3.1.4a: 130",
)
LOOKS_CUMULATIVE = Rule(
    RuleId("LK001"),
    Severity.INFO,
    Words("Có lẽ là số từ năm 2015", "Probably the figure since 2015"),
    Words(
        "{cell}: {row} ghi {raw}; theo tỷ lệ so với năm 2015 ({related}) thì số gốc đúng bằng {expected}: có lẽ số này tính từ "
        "2015, trong khi biểu hỏi số trong kỳ. Đề nghị xem lại.",
        "{cell}: {row} says {raw}; by the rate since 2015 ({related}) the base is exactly {expected}: probably the figure since "
        "2015, where the form asks for this period's. Please look again.",
    ),
    Words("Số trong kỳ và tỷ lệ từ 2015 hiếm khi cho một số gốc tròn.", "A period's count and a rate since 2015 rarely give "
          "a whole base."),
    Words("Ghi số của kỳ báo cáo.", "Type the figure of the period."),
    "so | BM4.2.4: 5 | BM4.2.5: 11.63",
    "so | BM4.2.4: 1 | BM4.2.5: 11.6",
)  # fmt: skip
NOT_CHECKABLE = Rule(
    RuleId("KT001"),
    Severity.INFO,
    Words("Chưa kiểm tra được vì thiếu số", "Cannot be checked, as a figure is missing"),
    Words(
        "{cell}: {row} chưa kiểm tra được theo {relation} vì chưa có số đọc được ở: {missing}. Đề nghị ghi hoặc sửa số đó.",
        "{cell}: {row} cannot be checked by {relation}, as there is no readable figure in: {missing}. Please fill in or correct it.",
    ),
    Words(
        "Ô trống hoặc không đọc được không bao giờ được coi là 0.", "A blank or unreadable cell is never taken for 0."
    ),
    Words("Ghi số còn thiếu; không có thì ghi 0.", "Fill in what is missing; 0 where there is none."),
    "so | BM7.6.3: 90 | BM7.6.3.1: 122 | BM7.6.3.2: ",
    "so | BM7.6.3: '90,2 | BM7.6.3.1: 122 | BM7.6.3.2: 110 | BM7.6.1.2: 6 | BM7.6.2.2: 116",
)
RELATION_RULES = (
    WRONG_RATE, PART_OVER_WHOLE, RATE_OF_NOTHING, ZERO_OF_NOTHING, BLANK_RATE, FRACTION, WRONG_TOTAL, BLANK_TOTAL,
    BLANK_TOTAL_AT_LEAST, TOO_MUCH, NOT_ZERO, NOT_BLANK, NOT_ABOVE_ZERO, NOT_FILLED, UNEQUAL, NOT_TOGETHER,
    TOO_MUCH_ACROSS, LOOKS_CUMULATIVE, NOT_CHECKABLE,
)  # fmt: skip
