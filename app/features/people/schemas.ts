import { getZodConstraint } from "@conform-to/zod/v4";
import { z } from "zod";
import { CONTACT_KINDS } from "~/domain/people/contact";
import { DATA_REQUESTS } from "~/domain/people/data-request";
import { INVITABLE_ROLES } from "~/domain/people/invitation";
import { PASSWORD_LENGTH } from "~/domain/people/password";
import { parseSignInName } from "~/domain/people/sign-in-name";
import { textField } from "~/i18n/zod-fields";

/** E-mail address or telephone number, as typed → `SignInName`. */
const signInNameField = () =>
  z.string().transform((typed, context) => {
    const name = parseSignInName(typed);
    if (name) return name;
    context.addIssue({ code: "custom", input: typed, params: { reason: typed.trim() === "" ? "required" : "emailOrPhone" } });
    return z.NEVER;
  });

const personNameField = () => textField({ max: 120, min: 2 });

/** Passwords are compared in NFC, because keyboards send "ế" in two ways; nothing is trimmed. */
const newPasswordField = () =>
  z
    .string()
    .transform((typed) => typed.normalize("NFC"))
    .pipe(z.string().min(PASSWORD_LENGTH.min).max(PASSWORD_LENGTH.max));
const presentPasswordField = () => z.string().max(1000).transform((typed) => typed.normalize("NFC"));

export const signInSchema = z.object({ signInName: signInNameField(), password: presentPasswordField(), shared: z.boolean().optional() });
export const signUpSchema = z.object({ name: personNameField(), signInName: signInNameField(), password: newPasswordField() });
export const forgotSchema = z.object({ signInName: signInNameField() });
export const newPasswordSchema = z.object({ password: newPasswordField() });
export const profileSchema = z.object({ name: personNameField(), locale: z.enum(["vi", "en"]) });
export const changePasswordSchema = z.object({ currentPassword: presentPasswordField(), password: newPasswordField() });

/** Joining by an invitation that names its person, and by one that doesn't. */
export const joinSchema = z.object({ name: personNameField(), password: newPasswordField() });

export const inviteSchema = z.object({
  role: z.enum(INVITABLE_ROLES),
  name: personNameField(),
  signInName: signInNameField(),
  unitId: z.uuid().optional(),
  panelId: z.uuid().optional(),
});

/** Names of fields that are never sent back to the browser. */
export const SECRET_FIELDS = ["password", "currentPassword"];

export const peopleConstraints = {
  signIn: getZodConstraint(signInSchema),
  signUp: getZodConstraint(signUpSchema),
  forgot: getZodConstraint(forgotSchema),
  newPassword: getZodConstraint(newPasswordSchema),
  profile: getZodConstraint(profileSchema),
  changePassword: getZodConstraint(changePasswordSchema),
  join: getZodConstraint(joinSchema),
  invite: getZodConstraint(inviteSchema),
};

/** Another way to reach a person; what it says is read by its kind (domain/people/contact). */
export const contactSchema = z.object({ kind: z.enum(CONTACT_KINDS), value: textField({ max: 300 }) });

/** What somebody asks about their data, and of whom. */
export const dataRequestSchema = z.object({ kind: z.enum(DATA_REQUESTS), to: z.string().max(200).optional(), text: textField({ max: 2000, min: 5 }) });
