import { specialAwardsOf } from "~/data/special-awards.server";
import type { Reader } from "~/data/editions.server";
import { dayInVietnam, type Day } from "~/domain/entry/ages";
import type { SpecialAwardRule } from "~/domain/special-awards/rules";

/** A special award and who has it, as everybody may see it. */
export interface PublicSpecialAward {
  code: string;
  label: string;
  /** "" where nothing is printed of it */
  ruleText: string;
  rule: SpecialAwardRule;
  /** in đồng, for each recipient */
  money: number;
  recipients: {
    /** null: an author who has not agreed that the name is shown */
    name: string | null;
    /** of the author's entry; null for units */
    entryCode: string | null;
    unitName: string;
    /** points or entries; "" where nothing is counted or days of birth were compared */
    value: string;
    /** given after the result was published */
    addedOn: Day | null;
  }[];
}

/** The special awards of an edition whose result is public: whoever calls has made sure that it is. Two statements. */
export async function publicSpecialAwards(reader: Reader, edition: { id: string; publishedAt: Date | null }): Promise<PublicSpecialAward[]> {
  const { publishedAt } = edition;
  if (publishedAt === null) return [];
  const given = await specialAwardsOf(reader, edition.id);
  const codes = [...new Set(given.map(({ awardCode }) => awardCode))];
  return codes.flatMap((code) => {
    const ofCode = given.filter(({ awardCode }) => awardCode === code);
    const [first] = ofCode;
    if (!first) return [];
    const { label, ruleText, rule, money } = first;
    const recipients = ofCode.map(({ publicName, entryCode, unitName, value, madeAt }) => ({ name: publicName, entryCode, unitName, value, addedOn: madeAt > publishedAt ? dayInVietnam(madeAt) : null }));
    return [{ code, label, ruleText, rule, money, recipients }];
  });
}
