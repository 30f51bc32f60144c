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
  publishedEntry: (code: string) => `/giai-phap/${code}`,
  certificate: (code: string) => `/chung-nhan/${code}`,
  search: (query?: string) => (query ? `/tim-kiem?q=${encodeURIComponent(query)}` : "/tim-kiem"),
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
  assignmentPlan: (edition: string, round: string) => staff(edition, `/phan-cong/tu-dong?vong=${round}`),
  admission: (edition: string, round: string) => staff(edition, `/phan-cong/vao-vong?vong=${round}`),
  conflicts: (edition: string) => staff(edition, "/xung-dot"),
  personContacts: (edition: string, userId: string) => staff(edition, `/thanh-vien/${userId}`),
  progress: (edition: string, round?: string) => staff(edition, round ? `/tien-do?vong=${round}` : "/tien-do"),
  progressEntry: (edition: string, entryId: string) => staff(edition, `/tien-do/${entryId}`),
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
  ranking: (edition: string) => staff(edition, "/xep-hang"),
  firmness: (edition: string) => staff(edition, "/do-chac"),
  rankedEntry: (edition: string, entryId: string) => staff(edition, `/xep-hang/${entryId}`),
  decision: (edition: string) => staff(edition, "/ket-qua"),
  ledger: (edition: string) => staff(edition, "/nhat-ky"),
} as const;
