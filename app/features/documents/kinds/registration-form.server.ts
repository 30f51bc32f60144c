import { printed } from "~/i18n/vi/printed";
import { submittedEntries } from "../submitted-entries.server";
import { registrationForm } from "../registration-form";
import type { DocumentKind } from "./kind";

/** The form of every submitted entry. */
export const registrationForms: DocumentKind = {
  key: "registration-form",
  title: printed.kinds["registration-form"],
  formats: ["pdf", "docx"],
  async *papers({ services, edition }) {
    for await (const data of submittedEntries(services, edition)) yield { name: `${data.entry.code ?? data.entry.id}-${printed.fileName["registration-form"]}`, paper: registrationForm(data) };
  },
};
