import { readWords } from "./words";

const set = (...texts: readonly string[]): ReadonlySet<string> => new Set(texts.flatMap((text) => readWords(text).words.map(({ toned }) => toned)));
const folded = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Words before a given name by which people are spoken of; compared with their marks ("cô" is not "có"). */
export const TITLES = set("em thầy cô ông bà anh chị bạn cháu chú bác cậu dì con giả sinh viên giáo sư sĩ dẫn tên nhóm");
/** Of the words above, those that are a title only behind another word: tác giả, học sinh, giáo viên, hướng dẫn … */
export const SECOND_OF_TITLE: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["giả", set("tác")],
  ["sinh", set("học")],
  ["viên", set("giáo sinh hội đoàn")],
  ["giáo", set("thầy cô")],
  ["sư", set("kỹ kĩ giáo")],
  ["sĩ", set("thạc tiến bác")],
  ["dẫn", set("hướng")],
].map(([word, before]) => [[...set(word as string)][0] as string, before as ReadonlySet<string>]));

/** Words before a capital that make it no name of a person: places, days, seasons, directions, languages, makes. */
export const NO_PERSON = set(
  "xã thôn xóm huyện tỉnh đường phố chợ cầu sông núi đèo hồ đảo làng phường trường ấp bản buôn quận thành khu cảng biển vịnh suối đập chùa đền",
  "thứ tháng mùa tết tiết năm miền phía vùng hướng tiếng người nước châu sao hoa giống hãng hiệu loại công ty máy hàng tập đoàn ngày chủ họ số định luật bảng hệ ngành",
);

/** Words that may follow a name with a capital and are none of it. */
export const AFTER_NAME = folded("truong lop thcs thpt th hoc sinh giao vien to doan chi va xa huyen tinh thon");

/** The commonest family names: a word like these before two others belongs to somebody else's name. */
export const FAMILY_NAMES = folded(
  "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh dao mai truong doan trinh luu cao phung ha lam thai to ta chu quach la kieu luong tong dau thach nghiem bach",
);

/** Phrases of names of units and what they are shortened to, longer ones first. */
export const SHORT_FORMS: readonly (readonly [readonly string[], string])[] = (
  [
    ["pho thong dan toc noi tru", "ptdtnt"],
    ["pho thong dan toc ban tru", "ptdtbt"],
    ["trach nhiem huu han", "tnhh"],
    ["trung hoc co so", "thcs"],
    ["trung hoc pho thong", "thpt"],
    ["pho thong co so", "ptcs"],
    ["pho thong trung hoc", "thpt"],
    ["giao duc thuong xuyen", "gdtx"],
    ["giao duc nghe nghiep", "gdnn"],
    ["giao duc dao tao", "gddt"],
    ["giao duc va dao tao", "gddt"],
    ["uy ban nhan dan", "ubnd"],
    ["mot thanh vien", "mtv"],
    ["hop tac xa", "htx"],
    ["tieu hoc", "th"],
    ["mam non", "mn"],
    ["mau giao", "mn"],
    ["cap 1", "th"],
    ["cap i", "th"],
    ["cap 2", "thcs"],
    ["cap ii", "thcs"],
    ["cap 3", "thpt"],
    ["cap iii", "thpt"],
    ["cong ty", "cty"],
    ["co phan", "cp"],
    ["trung tam", "tt"],
    ["cao dang", "cd"],
    ["dai hoc", "dh"],
  ] as const
)
  .map(([long, short]): readonly [readonly string[], string] => [long.split(" "), short])
  .toSorted((a, b) => b[0].length - a[0].length);

/** Short forms that are also words or sounds: only in capitals they are meant so. */
export const ONLY_UPPER = folded("th mn dh cd tt cp");

/** Kinds of schools; "trường" says that it is one. */
export const SCHOOL_LEVELS = folded("thcs thpt th ptcs mn gdtx gdnn ptdtnt ptdtbt dh cd chuyen");
/** What stands before "trường" where no school is meant: môi trường, thị trường, quảng trường … */
export const NO_SCHOOL = folded("moi thi hien thao nong quang chien lap lam cong phim sa");

/** Words places begin with that tell where somebody lives. */
export const PLACES = folded("thon xom ap khoi ban buon ngo ngach hem duong pho xa phuong to");
