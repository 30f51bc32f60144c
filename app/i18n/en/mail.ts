import type { MailMessages } from "../vi/mail";

export const mail: MailMessages = {
  letter: ({ name, paragraphs, link }) =>
    [name ? `Dear ${name},` : "Dear Sir or Madam,", ...paragraphs, ...(link ? [link] : []), "Kind regards,\nThe secretariat"].join("\n\n"),
  passwordReset: {
    subject: "Set a new password",
    paragraphs: (hours) => [
      "Somebody asked to set a new password for this account. If it wasn't you, ignore this message; the old password still works.",
      `Open the link below to set a new password. It works once, within ${hours} hours.`,
    ],
  },
  invitation: {
    subject: (role) => `Invitation: ${role}`,
    paragraphs: ({ role, place, until }) => [
      `You are invited to take part as ${role}, ${place}.`,
      `Open the link below to accept. It is meant for you alone, works once, and until ${until}.`,
    ],
  },
  wholeSystem: "the whole system",
};
