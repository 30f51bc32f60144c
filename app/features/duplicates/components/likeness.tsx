import type { DuplicateGround, Likeness } from "~/domain/duplicates/grounds";
import { useFormats, useMessages } from "~/ui/locale";
import { Badge } from "~/ui/primitives";

type Grounded = Likeness & { grounds: readonly DuplicateGround[] };

/** What the two have in common, each ground in a few words. */
export function useGroundTexts(): (pair: Grounded) => string[] {
  const { ground } = useMessages().duplicates;
  const { percent, integer } = useFormats();
  const share = (tenThousandths: number) => percent(tenThousandths, 10_000);
  return ({ grounds, textShare, longest, titleShare, sameFiles, alikePictures, sharedAuthors }) =>
    grounds.map((kind) => {
      switch (kind) {
        case "text":
          return ground.text(share(textShare));
        case "passage":
          return ground.passage(integer(longest));
        case "files":
          return ground.files(integer(sameFiles));
        case "pictures":
          return ground.pictures(integer(alikePictures));
        case "title":
          return ground.title(share(titleShare));
        case "authors":
          return ground.authors(integer(sharedAuthors));
      }
    });
}

export function Grounds({ pair }: { pair: Grounded }) {
  const { duplicates } = useMessages();
  const { integer } = useFormats();
  const texts = useGroundTexts()(pair);
  const isSaid = pair.grounds.includes("authors") || pair.sharedAuthors === 0;
  return (
    <span className="flex flex-wrap gap-1">
      {texts.map((text) => (
        <Badge key={text} tone="warning">
          {text}
        </Badge>
      ))}
      {!isSaid && <Badge tone="neutral">{duplicates.shared(integer(pair.sharedAuthors))}</Badge>}
    </span>
  );
}
