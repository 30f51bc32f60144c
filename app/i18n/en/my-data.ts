import type { MyDataMessages } from "../vi/my-data";

export const myData: MyDataMessages = {
  title: "My data",
  link: "My data and consents",
  linkText: "See what you agreed to, take it back, download your data, send a request.",
  consents: {
    title: "What you agreed to",
    none: "No consent is tied to this account. What you agreed to by a link without tying it to an account is seen and taken back by that link.",
    as: { SELF: (author) => `${author}, as author`, GUARDIAN: (author) => `Guardian of ${author}` },
    more: (count) => `${count} more entries, see “My entries”.`,
    open: "Open the entry's page of consents",
  },
  export: {
    title: "Download my data",
    text: "A JSON file with the account, its roles, entries, consents and letters. It holds no private data of others.",
    download: "Download my data (JSON)",
    fileName: "my-data.json",
  },
  request: {
    title: "Send a request about your data",
    text: "It goes to the secretariat and is answered within 2 working days.",
    to: "To",
    administrators: "Administrators of the site",
    kind: "Request",
    kinds: {
      see: "Tell and show me what is kept about me or my child",
      correct: "Correct what is wrong",
      erase: "Erase data",
      restrict: "Restrict or stop the use of data",
      complain: "Complain about the use of data",
    },
    about: "What it is about",
    aboutHelp: "Say which data, of whom, in which entry.",
    send: "Send the request",
    done: (day) => `Your request was sent. It is answered by ${day}. A copy is in a letter to you.`,
  },
  letters: {
    toStaff: {
      subject: (kind) => `Request about personal data: ${kind}`,
      paragraphs: ({ from, contact, text, due }) => [`${from} (${contact}) sends a request about personal data:`, text, `By law it has to be answered within 2 working days, by ${due}.`],
    },
    copy: {
      subject: (kind) => `Your request about data has arrived: ${kind}`,
      paragraphs: ({ text, due, to }) => [`${to} received your request:`, text, `It is answered by ${due}.`],
    },
  },
  withdrawn: "Taken back. It takes effect on public pages at once.",
};
