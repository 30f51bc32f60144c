/** Choices of this device that tell nothing of anybody: shortcuts and number pad on or off. */
export type Choice = "keys" | "pad";

const keyOf = (choice: Choice) => `score-sheet.${choice}`;

/** On unless it was switched off; where nothing can be kept, on. */
export function isOn(choice: Choice): boolean {
  try {
    return localStorage.getItem(keyOf(choice)) !== "off";
  } catch {
    return true;
  }
}

export function choose(choice: Choice, on: boolean): void {
  try {
    if (on) localStorage.removeItem(keyOf(choice));
    else localStorage.setItem(keyOf(choice), "off");
  } catch {
    // a browser that keeps nothing: it holds for this page
  }
}
