import { insertAuthority, updateAuthority, type AuthorityContent } from "~/data/commendation-letters.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { type EditionAct, lockEditionFor } from "~/features/judging/locked-edition.server";
import type { Services } from "~/features/services";
import { contentOf, type CommendationRefusal } from "./act.server";

/**
 * Stores letterhead and signatory of an authority; `version` 0 adds it. What it signed before keeps the ones it had then.
 */
export function storeAuthority({ db }: Pick<Services, "db">, { input, ...act }: EditionAct & { input: AuthorityContent & { /** the emblem of the certificates stands on what it signs */ withEmblem?: boolean } & { id: string; version: number } }): Promise<Result<null, CommendationRefusal>> {
  return db.transact(async (tx): Promise<Result<null, CommendationRefusal>> => {
    const locked = await lockEditionFor(tx, act, "commendation.manage", "SHARE");
    if (!locked.ok) return locked;
    const { id, version } = input;
    const content = { ...contentOf(input), withEmblem: input.withEmblem ?? false };
    if (version === 0) {
      await insertAuthority(tx, id, content);
      return ok(null);
    }
    return (await updateAuthority(tx, id, version, content)) ? ok(null) : refused("version_conflict");
  });
}
