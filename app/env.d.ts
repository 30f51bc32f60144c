import "@remix-run/server-runtime";
import type { RequestContext } from "~/features/request-context";

declare module "@remix-run/server-runtime" {
  interface AppLoadContext extends RequestContext {}
  interface Future {
    v3_singleFetch: true;
  }
}
