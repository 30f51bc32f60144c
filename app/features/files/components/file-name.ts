import { useFormats, useMessages } from "~/ui/locale";
import type { ShownFile } from "../shown-files.server";

/** What the viewer calls the file: its name, or what it is and which one. */
export function useFileName(): (file: Pick<ShownFile, "name" | "family" | "number">) => string {
  const { fileContent } = useMessages();
  const { integer } = useFormats();
  return ({ name, family, number }) => name ?? (number === null ? fileContent.family[family] : fileContent.neutral[family](integer(number)));
}
