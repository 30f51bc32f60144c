import type { Host } from "~/domain/contest/edition-draft";
import type { Register } from "../writing/units.server";
import { UNION } from "./units.server";

/** The body that holds all editions of the demo, with its letterhead. */
export function host(register: Register): Host {
  return {
    hostUnitId: register.get(UNION) ?? null,
    hostName: UNION,
    hostLevel: "FORMER_DISTRICT",
    letterheadParent: "Liên hiệp các Hội KH&KT Hà Tĩnh",
    letterheadBody: "Ban Tổ chức Hội thi, Cuộc thi Cẩm Xuyên",
    place: "Cẩm Xuyên",
    contact: "Ban Thư ký Hội thi, Cuộc thi: cô Trần Thị Thu Hà, điện thoại 0900 000 001, thư điện tử thuky@demo.example",
  };
}
