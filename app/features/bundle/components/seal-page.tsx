import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, CopyText, EmptyState, LinkButton, Notice } from "~/ui/primitives";
import type { sealView } from "../download-bundle.server";

/** The sealed result for those who must be able to prove it: both bundles, and how each is checked on another machine. */
export function SealPage({ slug, view }: { slug: string; view: Awaited<ReturnType<typeof sealView>> }) {
  const messages = useMessages();
  const texts = messages.sealedBundle;
  const { integer } = useFormats();
  const href = useHref();
  const { seal, head, bundleHead, events, fingerprint, full } = view;
  return (
    <>
      <PageHeader title={texts.title} lead={texts.lead} crumbs={[{ label: messages.results.decision.title, href: href(paths.decision(slug)) }]} />
      {seal === null ? (
        <EmptyState title={texts.notPublished}>{texts.notPublishedHelp}</EmptyState>
      ) : (
        <>
          <Card title={texts.full}>
            <p>{texts.fullText}</p>
            {full === "allowed" ? (
              <LinkButton href={paths.fullBundle(slug)} kind="primary">
                {texts.download}
              </LinkButton>
            ) : (
              <Notice tone="info">{full === "conflict_of_interest" ? texts.inConflict : full === "forbidden" ? texts.notYours : reasonText(messages, full)}</Notice>
            )}
          </Card>
          <Card title={texts.public}>
            <p>{texts.publicText}</p>
            <LinkButton href={paths.publicBundle(slug)}>{texts.download}</LinkButton>
          </Card>
          <Card title={texts.check} look="quiet">
            <p>{texts.checkText}</p>
            <CopyText text={`npm run -s cli -- bundle verify ${slug}-niem-phong-${full === "allowed" ? "day-du" : "cong-khai"}.zip --key "${fingerprint}"${bundleHead === null ? "" : ` --head ${bundleHead}`}`} />
            <p>{texts.proves}</p>
          </Card>
          <CopyText label={texts.seal} text={seal} />
        </>
      )}
      {head !== null && <CopyText label={texts.head(integer(events))} text={head} />}
      <CopyText label={texts.fingerprint} text={fingerprint} />
      <p className="muted">{texts.fingerprintHelp}</p>
    </>
  );
}
