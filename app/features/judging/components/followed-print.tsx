import type { ReactNode } from "react";
import { paths } from "~/paths";
import { useHref, useMessages } from "~/ui/locale";
import { LinkButton } from "~/ui/primitives";

interface FollowedPrintProps {
  slug: string;
  /** name of the paper, without its ending */
  file: string;
  round: string;
  /** under which its progress is asked for: one for each link of a page */
  run: string;
  small?: boolean;
  children: ReactNode;
}

/** Prints the score sheets of a whole round as PDF; with scripts the page says how far it is, on its `PrintState`. */
export function FollowedPrint({ slug, file, round, run, small = false, children }: FollowedPrintProps) {
  const href = useHref();
  return (
    <LinkButton small={small} icon="print" href={href(paths.juryPaper(slug, `${file}.pdf`, { vong: round, lan: run }))} data-progress={paths.juryPaperProgress(slug, run)}>
      {children}
    </LinkButton>
  );
}

/** Where it stands how far the print is; one on a page. */
export function PrintState() {
  const { progress } = useMessages();
  return <p role="status" data-running={progress.printing("{done}", "{entries}")} data-done={progress.printed} data-stopped={progress.printStopped} />;
}
