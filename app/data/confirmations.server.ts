import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { GivenConfirmation } from "~/domain/entry/confirmation";

export interface ConfirmationRecord extends GivenConfirmation {
  personName: string;
}

/** All answers of authors to what was filed in their name, oldest first. */
export function confirmationsOf(reader: Reader, entryId: string): Promise<ConfirmationRecord[]> {
  return reader.authorConfirmation.findMany({
    where: { entryId },
    select: { authorKey: true, party: true, personName: true, contentHash: true, remark: true, at: true },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
}

export async function insertConfirmation(tx: Tx, entryId: string, answer: ConfirmationRecord): Promise<void> {
  await tx.authorConfirmation.create({ data: { entryId, ...answer } });
}
