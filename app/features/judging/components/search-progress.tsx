import { Button, Card, LinkButton, Notice, ProgressBar } from "~/ui/primitives";
import { useFormats, useMessages } from "~/ui/locale";
import type { SearchView } from "../queries-plan.server";

/** How often the page of a search asks again, in seconds. */
export const REFRESH_SECONDS = 2;

/** What makes a page of a running search load itself again, without scripts. */
export function refreshWhile(search: Pick<SearchView, "state"> | null | undefined): { httpEquiv: string; content: string }[] {
  return search?.state === "running" ? [{ httpEquiv: "refresh", content: String(REFRESH_SECONDS) }] : [];
}

/** How far a search is, with the button that cancels it; or that it was cancelled or lost. */
export function SearchProgress({ search, fields }: { search: SearchView; fields: Readonly<Record<string, string>> }) {
  const { search: texts } = useMessages().planning;
  const { integer, dateTime } = useFormats();
  if (search.state !== "running") return <Notice tone="warning" live>{texts[search.state]}</Notice>;
  return (
    <Card title={texts.running} className="mb-6">
      <ProgressBar label={texts.running} value={search.done} max={search.total} text={texts.progress(integer(search.done), integer(search.total))} />
      <p className="muted">{texts.by(search.startedBy, dateTime(new Date(search.startedAt)))}</p>
      <div className="actions">
        <LinkButton href="">{texts.reload}</LinkButton>
        <form method="post">
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button name="intent" value="cancel">
            {texts.cancel}
          </Button>
        </form>
      </div>
    </Card>
  );
}
