import type { Reader } from "~/data/editions.server";

export interface Contact {
  name: string;
  email: string;
  phone: string | null;
  locale: "vi" | "en";
}

const asLocale = (stored: string): "vi" | "en" => (stored === "en" ? "en" : "vi");

/** How to reach a person, and in which language; null where the account is gone. */
export async function contactOfUser(reader: Reader, userId: string): Promise<Contact | null> {
  const user = await reader.user.findUnique({ where: { id: userId }, select: { name: true, email: true, phone: true, locale: true } });
  return user && { ...user, locale: asLocale(user.locale) };
}
