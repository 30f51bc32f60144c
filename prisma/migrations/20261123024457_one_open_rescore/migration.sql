-- At most one meeting on the scores of an entry is open in a round.
CREATE UNIQUE INDEX "Rescore_one_open" ON "Rescore" ("entryId", "roundId") WHERE "state" = 'OPEN';
