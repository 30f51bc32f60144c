import type { LedgerMessages } from "../vi/ledger";

export const ledger: LedgerMessages = {
  verified: (edition, events, head) => `${edition}: ${events} events, all agree; head ${head}`,
  emptyChain: (edition) => `${edition}: no events yet`,
  systemChain: "system",
  fault: (edition, fault) => `${edition}: chain changed at ${fault}`,
  difference: (edition, row, stored, recorded) => `${edition}: ${row} is ${stored}, the ledger says ${recorded}`,
  headMissing: (head) => `No chain holds the head ${head}: the chain was rewritten, or the hash was copied wrongly.`,
  unknownEdition: (slug) => `--edition: there is no edition ${slug}`,
  badHead: "--head: 64 hexadecimal digits are needed",
};
