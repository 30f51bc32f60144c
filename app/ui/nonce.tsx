import { createContext, useContext } from "react";

/** The nonce of this page's content security policy; empty in the browser, where it isn't needed. */
export const NonceContext = createContext<string | undefined>(undefined);
export const useNonce = () => useContext(NonceContext);
