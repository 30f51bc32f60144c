import { createContext, useContext } from "react";
import { useNonce } from "./nonce";

/** Addresses of the scripts this page asked for (`handle.pageScripts`); only the server knows them. */
export const PageScriptsContext = createContext<readonly string[]>([]);

/** The scripts of the page, after everything that can be read and filled in. */
export function PageScripts() {
  const nonce = useNonce();
  return (
    <>
      {useContext(PageScriptsContext).map((address) => (
        <script key={address} type="module" src={address} nonce={nonce} />
      ))}
    </>
  );
}
