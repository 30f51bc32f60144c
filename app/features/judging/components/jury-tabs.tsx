import { paths } from "~/paths";
import { useHref, useMessages } from "~/ui/locale";
import { Tabs } from "~/ui/primitives";

const PAGES = { progress: paths.progress, rescores: paths.rescores, paper: paths.paperSheets, late: paths.lateSheets, meetings: paths.juryMeetings } as const;

export type JuryTab = keyof typeof PAGES;

/** Everything that follows the judging, side by side; only what this person may open. */
export function JuryTabs({ slug, current, shown }: { slug: string; current: JuryTab; shown: readonly JuryTab[] }) {
  const { tabs } = useMessages().jury;
  const href = useHref();
  return <Tabs label={tabs.label} items={shown.map((page) => ({ label: tabs[page], href: href(PAGES[page](slug)), current: page === current }))} />;
}
