import type { Role } from "../access/roles";

/** Password of every account of the demo, as published. The demo is never loaded in production. */
export const DEMO_PASSWORD = "sangtao-demo-2026";

/** The named cast of the demo with the role each is shown under. */
export const DEMO_SIGN_INS: readonly { email: string; role: Role }[] = [
  { email: "quantri@demo.example", role: "ADMINISTRATOR" },
  { email: "btc@demo.example", role: "ORGANISER" },
  { email: "thuky@demo.example", role: "SECRETARY" },
  { email: "thuky2@demo.example", role: "SECRETARY" },
  { email: "chutich@demo.example", role: "CHAIR" },
  { email: "giamkhao1@demo.example", role: "JUDGE" },
  { email: "giamkhao2@demo.example", role: "JUDGE" },
  { email: "giamkhao3@demo.example", role: "JUDGE" },
  { email: "tacgia@demo.example", role: "ENTRANT" },
  { email: "hocsinh@demo.example", role: "ENTRANT" },
  { email: "phuhuynh@demo.example", role: "GUARDIAN" },
  { email: "truong@demo.example", role: "SCHOOL" },
];
