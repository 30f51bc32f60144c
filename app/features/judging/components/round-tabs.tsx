import { useHref, useMessages } from "~/ui/locale";
import { Tabs } from "~/ui/primitives";

interface RoundTabsProps {
  rounds: readonly { code: string; name: string }[];
  current: string;
  path: (code: string) => string;
}

/** The rounds of an edition as tabs; none where there is only one. */
export function RoundTabs({ rounds, current, path }: RoundTabsProps) {
  const { judging } = useMessages();
  const href = useHref();
  if (rounds.length < 2) return null;
  return <Tabs label={judging.assignments.round} items={rounds.map(({ code, name }) => ({ label: name, href: href(path(code)), current: code === current }))} />;
}
