import type { DrawingMessages } from "../vi/drawing";

const percent = (chance: number) => `${chance / 100}%`;

export const drawing: DrawingMessages = {
  percent,
  option: {
    title: "Against collusion: judges drawn by lot",
    label: "Cap on the chance of any pair",
    unit: "%",
    help: "A whole number from 1 to 99; left empty nothing is drawn. With 50 no judge has a chance above 50% of getting any one entry, so nobody can count on, or arrange, judging an entry agreed on beforehand.",
    cost: "In return every entry must have more judges to choose from than it gets (3 judges with a cap of 50% need at least 6); making the plan again draws again, and every draw is put on record as it begins, applied or not. All other rules hold as before. Pairs assigned earlier are not drawn again.",
    wrong: "The cap must be a whole number from 1 to 99, or empty where nothing is drawn.",
  },
  plan: {
    cap: (cap) => `Cap on the chance of any pair: ${cap}`,
    highest: (chance) => `Highest chance of a pair in this plan: ${chance}`,
    seed: (seed) => `Seed of the draw: ${seed}`,
    draws: (n) => `Draw number ${n} of this round`,
    counted: (n) => `Draws of this round so far: ${n}, cancelled and unused ones counted. Each is on record in the ledger.`,
    again: "Make the plan again (draws again)",
    repeat: "Whoever has the problem and the seed can repeat the draw with the command assign; this file holds both.",
    file: "Download the problem of this draw (JSON)",
  },
  past: {
    title: "Draws of the round",
    at: "Begun",
    applied: "Applied",
    notApplied: "Not applied",
    cap: "Cap",
    seed: "Seed",
    draws: "Draw",
    file: "Problem",
    download: "Download (JSON)",
    erased: "Erased",
    interest: "The file holds all conflicts of interest, so whoever has one with an entry of the edition cannot download it.",
  },
  leave:
    "This round was assigned by lot under a cap. A replacement is not drawn: it keeps as many assignments as possible, which often leaves only one person. To have the replacement drawn, choose “Let the judge leave, without replacement for now” and then make a plan with a cap on the page of automatic assignment.",
  ledger: {
    begun: ({ cap, seed }) => `cap ${cap}, seed ${seed}`,
    applied: (draws) => `draw number ${draws}`,
  },
  help: {
    tooFew: ({ cap, entries, needed, able }) => `With a cap of ${cap} every entry needs at least ${needed} judges without a conflict, apart from those assigned already; these have only ${able}: ${entries}.`,
    moreJudges: ({ missing, field }) => `Add at least ${missing} judges without a conflict to a panel that judges ${field}, raise the cap, or ask for fewer judges per entry.`,
    tooLittleRoom: ({ cap, judges, available, needed, entries }) =>
      `With a cap of ${cap} these entries need at least ${needed} assignments from the judges ${judges}, who can take only ${available} more: ${entries}.`,
    raiseCap: "Raise the cap or the limits of these judges, or add judges to the panel.",
  },
};
