import { DeviceCopy, type FoundField } from "../shared/device-copy";
import { type Inputs, same } from "./controls";
import type { Sending } from "./send";

const KEEP_EVERY_MS = 100;

interface Kept {
  userId: string;
  /** null on a shared device, which keeps nothing */
  deviceKey: string | null;
  /** entry and step */
  place: string;
  /** what is not at the server yet */
  typed: () => Sending[];
}

/** Keeps on the device what the server has not got yet, and nothing longer. */
export class Keeper {
  private readonly copy: DeviceCopy | null;
  private readonly tab = crypto.getRandomValues(new Uint32Array(2)).join("-");
  private readonly inputs = new Map<string, Inputs>();
  /** copies of earlier pages that go once the server has the field */
  private readonly adopted = new Map<string, string[]>();
  private turn: Promise<void> | null = null;
  private isStopped = false;

  constructor(private readonly kept: Kept) {
    this.copy = kept.deviceKey === null ? null : new DeviceCopy(kept.userId, kept.deviceKey);
  }

  /** Keeps at once, and once more for all that is typed meanwhile. */
  soon(): void {
    this.turn ??= this.all()
      .then(() => new Promise<void>((resolve) => setTimeout(resolve, KEEP_EVERY_MS)))
      .then(() => this.all())
      .finally(() => (this.turn = null));
  }

  async all(): Promise<void> {
    const { copy, kept } = this;
    if (!copy || this.isStopped) return;
    for (const { field, inputs, mark } of kept.typed()) {
      if (same(this.inputs.get(field) ?? [], inputs)) continue;
      this.inputs.set(field, inputs);
      await copy.keep(copy.id(kept.place, field, this.tab), { inputs, mark }).catch(() => this.inputs.delete(field));
    }
  }

  /** The page goes away: whatever is not written yet is kept on the spot. */
  last(): void {
    const { copy, kept } = this;
    if (!copy || this.isStopped) return;
    copy.sayLast(
      kept.place,
      kept.typed().map((typed) => ({ ...typed, id: copy.id(kept.place, typed.field, this.tab), at: Date.now() })),
    );
  }

  /** Takes what the server has from the device, unless something newer lies there; null takes it in any case. */
  async forget(field: string, sent: Inputs | null): Promise<void> {
    const { copy, kept } = this;
    const own = this.inputs.get(field);
    if (!copy || (own && sent && !same(own, sent))) return;
    this.inputs.delete(field);
    const ids = [copy.id(kept.place, field, this.tab), ...(this.adopted.get(field) ?? [])];
    this.adopted.delete(field);
    await Promise.all(ids.map((id) => copy.forget(id))).catch(() => undefined);
  }

  /** What earlier pages left here, oldest first; from now on it goes with its field. */
  async find(has: (field: string) => boolean): Promise<FoundField[]> {
    const found = ((await this.copy?.find(this.kept.place).catch(() => [])) ?? []).filter(({ field }) => has(field));
    for (const { field, id } of found) this.adopted.set(field, [...(this.adopted.get(field) ?? []), id]);
    return found;
  }

  stop(): void {
    this.isStopped = true;
  }
}
