interface HeldFieldsProps {
  held: readonly (readonly [name: string, text: string])[];
}

/** Carries a form that was sent after the session had ended through signing in: every text as it was sent, line ends included. */
export function HeldFields({ held }: HeldFieldsProps) {
  return (
    <>
      <input type="hidden" name="giu-lai" value="1" />
      {held.map(([name, text], index) => (
        <textarea key={index} name={name} defaultValue={text} hidden readOnly />
      ))}
    </>
  );
}
