const PDF = "application/pdf";
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The papers of one entry by the last part of their address. */
export const ENTRY_PAPERS = {
  "phieu-dang-ky.pdf": { kind: "registration-form", format: "pdf", mime: PDF },
  "phieu-dang-ky.docx": { kind: "registration-form", format: "docx", mime: DOCX },
  "ho-so.pdf": { kind: "dossier", format: "pdf", mime: PDF },
  "bien-nhan.pdf": { kind: "receipt", format: "pdf", mime: PDF },
} as const;

export type EntryPaperFile = keyof typeof ENTRY_PAPERS;

export function isEntryPaper(file: string): file is EntryPaperFile {
  return Object.hasOwn(ENTRY_PAPERS, file);
}

/** Key of the part of the dossier that takes the scan of the signed form. */
export const SIGNED_FORM = "signedForm";
