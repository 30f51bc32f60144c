/** Errors by field name. */
export type FieldErrors = Readonly<Record<string, readonly string[] | undefined>>;

/** Begins every form of a step: what it was filled in over, and a first button, so that the Enter key saves and does nothing else. */
export function FormStart({ token }: { token: string }) {
  return (
    <>
      <input type="hidden" name="seen" value={token} />
      <button type="submit" name="intent" value="save" className="sr-only" tabIndex={-1} aria-hidden>
        ↵
      </button>
    </>
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
