/**
 * Every address of the site as a function, in its Vietnamese form. `withLocale` (i18n/locale) gives the English one.
 * Staff addresses name the edition by its slug, people's own things by id.
 */
const staff = (edition: string, rest = "") => `/ban-to-chuc/${edition}${rest}`;

export const paths = {
  home: () => "/",
  edition: (edition: string) => `/cuoc-thi/${edition}`,
  editionRules: (edition: string) => `/cuoc-thi/${edition}/the-le`,
  results: (edition: string) => `/cuoc-thi/${edition}/ket-qua`,
  resultsJson: (edition: string) => `/cuoc-thi/${edition}/ket-qua.json`,
  resultsCsv: (edition: string) => `/cuoc-thi/${edition}/ket-qua.csv`,
  publicBundle: (edition: string) => `/cuoc-thi/${edition}/ket-qua-niem-phong.zip`,
  /** the decision with the names that may be shown, for everybody */
  publicDecision: (edition: string) => `/cuoc-thi/${edition}/quyet-dinh.pdf`,
  statistics: (edition: string) => `/cuoc-thi/${edition}/thong-ke`,
  statisticsCsv: (edition: string) => `/cuoc-thi/${edition}/thong-ke.csv`,
  press: (edition: string) => `/cuoc-thi/${edition}/bao-chi`,
  pressFile: (edition: string, format: "csv" | "docx") => `/cuoc-thi/${edition}/bao-chi.${format}`,
  /** Atom: news of all contests, or of one edition */
  feed: (edition?: string) => (edition ? `/cuoc-thi/${edition}/tin.xml` : "/tin.xml"),
  publishedEntry: (code: string) => `/giai-phap/${code}`,
  certificates: () => "/chung-nhan",
  certificate: (code: string) => `/chung-nhan/${code}`,
  /** those an authority commended, for everybody */
  publicCommendations: () => "/khen-thuong",
  offlineCheck: () => "/chung-nhan/kiem-tra-ngoai-tuyen.html",
  search: (query?: string) => (query ? `/tim-kiem?q=${encodeURIComponent(query)}` : "/tim-kiem"),
  archive: () => "/luu-tru",
  /** the units whose entries were awarded */
  honours: () => "/vinh-danh",
  unitHonours: (unitId: string) => `/vinh-danh/don-vi/${unitId}`,
  /** of the person behind an author, by the key of the author in one of the awarded entries */
  authorHonours: (authorKey: string) => `/vinh-danh/tac-gia/${authorKey}`,
  privacy: () => "/bao-ve-du-lieu",
  openData: () => "/du-lieu-mo",
  editionsApi: () => "/api/v1/editions",
  apiDescription: () => "/api/v1/openapi.json",
  /** where uploads are allowed; their bytes go to presigned addresses */
  uploads: () => "/api/uploadthing",

  myCorner: () => "/goc-cua-toi",
  signIn: (next?: string) => (next ? `/dang-nhap?tiep=${encodeURIComponent(next)}` : "/dang-nhap"),
  signUp: (next?: string) => (next ? `/dang-ky?tiep=${encodeURIComponent(next)}` : "/dang-ky"),
  signOut: () => "/dang-xuat",
  forgotPassword: () => "/quen-mat-khau",
  resetPassword: (token: string) => `/dat-lai-mat-khau/${token}`,
  invitation: (token: string) => `/loi-moi/${token}`,
  account: () => "/tai-khoan",
  myData: () => "/tai-khoan/du-lieu",
  myDataFile: () => "/tai-khoan/du-lieu.json",

  myEntries: () => "/bai-du-thi",
  newEntry: (edition: string) => `/bai-du-thi/moi/${edition}`,
  entry: (id: string) => `/bai-du-thi/${id}`,
  editEntry: (id: string, step: string) => `/bai-du-thi/${id}/sua/${step}`,
  autosaveEntry: (id: string, step: string) => `/bai-du-thi/${id}/tu-luu/${step}`,
  /** where the script of the files sends what it declares */
  entryFileActs: (id: string) => `/bai-du-thi/${id}/tep`,
  withdrawEntry: (id: string) => `/bai-du-thi/${id}/rut`,
  /** `file`: `phieu-dang-ky.pdf`, `ho-so.pdf` …; of the draft where a submitted version stands beside it */
  entryPaper: (id: string, file: string, ofDraft = false) => `/bai-du-thi/${id}/giay-to/${file}${ofDraft ? "?ban=nhap" : ""}`,
  entryConsents: (id: string) => `/bai-du-thi/${id}/dong-y`,
  /** where a consent signed on paper is keyed in; `token`: of the link printed on it */
  paperConsents: (id: string, token?: string) => `/bai-du-thi/${id}/giay-dong-y${token ? `?ma=${token}` : ""}`,
  printConsent: (id: string) => `/bai-du-thi/${id}/in-giay-dong-y`,
  consentScan: (consentId: string) => `/giay-dong-y/${consentId}`,
  consentLink: (token: string) => `/dong-y/${token}`,

  /** a file by the id of its row; without a variant the copy that names nobody and no place. No language: it is bytes. */
  file: (fileRowId: string, variant?: "nho" | "trang-dau" | "chu" | "goc") => `/tep/${fileRowId}${variant ? `/${variant}` : ""}`,
  /** the same, to be saved instead of shown */
  fileDownload: (fileRowId: string, variant?: "goc") => `/tep/${fileRowId}${variant ? `/${variant}` : ""}?tai=1`,

  judging: () => "/cham-thi",
  scoreSheet: (assignmentId: string) => `/cham-thi/${assignmentId}`,
  /** stands in for pages that are not on the device while there is no network */
  judgingOffline: () => "/cham-thi/khong-mang",
  /** the service worker of judges; a fixed address, no language */
  judgingWorker: () => "/cham-thi-may.js",
  /** reading back and locking all of one's complete sheets */
  lockOwnSheets: () => "/cham-thi/doc-lai",
  declareConflict: (assignmentId: string) => `/cham-thi/${assignmentId}/xung-dot`,

  /** what lies on the jury's table, for a judge's own phone */
  judgesMeeting: (meetingId: string) => `/cham-thi/hop/${meetingId}`,

  staffHome: () => "/ban-to-chuc",
  units: () => "/ban-to-chuc/don-vi",
  unit: (id: string) => `/ban-to-chuc/don-vi/${id}`,
  newUnit: () => "/ban-to-chuc/don-vi/moi",
  unmatchedUnits: () => "/ban-to-chuc/don-vi/chua-khop",
  users: () => "/ban-to-chuc/nguoi-dung",
  user: (id: string) => `/ban-to-chuc/nguoi-dung/${encodeURIComponent(id)}`,
  outbox: () => "/ban-to-chuc/thu-di",
  outboxMessage: (id: string) => `/ban-to-chuc/thu-di/${id}`,
  importTemplate: () => "/ban-to-chuc/mau-nhap.xlsx",
  newEdition: () => "/ban-to-chuc/cuoc-thi-moi",
  desk: (edition: string) => staff(edition),
  editionSettings: (edition: string, section?: string) => staff(edition, section ? `/thiet-lap/${section}` : "/thiet-lap"),
  rubric: (edition: string, rubricId: string) => staff(edition, `/thiet-lap/tieu-chi/${rubricId}`),
  announceEdition: (edition: string) => staff(edition, "/phat-dong"),
  extendReceipt: (edition: string) => staff(edition, "/gia-han"),
  members: (edition: string) => staff(edition, "/thanh-vien"),
  screening: (edition: string) => staff(edition, "/bai-du-thi"),
  screenEntry: (edition: string, entryId: string) => staff(edition, `/bai-du-thi/${entryId}`),
  duplicates: (edition: string) => staff(edition, "/trung-lap"),
  blindEntries: (edition: string) => staff(edition, "/an-danh"),
  blindEntry: (edition: string, entryId: string) => staff(edition, `/an-danh/${entryId}`),
  duplicatePair: (edition: string, entryId: string, otherId: string) => staff(edition, `/trung-lap/${entryId}/${otherId}`),
  screenEntryPaper: (edition: string, entryId: string, file: string) => staff(edition, `/bai-du-thi/${entryId}/giay-to/${file}`),
  dossiers: (edition: string) => staff(edition, "/ho-so"),
  dossiersProgress: (edition: string) => staff(edition, "/ho-so/tien-do"),
  dossiersZip: (edition: string) => staff(edition, "/ho-so.zip"),
  qualifiedList: (edition: string) => staff(edition, "/danh-sach-du-dieu-kien"),
  importEntries: (edition: string) => staff(edition, "/nhap-bai"),
  paperEntries: (edition: string) => staff(edition, "/ho-so-giay"),
  checkPaper: (edition: string, entryId: string) => staff(edition, `/ho-so-giay/${entryId}`),
  things: (edition: string) => staff(edition, "/hien-vat"),
  newThing: (edition: string, entryCode?: string) => staff(edition, entryCode ? `/hien-vat/moi?bai=${encodeURIComponent(entryCode)}` : "/hien-vat/moi"),
  thingLabels: (edition: string, thingId?: string) => staff(edition, thingId ? `/hien-vat/nhan?chi=${thingId}` : "/hien-vat/nhan"),
  thing: (edition: string, thingId: string) => staff(edition, `/hien-vat/${thingId}`),
  thingPhoto: (edition: string, thingId: string) => staff(edition, `/hien-vat/${thingId}/anh`),
  thingSlip: (edition: string, thingId: string) => staff(edition, `/hien-vat/${thingId}/phieu`),
  panels: (edition: string) => staff(edition, "/tieu-ban"),
  panel: (edition: string, panelId: string) => staff(edition, `/tieu-ban/${panelId}`),
  assignments: (edition: string, round?: string) => staff(edition, round ? `/phan-cong?vong=${round}` : "/phan-cong"),
  judgeLeaves: (edition: string, judgeId: string) => staff(edition, `/phan-cong/thoi-cham/${judgeId}`),
  timetable: (edition: string, round?: string) => staff(edition, round ? `/lich-trinh-bay?vong=${round}` : "/lich-trinh-bay"),
  printTimetable: (edition: string, round: string) => staff(edition, `/lich-trinh-bay/in?vong=${round}`),
  assignmentPlan: (edition: string, round: string) => staff(edition, `/phan-cong/tu-dong?vong=${round}`),
  admission: (edition: string, round: string) => staff(edition, `/phan-cong/vao-vong?vong=${round}`),
  conflicts: (edition: string) => staff(edition, "/xung-dot"),
  personContacts: (edition: string, userId: string) => staff(edition, `/thanh-vien/${userId}`),
  progress: (edition: string, round?: string) => staff(edition, round ? `/tien-do?vong=${round}` : "/tien-do"),
  progressEntry: (edition: string, entryId: string) => staff(edition, `/tien-do/${entryId}`),
  heldMail: (edition: string) => staff(edition, "/thu-cho-duyet"),
  rescores: (edition: string) => staff(edition, "/thong-nhat-diem"),
  rescore: (edition: string, rescoreId: string) => staff(edition, `/thong-nhat-diem/${rescoreId}`),
  paperSheets: (edition: string, round?: string) => staff(edition, round ? `/phieu-giay?vong=${round}` : "/phieu-giay"),
  keySheet: (edition: string, assignmentId: string) => staff(edition, `/phieu-giay/${assignmentId}`),
  lateSheets: (edition: string) => staff(edition, "/phieu-muon"),
  juryMeetings: (edition: string) => staff(edition, "/hop"),
  juryMeeting: (edition: string, meetingId: string) => staff(edition, `/hop/${meetingId}`),
  /** for the wall of the room */
  juryProjector: (edition: string, meetingId: string) => staff(edition, `/hop/${meetingId}/chieu`),
  /** a paper of the jury: `bien-ban-thong-nhat.pdf`, `phieu-cham.docx` …, with what it is about in the query */
  juryPaper: (edition: string, file: string, query: Record<string, string>) => staff(edition, `/giay-to-cham/${file}?${new URLSearchParams(query).toString()}`),
  /** how far a print of score sheets is, by its run */
  juryPaperProgress: (edition: string, run: string) => staff(edition, `/giay-to-cham/tien-do?lan=${run}`),
  ranking: (edition: string) => staff(edition, "/xep-hang"),
  firmness: (edition: string) => staff(edition, "/do-chac"),
  /** the meetings that settle ranking and prizes, and one of them */
  rankingMeetings: (edition: string) => staff(edition, "/hop-xep-giai"),
  rankingMeeting: (edition: string, meetingId: string) => staff(edition, `/hop-xep-giai/${meetingId}`),
  /** the ranking under other rules, changing nothing */
  whatIf: (edition: string) => staff(edition, "/xep-hang/thu-phuong-an"),
  seal: (edition: string) => staff(edition, "/niem-phong"),
  fullBundle: (edition: string) => staff(edition, "/niem-phong.zip"),
  certificateBook: (edition: string) => staff(edition, "/chung-nhan"),
  certificateTemplate: (edition: string) => staff(edition, "/chung-nhan/mau"),
  certificatesPdf: (edition: string) => staff(edition, "/chung-nhan.pdf"),
  certificatesProgress: (edition: string) => staff(edition, "/chung-nhan/tien-do"),
  specialAwards: (edition: string) => staff(edition, "/giai-dac-thu"),
  specialAward: (edition: string, awardId: string) => staff(edition, `/giai-dac-thu/${awardId}`),
  commendations: (edition: string) => staff(edition, "/khen-thuong"),
  proposeCommendations: (edition: string) => staff(edition, "/khen-thuong/de-nghi"),
  commendation: (edition: string, id: string) => staff(edition, `/khen-thuong/${id}`),
  commendationAuthorities: (edition: string) => staff(edition, "/khen-thuong/co-quan-ky"),
  commendationLetter: (edition: string, letterId: string) => staff(edition, `/khen-thuong/to-trinh/${letterId}`),
  commendationLetterPaper: (edition: string, letterId: string, format: "pdf" | "docx") => staff(edition, `/khen-thuong/to-trinh/${letterId}/to-trinh.${format}`),
  commendationLetterScan: (edition: string, letterId: string) => staff(edition, `/khen-thuong/to-trinh/${letterId}/ban-quet`),
  commendationsPdf: (edition: string) => staff(edition, "/khen-thuong.pdf"),
  commendationsProgress: (edition: string) => staff(edition, "/khen-thuong/tien-do"),
  rankedEntry: (edition: string, entryId: string) => staff(edition, `/xep-hang/${entryId}`),
  decision: (edition: string) => staff(edition, "/ket-qua"),
  nominations: (edition: string) => staff(edition, "/de-cu"),
  nominationsSheet: (edition: string) => staff(edition, "/de-cu.xlsx"),
  nominationsPackage: (edition: string) => staff(edition, "/de-cu.zip"),
  nominationsProgress: (edition: string) => staff(edition, "/de-cu/tien-do"),
  packagesFromBelow: (edition: string) => staff(edition, "/goi-tu-tuyen-duoi"),
  stagedPackage: (edition: string, id: string) => staff(edition, `/goi-tu-tuyen-duoi/${id}`),
  papers: (edition: string) => staff(edition, "/giay-to"),
  papersZip: (edition: string, format: "pdf" | "docx") => staff(edition, `/giay-to.zip?dang=${format}`),
  papersProgress: (edition: string) => staff(edition, "/giay-to/tien-do"),
  paperKind: (edition: string, kind: string) => staff(edition, `/giay-to/${kind}`),
  /** a draft by its name, or an issued paper by its id */
  paperFile: (edition: string, kind: string, of: { name: string } | { issued: string }, format: "pdf" | "docx") =>
    staff(edition, `/giay-to/${kind}/tai?${"name" in of ? `ten=${encodeURIComponent(of.name)}` : `ban=${of.issued}`}&dang=${format}`),
  paperScan: (edition: string, kind: string, issued: string) => staff(edition, `/giay-to/${kind}/ban-dong-dau/${issued}`),
  retention: (edition: string) => staff(edition, "/luu-giu"),
  personalData: (edition: string) => staff(edition, "/du-lieu-ca-nhan"),
  /** an author of an entry, by the author's key */
  personalDataOf: (edition: string, entryId: string, authorKey: string) => staff(edition, `/du-lieu-ca-nhan/${entryId}/${authorKey}`),
  /** all that is kept about an account, in every contest */
  accountData: (userId: string) => `/ban-to-chuc/nguoi-dung/${encodeURIComponent(userId)}/du-lieu`,
  ceremony: (edition: string) => staff(edition, "/le-trao-giai"),
  /** for the screen of the hall */
  ceremonyScreen: (edition: string) => staff(edition, "/le-trao-giai/chieu"),
  /** the running order on paper, for whoever presents */
  ceremonyOrder: (edition: string) => staff(edition, "/le-trao-giai/in"),
  ledger: (edition: string) => staff(edition, "/nhat-ky"),
} as const;
