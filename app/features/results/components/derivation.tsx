import { useFormats, useMessages } from "~/ui/locale";
import { Card } from "~/ui/primitives";
import type { ReadNumber } from "~/domain/results/derivation";
import type { DerivationView } from "../derivation-view.server";

/** The way from the sheets to mean, rank and prize, in steps that anybody can do again by hand. */
export function Derived({ view }: { view: DerivationView }) {
  const { results } = useMessages();
  const { decimal, score, integer, list, share } = useFormats();
  const texts = results.derivation;
  const number = ({ text, isWhole }: ReadNumber) => `${decimal(text)}${isWhole ? "" : "…"}`;
  const labelOf = (code: string) => view.criterionLabels[code] ?? code;
  const several = view.rounds.length > 1;
  return (
    <Card title={texts.title}>
      <p className="muted">{texts.lead}</p>
      <ol className="list-decimal ps-6 grid gap-3">
        {view.rounds.map(({ round, weight, totals, sum, mean, share: part }) => (
          <li key={round ?? ""}>
            {several && <span className="strong">{view.roundNames[round ?? ""] ?? round}: </span>}
            {texts.mean(list(totals.map(({ judge, total }) => `${judge} ${score(total)}`)))}
            <span className="block num">
              ({totals.map(({ total }) => score(total)).join(" + ")}) : {integer(totals.length)} = {score(sum)} : {integer(totals.length)} = {number(mean)}
            </span>
            {several && (
              <span className="block num">
                {texts.weight(share(weight))}: {number(mean)} × {share(weight)} = {number(part)}
              </span>
            )}
          </li>
        ))}
        {several && (
          <li>
            {texts.sum}
            <span className="block num">
              {view.rounds.map(({ share: part }) => number(part)).join(" + ")} = {number(view.exact)}
            </span>
          </li>
        )}
        <li>
          {texts.round(integer(view.decimals))}
          <span className="block num strong">
            {number(view.exact)} → {decimal(view.mean)}
          </span>
        </li>
        <li>
          {texts.above(integer(view.higher))}
          {view.equals.length > 0 && (
            <>
              {" "}
              {view.tieBreak.length > 0 ? texts.equal(list(view.tieBreak.map(({ code }) => labelOf(code)))) : texts.equalNoRule}
              <ul className="list-disc ps-6">
                {view.equals.map(({ entry, isAbove, decidedBy }) => (
                  <li key={entry}>
                    {decidedBy
                      ? (isAbove ? texts.isAbove : texts.isBelow)(entry, labelOf(decidedBy.code), decimal(decidedBy.other), decimal(decidedBy.own))
                      : texts.shares(entry)}
                  </li>
                ))}
              </ul>
            </>
          )}
        </li>
        <li>
          <span className="strong">{texts.rank(integer(view.rank))}</span>
          {view.perField && view.rankInField !== null && ` ${texts.rankInField(integer(view.rankInField))}`}
        </li>
        <li>
          {view.prize === null
            ? view.flags.includes("BELOW_MIN")
              ? texts.belowMin
              : texts.noPrize
            : view.prize.minScore === null
              ? texts.prize(view.prize.label, integer(view.prize.quota))
              : texts.prizeFrom(view.prize.label, integer(view.prize.quota), decimal(view.prize.minScore))}
        </li>
      </ol>
    </Card>
  );
}
