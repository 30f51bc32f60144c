import type { Config } from "~/platform/config/config.server";

/** Other origins a page may send files to and show files from; none but ourselves unless the hosted service is used. */
export interface HostedSources {
  readonly connect: readonly string[];
  readonly show: readonly string[];
}

const NONE: HostedSources = { connect: [], show: [] };
const HOSTNAME = /^[a-z0-9.-]+$/i;

/** Read from the token: where its regions take files in, and where its application's files are fetched from. */
export function hostedSources({ uploadthingToken }: Pick<Config, "uploadthingToken">): HostedSources {
  if (uploadthingToken === null) return NONE;
  const { appId, regions, ingestHost = "ingest.uploadthing.com" } = JSON.parse(Buffer.from(uploadthingToken, "base64").toString("utf8")) as { appId: string; regions: string[]; ingestHost?: string };
  const hosts = [...regions.map((region) => `${region}.${ingestHost}`), `${appId}.ufs.sh`];
  // A token that holds anything but names must not write into the policy.
  if (!hosts.every((host) => HOSTNAME.test(host))) return NONE;
  const addresses = hosts.map((host) => `https://${host}`);
  return { connect: addresses.slice(0, -1), show: addresses.slice(-1) };
}
