import { createContext, type ReactNode, useContext } from "react";

/** What a page has to say at single fields beyond their errors, by name of the field: what somebody else saved there. */
const NotesContext = createContext<(name: string) => ReactNode>(() => null);

export const FieldNotes = NotesContext.Provider;

/** Stands below every field of the kit; fields put together by hand render it themselves. */
export function FieldNote({ name }: { name: string }) {
  return <>{useContext(NotesContext)(name)}</>;
}
