import { createContext, useContext } from "react";

/** The number under which this request stands in the log; handed over by the server, because errors themselves reach pages emptied. */
export const ReferenceContext = createContext<string | undefined>(undefined);

/** The reference number for an error page. In the browser it is read back from where the server wrote it. */
export function useReference(): string | undefined {
  const given = useContext(ReferenceContext);
  return given ?? (typeof document === "undefined" ? undefined : document.documentElement.dataset["reference"]);
}
