import { commendationByCode, type CheckedCommendation } from "~/data/public-commendations.server";
import { readCode } from "~/domain/certificates/code";
import { comparableName } from "~/domain/certificates/signed-text";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { NAME_GONE } from "~/domain/retention/retention";
import { type CheckRefusal, countTryOf } from "~/features/certificates/check.server";
import type { Services } from "~/features/services";

/** What everybody may see of a commendation. */
export interface CommendationCheck extends Omit<CheckedCommendation, "name" | "detail" | "grounds" | "isNamed"> {
  /** null: the person has not agreed that the name is shown, or it was erased */
  name: string | null;
  /** the name was erased: it is neither shown nor compared */
  isErased: boolean;
  /** empty and null where they might name whoever is not to be named */
  detail: string;
  grounds: string | null;
}

type CheckServices = Pick<Services, "db" | "config">;

interface Check {
  code: string;
  /** of whoever asks: it is counted, never kept */
  address: string;
  now: Date;
}

/** What a printed commendation says, by its code; for everybody, once it is published. Whoever tries many wrong codes has to wait. */
export async function checkCommendation(services: CheckServices, check: Check): Promise<Result<CommendationCheck, CheckRefusal>> {
  const found = await withCode(services, check);
  if (!found) return refused((await countTryOf(services, check)) ? "too_many_tries" : "not_found");
  return ok(shown(found));
}

/** Whether it is made out to this name: nobody is shown the name of a person who has not agreed to it. */
export async function compareCommended(services: CheckServices, check: Check & { name: string }): Promise<Result<{ isSameName: boolean }, CheckRefusal>> {
  if (await countTryOf(services, check)) return refused("too_many_tries");
  const found = await withCode(services, check);
  if (!found) return refused("not_found");
  return ok({ isSameName: found.name !== NAME_GONE && comparableName(found.name) === comparableName(check.name) });
}

async function withCode({ db }: CheckServices, { code: typed, now }: Check): Promise<CheckedCommendation | null> {
  const code = readCode(typed);
  return code === null ? null : commendationByCode(db, code, now);
}

function shown({ name, detail, grounds, isNamed, ...facts }: CheckedCommendation): CommendationCheck {
  const isErased = name.includes(NAME_GONE);
  const isShown = isNamed && !isErased;
  return { ...facts, name: isShown ? name : null, isErased, detail: isShown ? detail : "", grounds: isShown ? grounds : null };
}
