import type { ReactNode } from "react";
import { useMessages } from "../locale";

/** Text to copy or read out; one tap selects all of it. */
export function CopyText({ label, text }: { label?: string; text: string }) {
  const { ui } = useMessages();
  return (
    <div className="copy">
      <span className="copy-label">{label ?? ui.copy.label}</span>
      <code className="copy-text">{text}</code>
    </div>
  );
}

interface QrPanelProps {
  /** Address as text, shown under the picture. */
  text: string;
  /** SVG made by our own server out of `text`; never anything a person typed. */
  svg: string;
  label?: string;
  children?: ReactNode;
}

/** A link to hand over on paper or from screen to phone. */
export function QrPanel({ text, svg, label, children }: QrPanelProps) {
  const { ui } = useMessages();
  return (
    <div className="qr">
      <div role="img" aria-label={label ?? ui.copy.qr} className="qr-code" dangerouslySetInnerHTML={{ __html: svg }} />
      <div>
        {children}
        <CopyText text={text} />
      </div>
    </div>
  );
}
