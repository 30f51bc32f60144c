import type { sealedBundle as vi } from "../vi/sealed-bundle";

export const sealedBundle: typeof vi = {
  title: "The sealed result",
  lead: "One file with rules, score sheets by code, votes, prizes and the record. Another machine computes every prize from it anew, without a server.",
  notPublished: "No result to seal yet",
  notPublishedHelp: "The sealed bundle exists once the result is published.",
  full: "Full bundle",
  fullText: "For the chair, the organising committee and inspectors: every score sheet by the judge's code, assignments, conflicts of interest and votes. No names of people.",
  public: "Public bundle",
  publicText: "Everybody can load it from the result page: ranks, means, and a hash of each sheet in place of the sheets.",
  download: "Download the bundle (zip)",
  inConflict: "The bundle holds the sheets of all entries, among them one you have an interest in. Please ask another member of the organising committee.",
  notYours: "The chair or the organising committee loads this bundle; the public one below is for everybody.",
  check: "How to check it on another machine",
  checkText: "Install this software on any machine, no database needed, and run this in the folder of the bundle:",
  proves: "The command tells whether a single character was changed after signing, whether the chain of the record holds, and computes the prizes from the sheets anew. A chain that was rewritten as a whole is found only by a head noted earlier (minutes, public page).",
  seal: "Seal of the result",
  head: (events) => `Head of the record (${events} events)`,
  fingerprint: "Fingerprint of the signing key",
  fingerprintHelp: "Write this fingerprint into the minutes: whoever checks compares it with the one the command prints.",
};
