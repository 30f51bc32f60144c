import type { ConflictShown } from "~/domain/entry/autosave";
import { useMessages } from "~/ui/locale";
import { Button } from "~/ui/primitives";

/**
 * Both texts of a field that two people changed, side by side at the field, with who saved the other one and when. Nothing is
 * overwritten before one of the buttons is pressed. Without texts it is the pattern a script fills in.
 */
export function FieldConflict({ conflict }: { conflict: ConflictShown | null }) {
  const { conflict: texts } = useMessages().saving;
  const name = conflict?.name ?? "";
  const isRemoved = conflict?.kind === "removed";
  return (
    <div className="conflict" data-conflict={name} role="group" aria-label={texts.choice}>
      <p className="strong" data-part="heading">
        {isRemoved ? texts.removed : conflict?.heading}
      </p>
      {isRemoved && <p>{conflict.heading}</p>}
      {!isRemoved && (
        <div className="conflict-sides">
          <Side label={texts.mine} text={conflict?.mine ?? ""} part="mine" />
          <Side label={texts.other} text={conflict?.theirs ?? ""} part="theirs" />
        </div>
      )}
      <input type="hidden" name="shown" defaultValue={conflict ? `${encodeURIComponent(name)}=${conflict.mark}` : ""} />
      <div className="actions">
        <Button small name="intent" value={`mine:${name}`}>
          {isRemoved ? texts.removedMine : texts.takeMine}
        </Button>
        <Button small name="intent" value={`theirs:${name}`}>
          {isRemoved ? texts.removedTheirs : texts.keepTheirs}
        </Button>
      </div>
    </div>
  );
}

function Side({ label, text, part }: { label: string; text: string; part: "mine" | "theirs" }) {
  const { conflict } = useMessages().saving;
  return (
    <div>
      <p className="conflict-label">{label}</p>
      <p className="conflict-text" data-part={part} data-empty={conflict.empty}>
        {text === "" ? conflict.empty : text}
      </p>
    </div>
  );
}
