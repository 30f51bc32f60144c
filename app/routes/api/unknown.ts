import { openProblem } from "~/platform/http/open-data.server";

export function loader() {
  return openProblem(404, "No such address");
}

export function action() {
  return loader();
}
