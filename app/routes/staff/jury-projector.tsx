import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LiveRegion } from "~/features/judging/components/live-region";
import { MeetingMoves } from "~/features/judging/components/meeting-moves";
import { MeetingTable } from "~/features/judging/components/meeting-table";
import { stampOf } from "~/features/judging/queries-meeting.server";
import { paths } from "~/paths";
import { signedInLinks } from "~/ui/layout";
import { useHref } from "~/ui/locale";
import { requireMeeting } from "./meeting-access.server";

export const links = signedInLinks;

export const handle = { pageScripts: ["jury-meeting"] };

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [{ title: view?.meeting.title ?? "" }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, meeting, mayLead } = await requireMeeting(args);
  return { slug: edition.slug, meeting, mayLead, stamp: stampOf(meeting) };
}

/** The wall of the room: nothing but what lies on the table, and the two buttons. */
export default function Projector() {
  const { slug, meeting, mayLead, stamp } = useLoaderData<typeof loader>();
  const href = useHref();
  const here = href(paths.juryMeeting(slug, meeting.id));
  const wall = href(paths.juryProjector(slug, meeting.id));
  return (
    <main id="main" className="wall-page">
      <p className="muted">
        <a href={here}>{meeting.title}</a> · {meeting.round}
      </p>
      <div>
        <LiveRegion stateUrl={`${here}/trang-thai`} stamp={stamp}>
          <div className="wall">
            <MeetingTable view={meeting} />
          </div>
          {mayLead && !meeting.isOver && (
            <div className="wall-moves">
              <MeetingMoves version={meeting.version} action={here} back={wall} />
            </div>
          )}
        </LiveRegion>
      </div>
    </main>
  );
}
