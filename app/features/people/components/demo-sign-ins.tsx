import type { Role } from "~/domain/access/roles";
import { paths } from "~/paths";
import { useHref, useMessages } from "~/ui/locale";
import { Card } from "~/ui/primitives";

interface DemoSignInsProps {
  password: string;
  cast: readonly { email: string; role: Role }[];
  /** where to go after signing in */
  next: string | undefined;
}

/** The cast of the demo: each name fills the form with a link, so that it works without scripts. */
export function DemoSignIns({ password, cast, next }: DemoSignInsProps) {
  const { auth } = useMessages();
  const href = useHref();
  const to = (email: string) => `${href(paths.signIn())}?${new URLSearchParams({ vai: email, ...(next ? { tiep: next } : {}) })}`;
  return (
    <Card title={auth.demo.title} look="quiet">
      <p>{auth.demo.text}</p>
      <ul className="my-3">
        {cast.map(({ email, role }) => (
          <li key={email}>
            <a href={to(email)} className="flex flex-wrap justify-between gap-x-4 py-2">
              <span className="strong">{auth.demoRole[role]}</span>
              <span>{email}</span>
            </a>
          </li>
        ))}
      </ul>
      <p>
        {auth.demo.password}: <code className="mono">{password}</code>
      </p>
    </Card>
  );
}
