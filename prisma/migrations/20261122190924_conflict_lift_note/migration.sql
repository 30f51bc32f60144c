-- AlterTable
ALTER TABLE "Conflict" ADD COLUMN     "liftNoteId" UUID;

-- The lock of a judge and an entry is one of 256: assigning thousands of pairs in one transaction must not use up the
-- server's table of locks. Pairs that share a lock only wait for each other.
CREATE FUNCTION pair_lock_key(entry uuid, person text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT (abs(hashtextextended('conflict:' || entry::text || ':' || person, 0) % 256))::integer
$$;

CREATE OR REPLACE FUNCTION lock_pair(entry uuid, person text) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(7411, pair_lock_key(entry, person))
$$;
