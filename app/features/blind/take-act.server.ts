import { readBlindDossiers } from "~/data/blind-dossiers.server";
import { isUuid } from "~/domain/kernel/uuid";
import { refused, type Result } from "~/domain/kernel/result";
import { storeFile } from "~/features/files/store-file.server";
import type { Services } from "~/features/services";
import type { Actor } from "~/domain/access/roles";
import { type FormWithFiles, readFormWithFiles } from "~/platform/http/read-form-with-files.server";
import { type BlindRefusal, confirmBlind, judgeFindings, redactFile, redactPart } from "./decide.server";

interface Posted {
  actor: Actor;
  editionId: string;
  entryId: string;
  now: Date;
}

const FIELD = "field:";

/** What was typed into an editor, by key of the text. */
export function typedFields(form: FormData): Map<string, string> {
  return new Map([...form].flatMap(([name, value]): [string, string][] => (name.startsWith(FIELD) && typeof value === "string" ? [[name.slice(FIELD.length), tidy(value)]] : [])));
}

/** As texts enter everywhere: NFC, line ends as one sign, nothing the database cannot hold. */
const tidy = (text: string): string => text.replaceAll("\u0000", "").replace(/\r\n?/g, "\n").normalize("NFC").trim();

/** Does what a form of the page of an entry asks for. */
export function takeBlindAct(services: Pick<Services, "db">, { actor, editionId, entryId, now }: Posted, form: FormData): Promise<Result<null, BlindRefusal | "invalid">> {
  const text = (name: string) => String(form.get(name) ?? "");
  const act = { actor, editionId, now };
  const input = { entryId, versionId: text("versionId") };
  const intent = text("intent");
  switch (intent) {
    case "harmless":
    case "open":
      return judgeFindings(services, { ...act, input: { ...input, findings: form.getAll("finding").map(String), isHarmless: intent === "harmless" } });
    case "redact":
    case "restore":
      return redactPart(services, { ...act, input: { ...input, partKey: text("partKey"), base: text("base"), fields: intent === "redact" ? typedFields(form) : null } });
    case "withhold":
    case "show":
      return redactFile(services, { ...act, input: { ...input, fileKey: text("fileKey"), to: intent === "withhold" ? "withheld" : "shown" } });
    case "confirm":
      return confirmBlind(services, { ...act, input });
    default:
      return Promise.resolve(refused("invalid"));
  }
}

/**
 * Puts an uploaded file in the place of one for blind judges: of a kind the part takes, inspected and cleaned as all files are.
 * What the request is about is looked at before its bytes are read.
 */
export async function takeReplacement(services: Pick<Services, "db" | "files">, { actor, editionId, entryId, now }: Posted, { fileKey, versionId }: { fileKey: string; versionId: string }, request: Request): Promise<Result<null, string>> {
  const [dossier] = isUuid(entryId) ? await readBlindDossiers(services.db.prisma, [entryId]) : [];
  const file = dossier?.files.find(({ key }) => key === fileKey);
  const rule = dossier?.rules.find(({ key }) => key === file?.partKey);
  if (dossier?.editionId !== editionId || !file || !rule) return refused("not_found");
  const read = await readFormWithFiles(services, request, { maxBytes: rule.maxFileBytes, maxFiles: 1 });
  if (!read.ok) return read;
  try {
    return await storeReplacement(services, { actor, editionId, entryId, now }, { fileKey, versionId, rule, files: read.value.files });
  } finally {
    await read.value.discard();
  }
}

type Rule = Awaited<ReturnType<typeof readBlindDossiers>>[number]["rules"][number];

async function storeReplacement(services: Pick<Services, "db" | "files">, { actor, editionId, entryId, now }: Posted, asked: { fileKey: string; versionId: string; rule: Rule; files: FormWithFiles["files"] }): Promise<Result<null, string>> {
  const { fileKey, versionId, rule, files } = asked;
  const [file] = files;
  if (!file) return refused("no_file");
  const stored = await storeFile(services, { actorId: actor.userId, editionId, file, allowed: rule.families, maxBytes: rule.maxFileBytes, now });
  if (!stored.ok) return stored;
  return redactFile(services, { actor, editionId, now, input: { entryId, versionId, fileKey, to: { fileId: stored.value.fileId } } });
}
