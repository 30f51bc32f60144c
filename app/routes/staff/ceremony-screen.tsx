import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LiveStage, StepButtons } from "~/features/ceremony/components/live-stage";
import { Slide } from "~/features/ceremony/components/slide";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { refuse } from "~/platform/http/responses.server";
import { signedInLinks } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { headOf, requireCeremony, slideView, stampOf } from "./ceremony-access.server";

export const links = signedInLinks;

export const handle = { pageScripts: ["ceremony"] };

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).ceremony.screenTitle }];

const THEMES = ["toi", "sang"] as const;

/** The page holds the present step and nothing of those to come: whoever reads its source learns no prize early. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, programme } = await requireCeremony(args);
  if (!programme) refuse("not_found");
  const { step, steps } = programme;
  const asked = new URL(args.request.url).searchParams.get("nen");
  const slide = await slideView(args, { actor, programme }, step);
  return { slug: edition.slug, head: headOf(programme), stamp: stampOf(programme), step, hasNext: step + 1 < steps.length, slide, theme: THEMES.find((theme) => theme === asked) ?? null };
}

/** The screen of the hall: one prize at a time, led from here by keys or from a phone. */
export default function CeremonyScreen() {
  const { slug, head, stamp, step, hasNext, slide, theme } = useLoaderData<typeof loader>();
  const { ceremony } = useMessages();
  const href = useHref();
  const here = href(paths.ceremony(slug));
  const screen = href(paths.ceremonyScreen(slug));
  return (
    <main id="main" className={theme === null ? "stage" : `stage stage-${theme}`}>
      <LiveStage stateUrl={`${here}/trang-thai`} stamp={stamp}>
        <Slide slide={slide} head={head} />
        <div className="stage-foot">
          <StepButtons action={here} back={theme === null ? screen : `${screen}?nen=${theme}`} step={step} steps={hasNext ? step + 2 : step + 1} />
          <p>
            <a href="?nen=toi">{ceremony.themeDark}</a> <a href="?nen=sang">{ceremony.themeLight}</a> <a href={here}>{ceremony.leave}</a>
          </p>
        </div>
      </LiveStage>
    </main>
  );
}
