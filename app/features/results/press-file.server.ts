import { ok, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import type { Locale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { type GateRefusal, paperGate } from "~/platform/render/paper-gate.server";
import { renderDocx } from "~/platform/render/render.server";
import { pressList, pressPaper } from "./press-list.server";

/** The press list as a Word file, to be written on; it waits its turn among all papers. @throws RenderError */
export async function pressFile(services: Pick<Services, "db" | "config">, request: { slug: string; locale: Locale; now: Date }): Promise<Result<{ name: string; data: Uint8Array }, "not_found" | "results_not_published" | GateRefusal>> {
  const press = await pressList(services, request);
  if (!press.ok) return press;
  const drawn = await paperGate.run(() => renderDocx(pressPaper(press.value, request.locale)));
  if (!drawn.ok) return drawn;
  return ok({ name: `${messagesFor(request.locale).resultPages.pressList.fileName}-${press.value.edition.slug}.docx`, data: drawn.value });
}
