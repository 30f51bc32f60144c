import { wipeDevice } from "../shared/device-copy";
import { type Control, fieldOf } from "./controls";
import { EntryForm, type FormSettings } from "./entry-form";

const FLUSH_PATIENCE_MS = 5_000;
/** A page that was out of sight this long asks what others changed. */
const LONG_HIDDEN_MS = 20_000;

const holder = document.querySelector<HTMLElement>("[data-autosave]");
const form = holder?.closest("form");
const pattern = holder?.querySelector("template");

if (holder && form && pattern) void watch(form, JSON.parse(holder.dataset["autosave"] ?? "{}") as FormSettings, pattern);

async function watch(form: HTMLFormElement, settings: FormSettings, pattern: HTMLTemplateElement): Promise<void> {
  const entryForm = new EntryForm(form, settings, pattern);
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  let isPassing = false;
  let hiddenAt = 0;

  form.addEventListener("input", () => entryForm.noteTyped());
  form.addEventListener("change", () => entryForm.noteTyped(true));
  form.addEventListener("focusout", ({ target }) => {
    if (target instanceof HTMLElement && "name" in target) entryForm.left(fieldOf(target as Control));
  });
  form.addEventListener("click", (event) => decide(entryForm, event));
  document.addEventListener("submit", (event) => {
    const sent = event.target as HTMLFormElement;
    if (isPassing || event.defaultPrevented) return;
    void entryForm.keepAll();
    const isLeaving = isSignOut(sent);
    const isOwn = sent === form;
    if (!isLeaving && !entryForm.isBusy && (entryForm.isSaved || (isOwn && navigator.onLine))) {
      isPassing = true;
      return;
    }
    event.preventDefault();
    // A save under way would make this one look like somebody else's; what stands beside the form goes after its texts.
    const ready = isOwn && navigator.onLine ? entryForm.settled(FLUSH_PATIENCE_MS) : flushed(entryForm);
    void ready.then(async () => {
      if (isOwn && !navigator.onLine) return;
      if (!isLeaving || (await leaves(entryForm, settings, sent))) pass(sent, event.submitter);
    });
  });
  window.addEventListener("pagehide", () => entryForm.leave(isPassing));
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      hiddenAt = Date.now();
      void entryForm.keepAll().then(() => entryForm.save());
    } else void entryForm.save(Date.now() - hiddenAt > LONG_HIDDEN_MS);
  });
  window.addEventListener("online", () => void entryForm.save());
  window.addEventListener("pageshow", (event) => {
    isPassing = false;
    if (event.persisted) void entryForm.save(true);
  });

  if (settings.deviceKey === null) await wipeDevice(settings.userId).catch(() => undefined);
  await entryForm.start(navigation?.type === "reload" || navigation?.type === "back_forward");
  // The field a place in the address means gets the focus.
  const element = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (document.activeElement === document.body && form.contains(element)) element?.focus();

  function pass(sent: HTMLFormElement, submitter: HTMLElement | null): void {
    isPassing = true;
    sent.requestSubmit(submitter);
  }
}

const isSignOut = (sent: HTMLFormElement): boolean => sent.method === "post" && new URL(sent.action).pathname.endsWith("/dang-xuat");

/** Signing out takes everything of the account from the device; what could not be saved is asked about first. */
async function leaves(entryForm: EntryForm, { userId, texts }: FormSettings, sent: HTMLFormElement): Promise<boolean> {
  if (!entryForm.isSaved && !confirm(texts.leaving)) return false;
  entryForm.stop();
  await wipeDevice(userId).catch(() => undefined);
  // Whoever judges here too has more on this device: the server sees to it that it goes, or that it is asked about.
  if ("caches" in globalThis && (await caches.has("cham-thi-ai"))) return true;
  sent.append(Object.assign(document.createElement("input"), { type: "hidden", name: "da-xoa", value: "1" }));
  return true;
}

function flushed(entryForm: EntryForm): Promise<void> {
  return Promise.race([entryForm.keepAll().then(() => entryForm.save()), new Promise<void>((resolve) => setTimeout(resolve, FLUSH_PATIENCE_MS))]);
}

/** The buttons of a field with two texts, where no page has to be loaded for them. */
function decide(entryForm: EntryForm, event: Event): void {
  const button = (event.target as HTMLElement).closest<HTMLButtonElement>("button[name=intent]");
  const [, kind, field = ""] = /^(mine|theirs):(.+)$/.exec(button?.value ?? "") ?? [];
  if ((kind === "mine" || kind === "theirs") && entryForm.decide(kind, field)) event.preventDefault();
}
