/** The page as the server rendered it, and bringing it up to date without leaving it: uploads go on meanwhile. */

export const rowOf = (root: HTMLElement, fileKey: string): HTMLElement | null => root.querySelector(`[data-file="${CSS.escape(fileKey)}"]`);

/** The HTML of a row as the server wrote it: without what this script and the reader did to it. */
function asServed(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const open of copy.querySelectorAll("details[open]")) open.removeAttribute("open");
  for (const hidden of copy.querySelectorAll("[data-waiting][hidden]")) hidden.removeAttribute("hidden");
  for (const slot of copy.querySelectorAll("[data-progress]")) slot.replaceChildren();
  return copy.outerHTML;
}

/** Rows that are the same stay the very elements they are: with the focus, what is open and what is typed in them. */
function updateList(list: Element, next: Element): void {
  const present = new Map([...list.children].map((row) => [row.id, row]));
  [...next.children].forEach((row, index) => {
    const known = present.get(row.id);
    const kept = known && asServed(known) === asServed(row) ? known : document.importNode(row, true);
    if (known && kept !== known) known.remove();
    if (list.children[index] !== kept) list.insertBefore(kept, list.children[index] ?? null);
  });
  while (list.children.length > next.children.length) list.lastElementChild?.remove();
}

function update(next: Document): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-swap]")) {
    const fresh = next.getElementById(place.id);
    if (!fresh) continue;
    if (place.tagName === "UL") updateList(place, fresh);
    else if (asServed(place) !== asServed(fresh)) place.replaceWith(document.importNode(fresh, true));
  }
}

/** Fetches the page anew and puts its lists in place; several wishes at once become one more fetch. */
export function refresher(onUpdated: () => void): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;
  const once = async () => {
    do {
      again = false;
      try {
        const response = await fetch(location.pathname + location.search, { headers: { accept: "text/html" } });
        if (response.ok) update(new DOMParser().parseFromString(await response.text(), "text/html"));
      } catch {
        // Without a network the page stays as it is; the next act tries again.
      }
      onUpdated();
    } while (again);
    running = null;
  };
  return () => {
    if (running) again = true;
    else running = once();
    return running ?? Promise.resolve();
  };
}

export interface ActAnswer {
  ok: boolean;
  /** of a declared file */
  key?: string | null;
  reason?: string;
  text?: string;
}

/** Sends one act of the forms to the server. Rejects where there is no network; a fault of the server reads as a refusal without words. */
export async function act(address: string, fields: FormData | Record<string, string>): Promise<ActAnswer> {
  const body = new URLSearchParams();
  for (const [name, value] of fields instanceof FormData ? fields : Object.entries(fields)) if (typeof value === "string") body.append(name, value);
  const response = await fetch(address, { method: "POST", body, headers: { accept: "application/json" } });
  try {
    return (await response.json()) as ActAnswer;
  } catch {
    return { ok: false, reason: response.status >= 500 ? "failed" : "invalid" };
  }
}
