import { useMessages } from "~/ui/locale";
import { Button, LivePart, type LivePartProps } from "~/ui/primitives";

/** A part of the page that the script `ceremony` draws anew when the ceremony moves on. */
export function LiveStage(props: Omit<LivePartProps, "name" | "texts">) {
  const { ceremony } = useMessages();
  return <LivePart {...props} name="ceremony" texts={ceremony} />;
}

/** Back and on. Each button says from which step it moves, so that pressing twice moves once. */
export function StepButtons({ action, back, step, steps }: { action: string; back: string; step: number; steps: number }) {
  const { ceremony } = useMessages();
  const moves = [
    { to: step - 1, label: ceremony.previous, key: "previous" },
    { to: step + 1, label: ceremony.next, key: "next" },
  ];
  return (
    <div className="stage-moves">
      {moves.map(({ to, label, key }) => (
        <form key={key} method="post" action={action} data-move={key}>
          <input type="hidden" name="intent" value="step" />
          <input type="hidden" name="from" value={step} />
          <input type="hidden" name="to" value={to} />
          <input type="hidden" name="back" value={back} />
          <Button type="submit" kind={key === "next" ? "primary" : "secondary"} disabled={to < 0 || to >= steps}>
            {label}
          </Button>
        </form>
      ))}
    </div>
  );
}
