import { setImmediate } from "node:timers/promises";

/** How long the event loop is held at a stretch. */
const SLICE_MS = 8;

/**
 * Runs a search in slices of a few milliseconds, and tells `report` after each how far it is.
 * @throws the signal's reason
 */
export async function inSlices<Found>(
  steps: Generator<number, Found>,
  signal: AbortSignal | undefined,
  report: (done: number) => void,
): Promise<Found> {
  for (;;) {
    const end = performance.now() + SLICE_MS;
    let step = steps.next();
    while (!step.done && performance.now() < end) step = steps.next();
    if (step.done) return step.value;
    report(step.value);
    await setImmediate();
    signal?.throwIfAborted();
  }
}
