import type { Role } from "~/domain/access/roles";
import type { SeedBook } from "../writing/book.server";
import { grantRole } from "../writing/people.server";
import type { Register } from "../writing/units.server";
import { type Cast, type CastMember, JUDGES } from "./cast.server";
import { addCommittees } from "./committees.server";

/** The roles that staff gives in an edition of the demo, and its committees. */
export function grantRoles(book: SeedBook, cast: Cast, { editionId, register, school, judges, at }: { editionId: string; register: Register; school: string; judges: boolean; at: Date }): void {
  const grant = (who: CastMember, role: Role, unitId: string | null = null, to = book) =>
    grantRole(to, { userId: cast[who].userId, role, editionId, unitId, actorId: cast.quantri.userId, at });
  grant("btc", "ORGANISER");
  grant("thuky", "SECRETARY");
  grant("thuky2", "SECRETARY", null, book.aside(`second secretary of ${editionId}`));
  grant("chutich", "CHAIR");
  grant("truong", "SCHOOL", register.get(school) ?? null);
  if (judges) for (const judge of JUDGES) grant(judge, "JUDGE");
  addCommittees(book, cast, { editionId, at });
}
