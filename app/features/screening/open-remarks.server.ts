import type { EntryForm, EntryRecord } from "~/data/entries.server";
import type { Reader } from "~/data/editions.server";
import type { VersionRecord } from "~/data/entry-versions.server";
import { lastSupplement } from "~/data/screening.server";
import { fieldOfPlace, isAnswered, type OpenRemark, type Remark, remarkPlaces } from "~/domain/screening/remarks";

/** What is still asked of an entry, in the order of the form; nothing unless a supplement is awaited. At most one statement. */
export async function openRemarks(reader: Reader, entry: EntryRecord, form: Pick<EntryForm, "parts">): Promise<OpenRemark[]> {
  if (entry.state !== "SUBMITTED" || entry.screening !== "NEEDS_SUPPLEMENT" || !entry.submitted) return [];
  const asked = await lastSupplement(reader, entry.id);
  return asked ? answersTo(asked, entry, form, { before: entry.submitted, after: entry.draft ?? entry.submitted }) : [];
}

/** The remarks of a request with what became of them between two versions, in the order of the form. */
export function answersTo(
  asked: { at: Date; remarks: readonly Remark[] },
  entry: Pick<EntryRecord, "consents">,
  { parts }: Pick<EntryForm, "parts">,
  { before, after }: { before: VersionRecord; after: VersionRecord },
): OpenRemark[] {
  const isConsentNew = entry.consents.some(({ givenAt, withdrawnAt }) => withdrawnAt === null && givenAt > asked.at);
  const order = remarkPlaces(parts);
  return asked.remarks
    .toSorted((a, b) => order.indexOf(a.place) - order.indexOf(b.place))
    .map((remark) => ({ ...remark, ...fieldOfPlace(remark.place, parts), isAnswered: isAnswered(remark.place, before, after, isConsentNew) }));
}
