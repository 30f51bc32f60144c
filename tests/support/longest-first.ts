import { statSync } from "node:fs";
import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import seconds from "./longest-first.json" with { type: "json" };

const known: Readonly<Record<string, number>> = seconds;
/** What a file takes that is not listed: about so many bytes of tests run in a second. */
const BYTES_A_SECOND = 4_000;

/** Begins with the files that take longest, so that no processor waits for one at the end; figures need not be exact. */
export class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const expected = new Map(files.map((file) => [file, this.expectedSeconds(file.moduleId)]));
    return Promise.resolve([...files].sort((one, other) => (expected.get(other) ?? 0) - (expected.get(one) ?? 0)));
  }

  private expectedSeconds(file: string): number {
    return known[relative(this.ctx.config.root, file)] ?? statSync(file).size / BYTES_A_SECOND;
  }
}
