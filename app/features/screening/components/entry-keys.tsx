import { useEffect, useSyncExternalStore } from "react";
import { useMessages } from "~/ui/locale";
import { Disclosure } from "~/ui/primitives";

const STORED_AS = "screening-keys";
const OFF = "off";
/** The browser tells other tabs of a change, not this one. */
const CHANGED = "screening-keys-changed";

function subscribe(onChange: () => void): () => void {
  const names = ["storage", CHANGED];
  for (const name of names) window.addEventListener(name, onChange);
  return () => names.forEach((name) => window.removeEventListener(name, onChange));
}

/** What each key does; none of them decides by itself, they only open the form of an act. */
const KEYS: Readonly<Record<string, () => void>> = {
  j: () => follow("next"),
  k: () => follow("prev"),
  q: () => openAct("qualify", "button"),
  b: () => openAct("supplement", 'input[name="due"]'),
};

function follow(rel: "next" | "prev"): void {
  document.querySelector<HTMLAnchorElement>(`main a[rel="${rel}"]`)?.click();
}

function openAct(act: string, focus: string): void {
  const details = document.querySelector(`main button[name="intent"][value="${act}"]`)?.closest("details");
  if (!details) return;
  details.open = true;
  details.querySelector<HTMLElement>(`form ${focus}`)?.focus();
}

const isTyping = (target: EventTarget | null) => target instanceof Element && target.closest("input, textarea, select, button, summary, [contenteditable]") !== null;

/** Keys for whoever screens many entries in a row; shown only where scripts run, and can be switched off for good. */
export function EntryKeys() {
  const { keys } = useMessages().screening;
  const isOn = useSyncExternalStore<boolean | null>(subscribe, () => localStorage.getItem(STORED_AS) !== OFF, () => null);
  useEffect(() => {
    if (!isOn) return undefined;
    const act = (event: KeyboardEvent) => {
      const run = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : undefined;
      if (!run || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      run();
    };
    document.addEventListener("keydown", act);
    return () => document.removeEventListener("keydown", act);
  }, [isOn]);
  if (isOn === null) return null;
  const change = (on: boolean) => {
    localStorage.setItem(STORED_AS, on ? "on" : OFF);
    window.dispatchEvent(new Event(CHANGED));
  };
  return (
    <Disclosure summary={keys.label}>
      <p>{keys.help}</p>
      <label className="choice">
        <input type="checkbox" checked={isOn} onChange={(event) => change(event.target.checked)} />
        <span>{keys.on}</span>
      </label>
    </Disclosure>
  );
}
