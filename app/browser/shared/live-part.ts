/** An answer that takes longer counts as none: the next one may come through. */
const PATIENCE_MS = 5000;

export const ask = (address: string, options: RequestInit = {}) => fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS), ...options });

export const rest = (ms: number) => new Promise<void>((wake) => setTimeout(wake, ms));

/** The fields of a form as its button sends them, but for the page to come back to: scripts stay where they are. */
export function fieldsOf(form: HTMLFormElement, button: HTMLButtonElement | null = null): URLSearchParams {
  const fields = new URLSearchParams([...new FormData(form, button)].map(([name, value]): [string, string] => [name, String(value)]));
  fields.delete("back");
  return fields;
}

interface LiveOptions {
  /** of the elements `<name>-live` and `<name>-offline` */
  name: string;
  everyMs: number;
  /** the page as it is drawn now */
  address: () => string;
  /** while it is true nothing is asked, and nothing is said of the network */
  isHeld?: () => boolean;
  /** every answer of the state, also one that nothing moved */
  onState?: (answer: Response) => void;
  /** before the part is replaced; what it returns runs behind */
  onRedraw?: (shown: HTMLElement) => (() => void) | void;
}

/** A part of a page that the server draws and a script puts in its place when its state has moved on (`ui/primitives/live-part`). Made to run for hours. */
export interface LivePart {
  shown: HTMLElement;
  /** Takes the part out of the page as the server draws it now. A page of another kind, as after signing out, changes nothing and is a fault. */
  redraw(): Promise<void>;
  tellOffline(isOffline: boolean): void;
  /** Follows the state for as long as the page is open. */
  follow(): Promise<never>;
}

/** The live part of this page; null where it has none. */
export function livePart({ name, everyMs, address, isHeld = () => false, onState, onRedraw }: LiveOptions): LivePart | null {
  const shown = document.querySelector<HTMLElement>(`#${name}-live`);
  const offline = document.querySelector<HTMLElement>(`#${name}-offline`);
  if (!shown) return null;

  const tellOffline = (isOffline: boolean) => {
    if (offline) offline.hidden = !isOffline;
  };

  async function redraw(): Promise<void> {
    const answer = await ask(address());
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector<HTMLElement>(`#${name}-live`);
    if (!fresh || !shown) throw new Error("another page");
    const after = onRedraw?.(shown);
    shown.replaceChildren(...fresh.childNodes);
    shown.dataset["stamp"] = fresh.dataset["stamp"] ?? "";
    after?.();
  }

  async function look(part: HTMLElement): Promise<void> {
    const state = await ask(part.dataset["state"] ?? "", { headers: { "If-None-Match": `"${part.dataset["stamp"] ?? ""}"` } });
    onState?.(state);
    if (state.status === 304) return;
    if (!state.ok) throw new Error(String(state.status));
    await redraw();
  }

  async function follow(part: HTMLElement): Promise<never> {
    for (;;) {
      try {
        if (!isHeld()) await look(part);
        if (!isHeld()) tellOffline(false);
      } catch {
        tellOffline(true);
      }
      await rest(everyMs);
    }
  }

  return { shown, redraw, tellOffline, follow: () => follow(shown) };
}
