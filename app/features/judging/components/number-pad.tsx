import { useMessages } from "~/ui/locale";
import { Icon } from "~/ui/primitives";

/** Keys for thumbs instead of the keyboard of the phone; the script of the page shows them while a score is in hand. */
export function NumberPad() {
  const { scoreSheet } = useMessages();
  const { pad } = scoreSheet.sheet;
  const digit = (value: string) => (
    <button key={value} type="button" data-key={value}>
      {value}
    </button>
  );
  return (
    <div className="number-pad" data-pad="" role="group" aria-label={pad.title} hidden>
      <p className="pad-head">
        <span className="pad-label" data-pad-label="" />
        <button type="button" className="pad-link" data-key="system">
          {pad.system}
        </button>
        <button type="button" className="pad-link" data-key="done">
          <Icon name="down" label={pad.done} />
        </button>
      </p>
      <div className="pad-keys">
        {["7", "8", "9"].map(digit)}
        <button type="button" data-key="back" aria-label={pad.back}>
          ⌫
        </button>
        {["4", "5", "6"].map(digit)}
        <button type="button" data-key="less" aria-label={pad.less}>
          −
        </button>
        {["1", "2", "3"].map(digit)}
        <button type="button" data-key="more" aria-label={pad.more}>
          +
        </button>
        <button type="button" data-key="comma" aria-label={pad.comma}>
          ,
        </button>
        {digit("0")}
        <button type="button" data-key="max" className="pad-word">
          {pad.max}
        </button>
        <button type="button" data-key="next" className="pad-word pad-next">
          {pad.next}
        </button>
      </div>
    </div>
  );
}

/** What the keys do, and the choices of this device. */
export function KeyboardHelp() {
  const { scoreSheet } = useMessages();
  const { keys } = scoreSheet.sheet;
  return (
    <details className="more" data-keys="" hidden>
      <summary>{keys.title}</summary>
      <div className="more-body">
        <label className="choice">
          <input type="checkbox" data-choice="keys" data-aside="" defaultChecked /> <span>{keys.on}</span>
        </label>
        <label className="choice">
          <input type="checkbox" data-choice="pad" data-aside="" defaultChecked /> <span>{keys.pad}</span>
        </label>
        <dl className="keys">
          {keys.list.map(([key, meaning]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <p className="help">{keys.help}</p>
      </div>
    </details>
  );
}
