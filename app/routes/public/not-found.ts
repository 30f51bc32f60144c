import { refuse } from "~/platform/http/responses.server";

/** Every address that is none: said within the public frame. */
export function loader(): null {
  return refuse("not_found");
}

export function action(): null {
  return refuse("not_found");
}

export default function NotFound() {
  return null;
}
