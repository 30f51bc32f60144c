import type { LinksFunction } from "@remix-run/node";
import latin from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-400-normal.woff2?url";
import vietnamese from "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-normal.woff2?url";

const preload = (href: string) => ({ rel: "preload", as: "font", type: "font/woff2", href, crossOrigin: "anonymous" }) as const;

/** Both files of the one weight are needed on every page: fetching them beside the style sheet saves a round trip. */
export const fontLinks: LinksFunction = () => [preload(latin), preload(vietnamese)];
