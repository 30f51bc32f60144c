import { paths } from "~/paths";
import { useMessages } from "~/ui/locale";
import { Card, CopyText, Disclosure } from "~/ui/primitives";

/** The head of the chain as the public knows it, and how anybody can later tell whether something was changed. */
export function Seal({ slug, head }: { slug: string; head: string | null }) {
  const { publicsite, resultPages } = useMessages();
  const texts = publicsite.results;
  return (
    <Card title={texts.sealed} look="quiet" className="seal">
      {head === null ? (
        <p>{texts.noHead}</p>
      ) : (
        <>
          <p>{texts.sealedText}</p>
          <CopyText label={texts.head} text={head} />
          <Disclosure summary={texts.check}>
            <p>{resultPages.sealedBundleHelp}</p>
            <CopyText text={`npm run -s cli -- bundle verify ${slug}-niem-phong-cong-khai.zip --head ${head}`} />
            <p>{texts.checkText}</p>
            <CopyText text={`npm run -s cli -- ledger verify --edition ${slug} --head ${head}`} />
          </Disclosure>
          <p>
            <a href={paths.publicBundle(slug)}>{resultPages.sealedBundle}</a>
          </p>
        </>
      )}
    </Card>
  );
}
