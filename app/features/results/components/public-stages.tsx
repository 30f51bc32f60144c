import { useFormats, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";

interface PublicStagesView {
  corrected: { number: string; date: string; changes: readonly { entry: string; from: string | null; to: string | null }[] } | null;
  appeals: { end: Date | string; isOpen: boolean } | null;
}

/** That a result was corrected, by which decision and in what; and until when appeals are taken. */
export function PublicStages({ stages }: { stages: PublicStagesView }) {
  const { public: texts } = useMessages().stages;
  const { dateTime, date } = useFormats();
  const { corrected, appeals } = stages;
  const line = ({ entry, from, to }: { entry: string; from: string | null; to: string | null }) =>
    to === null ? texts.change.lost(entry, from ?? "") : from === null ? texts.change.gained(entry, to) : texts.change.moved(entry, from, to);
  return (
    <>
      {corrected && corrected.changes.length > 0 && (
        <Notice tone="warning" title={texts.corrected(corrected.number, date(corrected.date))}>
          <ul>
            {corrected.changes.map((change) => (
              <li key={change.entry}>{line(change)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {appeals && (
        <Notice tone="info" title={appeals.isOpen ? texts.appeals(dateTime(appeals.end)) : texts.appealsOver(dateTime(appeals.end))}>
          {appeals.isOpen && <p>{texts.appealsHow}</p>}
        </Notice>
      )}
    </>
  );
}
