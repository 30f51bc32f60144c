import type { EditionRow } from "~/data/editions.server";
import { trustedSenders } from "~/data/packages.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, type Result } from "~/domain/kernel/result";
import { takes } from "~/domain/upward/fit-form";
import type { Services } from "~/features/services";
import { loadSigner } from "~/platform/signing/signer.server";
import { type EntryNote, type EntryStop, type Mapping, planImport, type PlanReason } from "./plan-import.server";
import type { FaultPlace, OpenedPackage } from "./read-package.server";
import { lastDigits } from "./senders.server";

/** What the page before the import shows. */
export interface PlanView {
  sender: { name: string; fingerprint: string; publicKey: string; state: "unknown" | "trusted" | "revoked"; mayTrust: boolean; otherKey: boolean; heardDigits: number };
  contest: string;
  recipient: string;
  decision: { number: string; date: string };
  files: number;
  bytes: number;
  fields: { code: string; name: string; chosen: string }[];
  ourFields: { code: string; name: string }[];
  parts: { key: string; label: string; chosen: string; options: { key: string; label: string }[] }[];
  entries: { code: string; title: string; award: string; authors: string[]; field: string; before: string | null; stops: EntryStop[]; notes: EntryNote[] }[];
  coming: number;
  stopped: number;
}

/** Looks at a staged package for its page. */
export async function planView(
  { db, config }: Pick<Services, "db" | "config">,
  { actor, edition, opened, mapping, now }: { actor: Actor; edition: EditionRow; opened: OpenedPackage; mapping: Mapping; now: Date },
): Promise<Result<PlanView, PlanReason, FaultPlace>> {
  const { manifest, fingerprint } = opened;
  const ownKey = (await loadSigner(config)).publicKey;
  const planned = await planImport(db.prisma, { opened, edition, ownKey, viewerId: actor.userId, mapping, now });
  if (!planned.ok) return planned;
  const { sender, form, mapping: standing, entries } = planned.value;
  const known = await trustedSenders(db.prisma);
  const state = sender === null ? "unknown" : sender.revokedAt === null ? "trusted" : "revoked";
  const name = sender?.name ?? manifest.sender.name;
  return ok({
    sender: {
      name, fingerprint, publicKey: manifest.publicKey, state,
      mayTrust: can(actor, "sender.trust", { editionId: edition.id, phase: phaseAt(edition, now) }).allowed,
      otherKey: state === "unknown" && known.some((one) => one.revokedAt === null && one.name === name),
      heardDigits: lastDigits(fingerprint).length,
    },
    contest: manifest.edition.title,
    recipient: manifest.recipient,
    decision: manifest.decision,
    files: manifest.files.length - manifest.entries.length,
    bytes: opened.bytes.size,
    fields: manifest.form.fields.filter(({ code }) => entries.some(({ passed }) => passed.field.code === code)).map(({ code, name: label }) => ({ code, name: label, chosen: standing.fields.get(code) ?? "" })),
    ourFields: form.fields.map(({ code, name: label }) => ({ code, name: label })),
    parts: manifest.form.parts
      .filter((part) => !form.parts.some(({ key }) => key === part.key && standing.parts.get(part.key) === key))
      .map((part) => ({ key: part.key, label: part.label, chosen: standing.parts.get(part.key) ?? "", options: form.parts.filter((own) => takes(own, part)).map(({ key, label }) => ({ key, label })) })),
    entries: entries.map(({ passed, before, fieldId, stops, notes }) => ({
      code: passed.code, title: passed.title, award: passed.award.label, authors: passed.authors.map(({ fullName }) => fullName),
      field: form.fields.find(({ id }) => id === fieldId)?.name ?? "", before, stops, notes,
    })),
    coming: entries.filter(({ before }) => before === null).length,
    stopped: entries.filter(({ stops }) => stops.length > 0).length,
  });
}

const FIELD = "linh-vuc-";
const PART = "phan-";

/** What was chosen in the page's form, out of its query or its post. */
export function mappingOfForm(form: URLSearchParams | FormData): Mapping {
  const pairs = [...form.entries()].flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[name, value]] : []));
  const below = (prefix: string) => new Map(pairs.flatMap(([name, value]): [string, string][] => (name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [])));
  return { fields: below(FIELD), parts: below(PART) };
}

/** The same choices as a query, so that the page shows them again. */
export function queryOfMapping({ fields, parts }: Mapping): string {
  const query = new URLSearchParams([...[...fields].map(([key, value]) => [FIELD + key, value]), ...[...parts].map(([key, value]) => [PART + key, value])]);
  return query.size === 0 ? "" : `?${query.toString()}`;
}
