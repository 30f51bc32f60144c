import { useMessages } from "~/ui/locale";
import { Badge } from "~/ui/primitives";

interface MessageStateProps {
  message: { state: "PENDING" | "HELD" | "DISCARDED" | "SENT" | "FAILED" | "HANDED_OVER"; channel: "MAIL" | "HAND_OVER"; carrier: "SMTP" | "FILE" | null };
}

/** The state of a message in words: a mail written to a file has not been sent. */
export function MessageStateBadge({ message }: MessageStateProps) {
  const { status } = useMessages().people.outbox;
  switch (message.state) {
    case "PENDING":
      return message.channel === "MAIL" ? <Badge tone="info">{status.mailWaiting}</Badge> : <Badge tone="warning">{status.handOverWaiting}</Badge>;
    case "HELD":
      return <Badge tone="warning">{status.held}</Badge>;
    case "DISCARDED":
      return <Badge>{status.discarded}</Badge>;
    case "SENT":
      return message.carrier === "FILE" ? <Badge tone="warning">{status.file}</Badge> : <Badge tone="success">{status.smtp}</Badge>;
    case "FAILED":
      return <Badge tone="danger">{status.failed}</Badge>;
    case "HANDED_OVER":
      return <Badge tone="success">{status.handedOver}</Badge>;
  }
}
