export { fontLinks } from "./font-links";
export { ErrorPage } from "./error-page";
export { EditionBar, PageHeader, TwoPane } from "./page";
export { PublicLayout } from "./public-layout";
export { signedInLinks, SignedInLayout, type Worker } from "./signed-in-layout";
export type { Site } from "./site";
export { HeldFields } from "./held-fields";
