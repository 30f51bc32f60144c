import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { LinkButton } from "~/ui/primitives";

/** Stands in for a page that is not on the device, and may be opened itself with a network; its script lists what is there. */
export function OfflineFallback() {
  const { offline } = useMessages();
  const href = useHref();
  const { fallback } = offline;
  return (
    <>
      <PageHeader title={fallback.title} lead={fallback.text} />
      <ul data-offline-loaded="" className="grid gap-2 my-4" />
      <noscript>
        <p>{offline.copy.needsScript}</p>
      </noscript>
      <p>
        <LinkButton href={href(paths.judging())}>{fallback.list}</LinkButton>
      </p>
    </>
  );
}
