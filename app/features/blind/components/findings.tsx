import { useMessages } from "~/ui/locale";
import { Badge, Button, Disclosure } from "~/ui/primitives";
import type { ShownFinding } from "../entry-page.server";

/** What was found in a part or file, each place with the words around it: those to decide about, then those called harmless. */
export function Findings({ id, findings, versionId, hint }: { id: string; findings: readonly ShownFinding[]; versionId: string; hint?: string | undefined }) {
  const { entry } = useMessages().blind;
  const open = findings.filter(({ isHarmless }) => !isHarmless);
  const harmless = findings.filter(({ isHarmless }) => isHarmless);
  return (
    <>
      {open.length > 0 && (
        <form method="post" className="grid gap-3">
          <p className="muted">{hint ?? entry.harmlessHelp}</p>
          <Places id={`${id}-cho`} findings={open} versionId={versionId} />
          <p>
            <Button name="intent" value="harmless">
              {entry.markHarmless}
            </Button>
          </p>
        </form>
      )}
      {harmless.length > 0 && (
        <Disclosure summary={`${entry.unmark} (${harmless.length})`}>
          <form method="post" className="grid gap-3">
            <Places id={`${id}-vo-hai`} findings={harmless} versionId={versionId} />
            <p>
              <Button name="intent" value="open">
                {entry.markOpen}
              </Button>
            </p>
          </form>
        </Disclosure>
      )}
    </>
  );
}

function Places({ id, findings, versionId }: { id: string; findings: readonly ShownFinding[]; versionId: string }) {
  const { kind } = useMessages().blind;
  return (
    <>
      <input type="hidden" name="versionId" value={versionId} />
      <ul className="grid list-none gap-2 p-0">
        {findings.map((finding, index) => (
          <li key={finding.name} className="flex items-start gap-3 border-t border-line pt-2">
            <input type="checkbox" id={`${id}-${index}`} name="finding" value={finding.name} className="mt-1 size-5 shrink-0" />
            <label htmlFor={`${id}-${index}`} className="min-w-0 break-words">
              <Badge tone={finding.isHarmless ? "neutral" : "warning"}>{kind[finding.kind]}</Badge> {finding.passage.before}
              {finding.passage.hit !== "" && <mark className="strong">{finding.passage.hit}</mark>}
              {finding.passage.after}
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}
