import type { TemplateRow } from "~/data/certificates.server";
import { certificatePaper } from "~/i18n/vi/certificate-paper";

/** What certificates say until the secretary words it otherwise. Papers are in Vietnamese. */
export function defaultTemplate(edition: { letterheadBody: string; place: string }): TemplateRow {
  const { heading, signerTitle } = certificatePaper;
  return { heading, authority: edition.letterheadBody, signerTitle, signerName: "", place: edition.place, emblemFileId: null, signatureFileId: null, version: 0 };
}
