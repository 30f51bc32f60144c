import { GENERAL_PLACES, type GeneralPlace } from "~/domain/screening/remarks";
import type { Messages } from "~/i18n/messages";

const isGeneral = (place: string): place is GeneralPlace => (GENERAL_PLACES as readonly string[]).includes(place);

/** How people call a place of an entry; a part that the edition no longer has by its key. */
export function remarkLabel({ supplement }: Pick<Messages, "supplement">, labels: ReadonlyMap<string, string>, place: string): string {
  return isGeneral(place) ? supplement.place[place] : (labels.get(place) ?? place);
}
