/**
 * Names the wording of the consent texts in i18n (`consent.texts`). Change it together with the wording: every consent keeps
 * the name of the text it was given to.
 */
export const consentTextVersion = "2026-11-a";
