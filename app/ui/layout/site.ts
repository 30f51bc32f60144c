/** What the frame shows of the host; comes from the database, the same for every visitor. */
export interface Site {
  /** The standing body, and the body above it. */
  union: { name: string; parent?: string };
  /** The two contests: their running editions. */
  contests: ReadonlyArray<{ label: string; href: string }>;
  contact?: { address?: string; email?: string; phone?: string };
  /** Says on every page that people and entries are fictional. */
  demo?: boolean;
}
