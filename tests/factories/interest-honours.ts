import { randomUUID } from "node:crypto";
import type { Actor } from "~/domain/access/roles";
import { storeAuthority } from "~/features/commendations/authority.server";
import { beginLetter } from "~/features/commendations/letter.server";
import { proposeCommendations } from "~/features/commendations/propose.server";
import { addSpecialAward } from "~/features/special-awards/define.server";
import type { Services } from "~/features/services";

interface Honours {
  secretary: Actor;
  editionId: string;
  now: Date;
  /** an entry whose author has an award by choice; null: nobody has */
  givenFor: string | null;
}

/** Special awards of every rule, one of them given for an entry of interest, and a commendation in a letter. */
export async function makeHonours({ db }: Pick<Services, "db">, { secretary, editionId, now, givenFor }: Honours): Promise<{ award: string; commendation: string; letter: string }> {
  const act = { actor: secretary, editionId, now };
  const ids: string[] = [];
  for (const rule of ["UNIT_POINTS", "CHOSEN", "YOUNGEST_AUTHOR", "OLDEST_AUTHOR", "MOST_ENTRIES_AUTHOR", "MOST_ENTRIES_UNIT"] as const) {
    const added = await addSpecialAward({ db }, { ...act, input: { newId: randomUUID(), rule } });
    if (!added.ok) throw new Error(added.reason);
    ids.push(added.value.id);
  }
  if (givenFor !== null) {
    const author = await db.prisma.entryAuthor.findFirstOrThrow({ where: { version: { entryId: givenFor, state: "SUBMITTED" } } });
    await db.prisma.specialAwardGiven.create({ data: { specialAwardId: ids[1] ?? "", entryId: givenFor, authorKey: author.key, madeById: secretary.userId, madeAt: now } });
  }
  const [authorityId, commendation] = [randomUUID(), randomUUID()];
  const authority = { name: "Chủ tịch xã", letterheadParent: "", letterheadBody: "Ủy ban nhân dân xã", signerTitle: "Chủ tịch", signerName: "", place: "Cẩm Xuyên" };
  await storeAuthority({ db }, { ...act, input: { id: authorityId, version: 0, ...authority } });
  await proposeCommendations({ db }, { ...act, input: { kind: "COMMENDATION", authorityId, money: 0, rows: [{ id: commendation, recipientKind: "PERSON", name: "Cô Giáo", detail: "", grounds: "Đã có thành tích", mayPublish: false }] } });
  const begun = await beginLetter({ db }, { ...act, input: { id: randomUUID(), authorityId } });
  if (!begun.ok) throw new Error(begun.reason);
  return { award: ids[0] ?? "", commendation, letter: begun.value.id };
}
