import { createContext, useContext } from "react";
import type { StepAnswer } from "../step-answers";
import type { Keeping } from "../keeping.server";

/** What the fields and buttons of a step need so that nothing typed is lost; set by the frame of the step. */
export interface StepKeeping {
  keeping: Keeping;
  /** false where receipt is over: nothing can be saved any more */
  isOpen: boolean;
  savedAt: Date | null;
  answer: StepAnswer | undefined;
}

const KeepingContext = createContext<StepKeeping | null>(null);

export const KeepingProvider = KeepingContext.Provider;

export const useKeeping = (): StepKeeping | null => useContext(KeepingContext);
