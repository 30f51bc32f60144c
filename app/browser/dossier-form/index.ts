import { watchCounts } from "./counts";
import { watchGaps } from "./gaps";
import { watchTables } from "./rows";

watchCounts(document);
watchTables(document);
watchGaps(document);
