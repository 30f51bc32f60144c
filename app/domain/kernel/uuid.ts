const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text out of an address or a form can be the id of a row. */
export function isUuid(text: string | null | undefined): text is string {
  return typeof text === "string" && UUID.test(text);
}
