import { useMessages } from "~/ui/locale";
import { Button } from "~/ui/primitives";

/** On to the next entry and back; the arrow keys press the same buttons. */
export function MeetingMoves({ version, action, back }: { version: number; action: string; back?: string }) {
  const { juryMeeting } = useMessages();
  return (
    <form method="post" action={action} className="actions" data-moves>
      <input type="hidden" name="version" value={version} />
      {back && <input type="hidden" name="back" value={back} />}
      <Button name="step" value="previous" icon="previous" data-key="ArrowLeft">
        {juryMeeting.previous}
      </Button>
      <Button kind="primary" name="step" value="next" icon="next" data-key="ArrowRight">
        {juryMeeting.next}
      </Button>
      <Button kind="quiet" name="step" value="clear">
        {juryMeeting.clear}
      </Button>
    </form>
  );
}
