import type { ReactNode } from "react";
import { useLocale } from "~/ui/locale";

/** What people wrote, always in Vietnamese: said so on English pages, for voices and translators. */
export function Original({ children }: { children: ReactNode }) {
  return useLocale() === "vi" ? <>{children}</> : <span lang="vi">{children}</span>;
}
