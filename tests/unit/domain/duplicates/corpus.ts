import { foldSections, type FoldedText } from "~/domain/duplicates/folded-text";
import { groundsOf, textLikeness } from "~/domain/duplicates/grounds";
import { compareTexts } from "~/domain/duplicates/passages";
import { printOf } from "~/domain/duplicates/print";

/** Texts of different people, two to a subject: what they share is the subject. */
export const TEXTS = {
  seederOne:
    "Máy gieo lạc của tôi có khung bằng thép hộp, bánh trước dẫn động trục gieo qua xích xe đạp cũ. Mỗi khi bánh lăn một vòng, đĩa có tám lỗ quay đúng một góc và thả từng hạt xuống rãnh. Lưỡi rạch đi trước mở đất sâu bốn phân, hai tấm gạt phía sau lấp lại. Người đẩy đi với tốc độ đi bộ, một buổi sáng gieo xong ba sào. So với tra hạt bằng tay, máy bớt được bốn công mỗi sào và hạt cách đều nhau nên cây lên đồng loạt. Tôi đã dùng máy trong hai vụ xuân trên đất cát pha của gia đình và cho sáu hộ trong xóm mượn. Các hộ đều nói hạt không bị vỡ vì đĩa làm bằng nhựa dẻo cắt từ thùng sơn.",
  seederTwo:
    "Từ khi mẹ đau lưng, em nghĩ cách để bố trí hạt đậu xuống luống mà không phải cúi. Em lấy ống nước loại to, gắn ở đầu dưới một cái mỏ vịt mở được bằng dây phanh. Bóp tay phanh, mỏ vịt há ra, hạt rơi vào lỗ vừa chọc. Trên ống có ngăn chứa nửa cân giống, một miếng mút giữ cho mỗi lần chỉ rơi hai hạt. Em thử trên ba luống sau nhà, đo bằng thước dây thì khoảng cách lệch nhiều nhất một phân rưỡi. Bà ngoại em bảy mươi tuổi cũng dùng được vì ống nhẹ hơn một cân. Chi phí hết bốn mươi lăm nghìn đồng, mua ở cửa hàng sửa xe đầu làng.",
  binOne:
    "Thùng rác thông minh nhận ra chai nhựa bằng camera của điện thoại cũ. Ảnh được đưa vào mô hình đã học từ hai nghìn tấm em tự chụp ở sân trường. Nếu là nhựa, động cơ servo nghiêng máng về ngăn màu vàng, nếu là giấy thì về ngăn màu xanh. Mỗi lần bỏ đúng, màn hình cộng một điểm cho lớp và cuối tuần đội cờ đỏ đọc bảng xếp hạng. Sau một học kỳ, lượng rác lẫn trong ngăn nhựa giảm còn một phần mười. Pin mặt trời trên nắp đủ cho thùng chạy cả ngày nắng lẫn hai ngày mưa liền.",
  binTwo:
    "Nhà em ở gần chợ nên tối nào cũng thấy rác trộn lẫn. Em đóng một chiếc tủ gỗ ba ngăn đặt dưới gốc phượng, ngăn giữa có hộc ủ lá và vỏ trái cây thành phân. Cửa mỗi ngăn mở bằng bàn đạp chân để tay không chạm vào. Em vẽ hình con cá, con ong, con giun lên cửa cho các em nhỏ dễ nhớ. Phân ủ sau bốn mươi ngày được đem bón vườn rau của lớp, bán rau mua sách cho thư viện. Cô tổng phụ trách đã nhân ra năm tủ ở các điểm trường khác. Gỗ lấy từ bàn ghế hỏng nên gần như không mất tiền.",
  dryerOne:
    "Lò sấy cá dùng nhiệt mặt trời kết hợp bếp trấu gồm buồng sấy vách đôi, quạt hút chạy điện mười hai vôn và ống dẫn khói nằm dưới sàn. Ban ngày tấm thu nhiệt sơn đen đưa không khí nóng sáu mươi độ qua các khay lưới. Khi trời âm u, bếp trấu hóa khí cấp thêm nhiệt qua ống, khói không chạm vào cá nên sản phẩm sạch. Một mẻ hai tạ cá nục khô sau mười bốn giờ thay vì ba ngày phơi sân. Độ ẩm cuối cùng đo được mười tám phần trăm, bảo quản được bốn tháng. Hợp tác xã đã đặt hai lò và bán cá khô cao hơn giá cũ ba mươi phần trăm.",
  dryerTwo:
    "Bà con làm hương trầm ở quê tôi thường khổ vì mưa phùn, que hương mốc phải bỏ. Tôi cải tiến một tủ lạnh hỏng thành tủ làm khô: tháo dàn lạnh, gắn bốn bóng sợi đốt và một máy hút ẩm mua lại. Cảm biến báo về bảng mạch, bảng mạch bật tắt bóng sao cho trong tủ luôn quanh bốn mươi hai độ. Que hương xếp đứng trên giá xoay để khô đều, mùi thơm không bay mất vì nhiệt thấp. Mỗi lần được sáu nghìn que, tốn ba số điện. Tủ gọn, kê được trong bếp và trẻ con không với tới phần nóng.",
} as const;

export type TextName = keyof typeof TEXTS;

const SYNONYMS: Readonly<Record<string, string>> = {
  tôi: "chúng tôi", em: "chúng em", dùng: "sử dụng", làm: "chế tạo", bằng: "từ", giảm: "hạ", thử: "chạy thử", máy: "thiết bị", lấy: "tận dụng", mỗi: "từng", khi: "lúc", đều: "thảy", gắn: "lắp", nhà: "gia đình", để: "nhằm",
};

const sentencesOf = (text: string) => text.split(/(?<=\.) /);

/** How people change a text that is not theirs, by name. */
export const COPYING: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "typed in another Unicode form": (text) => text.normalize("NFD"),
  "without diacritics": (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D"),
  "in capitals": (text) => text.toUpperCase(),
  "with other figures": (text) => `${text.replace(/hai|ba|bốn|sáu/g, "5")} Số liệu năm 2026.`,
  "sentences shuffled": (text) => sentencesOf(text).toReversed().join(" "),
  "every third sentence left out": (text) => sentencesOf(text).filter((_, index) => index % 3 !== 1).join(" "),
  "words replaced by others of the same meaning": (text) => text.replace(/\p{L}+/gu, (word) => SYNONYMS[word] ?? word),
  "within another text": (text) => `${TEXTS.dryerTwo} ${text} ${TEXTS.binTwo}`,
  "one long sentence and the next in a text of their own": (text) => `${TEXTS.seederTwo} ${sentencesOf(text).slice(1, 4).join(" ")} ${TEXTS.seederTwo.split(" ").toReversed().join(" ")}`,
};

export const folded = (text: string, names: readonly string[] = []): FoldedText => foldSections([{ key: "content", text }], names);

/** Whether the print would bring the two before the exact comparison. */
export function sharesPrint(first: FoldedText, second: FoldedText): boolean {
  const print = new Set(printOf(first));
  return printOf(second).some((key) => print.has(key));
}

/** Whether the two would be shown to a secretary because of their texts. */
export function isAlike(first: FoldedText, second: FoldedText): boolean {
  const likeness = { ...textLikeness(compareTexts(first, second)), titleShare: 0, sameFiles: 0, alikePictures: 0, sharedAuthors: 0 };
  return groundsOf(likeness).length > 0;
}
