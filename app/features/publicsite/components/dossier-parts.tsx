import { PART_KINDS } from "~/domain/contest/rules";
import { MOST_TABLE_ROWS } from "~/domain/entry/part-values";
import { limitsText } from "~/features/files/file-texts";
import { useFormats, useMessages } from "~/ui/locale";
import { Disclosure } from "~/ui/primitives";
import type { PublicPart } from "../edition.server";
import { Original } from "./original";

/** What must be handed in: what to write, to choose, to tabulate and to send, each with what it is for and its limits. */
export function DossierParts({ parts, commitment }: { parts: readonly PublicPart[]; commitment: string }) {
  const { dossier } = useMessages();
  return (
    <div className="parts">
      {PART_KINDS.map((kind) => {
        const own = parts.filter((part) => part.kind === kind);
        return (
          own.length > 0 && (
            <div key={kind}>
              <h3>{dossier.byKind[kind]}</h3>
              {own.map((part) => (
                <Part key={part.label} part={part} />
              ))}
            </div>
          )
        );
      })}
      {commitment !== "" && (
        <Disclosure summary={dossier.commitment.title}>
          <p className="whitespace-pre-line">
            <Original>{commitment}</Original>
          </p>
        </Disclosure>
      )}
    </div>
  );
}

function Part({ part }: { part: PublicPart }) {
  const texts = useMessages().publicsite.edition;
  return (
    <Disclosure
      summary={
        <>
          <Original>{part.label}</Original> <span className="muted">({part.required ? texts.required : texts.optional})</span>
        </>
      }
    >
      <Original>{part.guidance}</Original> <span className="muted">({useLimits(part)})</span>
    </Disclosure>
  );
}

/** What a part takes, in a few words. */
function useLimits(part: PublicPart): string {
  const messages = useMessages();
  const formats = useFormats();
  const { dossier, publicsite } = messages;
  const options = part.options.map(({ label }) => label).join("; ");
  switch (part.kind) {
    case "TEXT":
      return publicsite.edition.atMost(formats.integer(part.maxLength));
    case "CHOICE":
      return dossier.oneOf(options);
    case "TABLE":
      return dossier.columnsOf(options, formats.integer(MOST_TABLE_ROWS));
    case "FILE": {
      const limits = part.families.length > 0 && part.maxFiles > 0 ? limitsText({ messages, formats }, part) : "";
      return [limits, ...(part.acceptsLink ? [dossier.orLink] : [])].filter((text) => text !== "").join(" ");
    }
  }
}
