import type { MetaFunction } from "@remix-run/node";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { PageHeader } from "~/ui/layout";
import { useMessages } from "~/ui/locale";

export const meta: MetaFunction = ({ location }) => {
  const { publicsite, common } = messagesFor(localeOfPath(location.pathname));
  return [{ title: `${publicsite.privacy.title} · ${common.appName}` }, { name: "description", content: publicsite.privacy.description }];
};

export default function PrivacyPage() {
  const { privacy } = useMessages().publicsite;
  return (
    <>
      <PageHeader title={privacy.title} lead={privacy.lead} />
      <div className="prose">
        {privacy.sections.map(({ title, items }) => (
          <section key={title}>
            <h2>{title}</h2>
            <ul>
              {items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          </section>
        ))}
        <h2>{privacy.contact}</h2>
        <p>{privacy.contactNone}</p>
      </div>
    </>
  );
}
