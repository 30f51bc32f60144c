import { useMessages } from "~/ui/locale";
import { FieldConflict } from "./field-conflict";
import { type StepKeeping, useKeeping } from "./keeping-context";

/** Errors by field name. */
export type FieldErrors = Readonly<Record<string, readonly string[] | undefined>>;

/**
 * Name of a form over this content. Browsers put typed text back into a form of the same name when somebody comes back to its
 * page; where the content has changed since, another name keeps them from laying older text over newer.
 */
export function formName(token: string): string {
  let hash = 0;
  for (const letter of token) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) >>> 0;
  return `over-${hash.toString(36)}`;
}

/**
 * Begins every form of a step: what it was filled in over and by whom, a first button, so that the Enter key saves and does
 * nothing else, and what a script needs to save while somebody types.
 */
export function FormStart({ token }: { token: string }) {
  const kept = useKeeping();
  return (
    <>
      <input type="hidden" name={formName(token)} value="" />
      <input type="hidden" name="seen" value={token} />
      {kept && <input type="hidden" name="by" value={kept.keeping.userId} />}
      <button type="submit" name="intent" value="save" className="sr-only" tabIndex={-1} aria-hidden>
        ↵
      </button>
      {kept?.isOpen && <ForTheScript kept={kept} />}
    </>
  );
}

function ForTheScript({ kept }: { kept: StepKeeping }) {
  const { saving } = useMessages();
  const texts = { ...saving.state, restored: saving.restored, takenOver: saving.takenOver };
  return (
    <div hidden data-autosave={JSON.stringify({ ...kept.keeping, texts })}>
      <template>
        <FieldConflict conflict={null} />
      </template>
    </div>
  );
}

/** Names of the register, offered by the browser while typing. */
export function UnitNames({ names }: { names: readonly string[] }) {
  return (
    <datalist id="don-vi">
      {names.map((name) => (
        <option key={name} value={name} />
      ))}
    </datalist>
  );
}
