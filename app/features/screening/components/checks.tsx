import type { Check, CheckKey, CheckState } from "~/domain/screening/checks";
import { useGroundTexts } from "~/features/duplicates/components/likeness";
import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, Disclosure } from "~/ui/primitives";
import type { Tone } from "~/ui/tone";
import type { ScreenedEntryView } from "../entry-page.server";
import { remarkLabel } from "../remark-labels";
import { WarningText } from "./warnings";

type View = Pick<ScreenedEntryView, "checked" | "warnings" | "shown" | "rules" | "parts" | "sameTitle" | "waiting">;
type Checked = NonNullable<ScreenedEntryView["checked"]>;
type Shown = View & { checked: Checked };

const TONES: Readonly<Record<CheckState, Tone>> = { pass: "success", look: "warning", fail: "danger" };

/** What was checked by itself, before anything else of the entry: what needs a look open, what is in order folded away. */
export function Checks({ view, slug }: { view: View; slug: string }) {
  const { checks, screening } = useMessages();
  const { checked, shown } = view;
  if (!checked || !shown) return null;
  const [passed, others] = [checked.list.filter(({ state }) => state === "pass"), checked.list.filter(({ state }) => state !== "pass")];
  const needsExplanation = others.some(({ key }) => key === "age" || key === "created");
  return (
    <Card title={checks.title}>
      {others.length === 0 && <p>{checks.allPassed}</p>}
      {others.length > 0 && <CheckList list={others} view={{ ...view, checked }} slug={slug} />}
      {needsExplanation && (
        <p>
          <strong>{screening.entry.explanation}:</strong> {shown.eligibilityNote || screening.entry.noExplanation}
        </p>
      )}
      {passed.length > 0 && (
        <Disclosure summary={checks.passed(passed.length)}>
          <CheckList list={passed} view={{ ...view, checked }} slug={slug} />
        </Disclosure>
      )}
      <p className="muted">{checks.help}</p>
    </Card>
  );
}

function CheckList({ list, view, slug }: { list: readonly Check[]; view: Shown; slug: string }) {
  const { checks } = useMessages();
  const ruleOf = useRules(view);
  return (
    <ul className="divide-y divide-line">
      {list.map((check) => {
        const rule = ruleOf(check.key);
        return (
          <li key={check.key} className="py-2">
            <p className="flex flex-wrap items-center gap-2">
              <Badge tone={TONES[check.state]}>{checks.state[check.state]}</Badge>
              <strong>{checks.name[check.key]}</strong>
            </p>
            {check.state !== "pass" && <Evidence check={check} view={view} slug={slug} />}
            {rule !== "" && <p className="muted">{checks.rule(rule)}</p>}
          </li>
        );
      })}
    </ul>
  );
}

/** The rule behind a check, where the edition states one. */
function useRules({ rules }: Pick<View, "rules">): (key: CheckKey) => string {
  const { text } = useMessages().checks;
  const { date, integer } = useFormats();
  const day = (iso: string | null) => (iso === null ? "" : date(iso));
  return (key) => {
    switch (key) {
      case "age":
        return text.age(day(rules.birthDateFrom), day(rules.birthDateTo));
      case "created":
        return text.created(String(rules.createdSinceYear));
      case "authors":
        return text.authors(integer(rules.maxAuthors ?? 0));
      case "shares":
      case "consent":
      case "awarded":
        return text[key];
      default:
        return "";
    }
  };
}

function Evidence({ check, view, slug }: { check: Check; view: Shown; slug: string }) {
  const messages = useMessages();
  const { checks } = messages;
  const { list } = useFormats();
  const { checked } = view;
  const labels = new Map([...view.parts.map(({ key, label }) => [key, label] as const), ["@basics", checks.titleField] as const]);
  const placeOf = (place: string) => (place === "@basics" ? checks.titleField : remarkLabel(messages, labels, place));
  return (
    <ul className="list-disc space-y-1 pl-6">
      {check.warnings.filter(({ kind }) => kind !== "duplicates").map((warning, index) => (
        <li key={index}>
          <WarningText warning={warning} view={view} slug={slug} />
        </li>
      ))}
      {check.key === "files" && <li>{checks.waitingFiles(list(checked.waitingFiles))}</li>}
      {check.key === "oldFont" && <li>{checks.oldFont(list(checked.oldFont.map(placeOf)))}</li>}
      {check.key === "duplicates" && !checked.isCompared && <li>{checks.notCompared}</li>}
      {check.key === "duplicates" && <Pairs checked={checked} slug={slug} />}
      {check.key === "awarded" && checked.awarded.map(({ own, other }) => (
        <li key={other.id}>
          <PairLink slug={slug} own={own.id} other={other.id} text={checks.awarded(other.code, other.award ?? "", other.editionTitle)} />
        </li>
      ))}
      {check.key === "awarded" && checked.before.map((one) => (
        <li key={`${one.entryId} ${one.isFromBelow}`}>
          {checks.before.line([one.code, one.title].filter(Boolean).join(" "), one.isFromBelow ? checks.before.fromBelow(one.award) : one.award, `${one.editionTitle}, ${one.period}`)}
          {one.grounds.map((ground) => checks.before.grounds[ground](list(one.names))).join("; ")}
        </li>
      ))}
    </ul>
  );
}

const MOST_PAIRS = 5;

function Pairs({ checked, slug }: { checked: Checked; slug: string }) {
  const { checks } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const [open, same] = [checked.pairs.filter(({ judgement }) => judgement === null), checked.pairs.filter(({ judgement }) => judgement === "SAME")];
  return (
    <>
      {open.length > 0 && <li>{checks.openPairs(integer(open.length))} <PairList pairs={open.slice(0, MOST_PAIRS)} slug={slug} /></li>}
      {same.length > 0 && <li>{checks.judgedSame} <PairList pairs={same.slice(0, MOST_PAIRS)} slug={slug} /></li>}
      {open.length + same.length > MOST_PAIRS && <li><a href={href(paths.duplicates(slug))}>{checks.toPairs}</a></li>}
    </>
  );
}

function PairList({ pairs, slug }: { pairs: Checked["pairs"]; slug: string }) {
  const groundTexts = useGroundTexts();
  return (
    <ul>
      {pairs.map((pair) => (
        <li key={pair.other.id}>
          <PairLink slug={slug} own={pair.own.id} other={pair.other.id} text={`${pair.other.code} ${pair.other.title}`} /> <span className="muted">({groundTexts(pair).join(", ")})</span>
        </li>
      ))}
    </ul>
  );
}

function PairLink({ slug, own, other, text }: { slug: string; own: string; other: string; text: string }) {
  const href = useHref();
  return <a href={href(paths.duplicatePair(slug, own, other))}>{text}</a>;
}
