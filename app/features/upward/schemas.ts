import { z } from "zod";
import { optionalTextField, textField } from "~/i18n/zod-fields";

const NOTE_LENGTH = 500;

/** What goes along with a nominated entry; may be empty. */
export const noteSchema = optionalTextField({ max: NOTE_LENGTH });

/** How a sender is called here, and what was heard of its fingerprint on the telephone. */
export const trustSchema = z.object({ name: textField({ max: 200 }), heard: textField({ max: 100 }) });
