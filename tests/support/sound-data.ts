import { expect } from "vitest";
import { checkData } from "~/features/administration/check-data.server";
import type { Services } from "~/features/services";

/** Fails with every row of the database that breaks an invariant. */
export async function expectSoundData(services: Pick<Services, "db">): Promise<void> {
  expect(await checkData(services)).toEqual([]);
}
