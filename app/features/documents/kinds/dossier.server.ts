import { printed } from "~/i18n/vi/printed";
import { dossierPaper } from "../dossier.server";
import { submittedEntries } from "../submitted-entries.server";
import type { DocumentKind } from "./kind";

/** The whole dossier of every submitted entry, its pictures and attached pages in it. */
export const dossiers: DocumentKind = {
  key: "dossier",
  title: printed.kinds.dossier,
  formats: ["pdf"],
  async *papers({ services, edition }) {
    for await (const data of submittedEntries(services, edition)) yield { name: `${data.entry.code ?? data.entry.id}-${printed.fileName.dossier}`, paper: await dossierPaper(services, data, "all") };
  },
};
