import type { ReactNode } from "react";
import { SECTIONS, type Section } from "~/domain/contest/completeness";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { type Crumb, Notice, Tabs } from "~/ui/primitives";
import { SECTION_SLUGS } from "../../sections";

interface SettingsFrameProps {
  slug: string;
  section: Section;
  canConfigure: boolean;
  isAnnounced: boolean;
  saved: boolean;
  /** a page below the section's own */
  below?: string;
  children: ReactNode;
}

/** Around every settings page: where it stands among the sections, and what holds for changes now. */
export function SettingsFrame({ slug, section, canConfigure, isAnnounced, saved, below, children }: SettingsFrameProps) {
  const { settings } = useMessages().editions;
  const href = useHref();
  const address = (one: Section) => href(paths.editionSettings(slug, SECTION_SLUGS[one]));
  const crumbs: Crumb[] = [{ label: settings.title, href: href(paths.editionSettings(slug)) }];
  if (below) crumbs.push({ label: settings.section[section], href: address(section) });
  crumbs.push({ label: below ?? settings.section[section] });
  return (
    <>
      <PageHeader title={below ?? settings.section[section]} lead={settings.sectionLead[section]} crumbs={crumbs} />
      <Tabs label={settings.title} items={SECTIONS.map((one) => ({ label: settings.section[one], href: address(one), current: one === section }))} />
      <div className="max-w-3xl space-y-4">
        {saved && (
          <Notice tone="success" live>
            {settings.saved}
          </Notice>
        )}
        {!canConfigure && <Notice>{settings.readOnly}</Notice>}
        {canConfigure && isAnnounced && <Notice tone="warning">{settings.announcedNote}</Notice>}
        {children}
      </div>
    </>
  );
}
