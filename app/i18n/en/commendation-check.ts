import type { CommendationCheckMessages } from "../vi/commendation-check";

export const commendationCheck: CommendationCheckMessages = {
  title: "Check a commendation",
  valid: "This commendation holds",
  validHelp: "What stands below is what the authority decided.",
  dropped: "This commendation holds no longer",
  droppedHelp: "It was withdrawn after it had been published.",
  unknown: "No commendation has this code",
  unknownHelp: "Compare each character with the paper. If the code is right and still not found, the commendation is not in this system or not yet made public.",
  kind: "Kind",
  recipient: "Given to",
  nameHidden: "Not shown, because the person has not agreed to it",
  detail: "Post, place of work, address",
  grounds: "For",
  seeAll: "List of commendations",
};
