-- The event log, partitioned by the day on which the database stored an event, with the dedup key inside (ADR 12).
-- An id says its day: 2026112200000000042 is the 42nd number, given on 22 November 2026 (UTC). So an id finds its partition,
-- ids ascend in time, and a day is one range of them. Each day's partition has a unique index on `message_key`, made by
-- ensure-partitions.ts; the day before is looked up by pipeline.append_events, under a lock that makes the pair one constraint.

CREATE SEQUENCE pipeline.event_serial MAXVALUE 99999999999 CYCLE;

-- The clock of the log. One clock for all writers, that of the database; a function so that tests can stop it.
CREATE FUNCTION pipeline.log_clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';

-- 20261122 for any moment of that day (UTC).
CREATE FUNCTION pipeline.day_number(at timestamptz) RETURNS bigint LANGUAGE sql STABLE
  AS $$ SELECT to_char(at AT TIME ZONE 'UTC', 'YYYYMMDD')::bigint $$;

ALTER TABLE pipeline.event RENAME TO event_before;
ALTER TABLE pipeline.event_before ALTER COLUMN id DROP IDENTITY;
ALTER TABLE pipeline.event_before DROP CONSTRAINT event_pkey;
ALTER TABLE pipeline.event_before ADD COLUMN message_key uuid;
ALTER INDEX pipeline.event_follow RENAME TO event_before_follow;
ALTER INDEX pipeline.event_newest RENAME TO event_before_newest;
ALTER INDEX pipeline.event_message RENAME TO event_before_message;
DO $$
DECLARE
  day text;
BEGIN
  FOR day IN SELECT right(inhrelid::regclass::text, 8) FROM pg_inherits WHERE inhparent = 'pipeline.event_before'::regclass LOOP
    EXECUTE format('ALTER TABLE pipeline.event_%s RENAME TO event_before_%s', day, day);
  END LOOP;
END $$;

CREATE TABLE pipeline.event (
  id           bigint      NOT NULL DEFAULT pipeline.day_number(now()) * 100000000000 + nextval('pipeline.event_serial'),
  tx           xid8        NOT NULL DEFAULT pg_current_xact_id(),
  received_at  timestamptz NOT NULL,
  workspace_id text        NOT NULL,
  source_id    text        NOT NULL,
  message_id   text        NOT NULL,
  message_key  uuid,                             -- what makes it unique, see message-key.ts; null: it may be there any number of times
  type         text        NOT NULL,             -- identify|track|page|screen|group|alias, or 'unknown' when it could not be told
  name         text,                             -- event name, page or screen name, else null
  user_id      text,
  anonymous_id text,
  outcome      text        NOT NULL,             -- successfully_received | failed_on_ingest
  reason       text,                             -- code of segment-facts 1.6 when failed_on_ingest
  payload      text        NOT NULL              -- normalised JSON; text, because jsonb refuses \u0000 and lone surrogates
) PARTITION BY RANGE (id);
CREATE INDEX event_follow ON pipeline.event (tx, id);
CREATE INDEX event_newest ON pipeline.event (source_id, id);
CREATE INDEX event_failed ON pipeline.event USING hash (message_id) WHERE reason IS NOT NULL;

-- What a data folder of before has: its log becomes the oldest partition, and its dedup keys of the last two days are carried
-- over, hashed as message-key.ts does. An empty log leaves nothing behind.
CREATE TABLE pipeline.dedup_before (
  message_key uuid PRIMARY KEY,
  received_at timestamptz NOT NULL
);
INSERT INTO pipeline.dedup_before
SELECT encode(substring(sha256(convert_to(source_id || E'\n' || message_id, 'UTF8')) FOR 16), 'hex')::uuid, received_at
  FROM pipeline.dedup_key WHERE received_at > now() - interval '48 hours'
ON CONFLICT DO NOTHING;
DROP TABLE pipeline.dedup_key;
DO $$
BEGIN
  IF EXISTS (SELECT FROM pipeline.event_before) THEN
    ALTER TABLE pipeline.event ATTACH PARTITION pipeline.event_before FOR VALUES FROM (0) TO (1000000000000000000);
  ELSE
    DROP TABLE pipeline.event_before;
  END IF;
END $$;

-- The day (20261122) that a writer of the log may write to, held until its transaction ends.
-- Every writer shares the lock of its day. In the first hour of a day it also waits until nobody holds the day before, so
-- that what it looks up there next is complete; transactions that append live for seconds. Whoever got the lock of a day
-- that has meanwhile ended tries again.
CREATE FUNCTION pipeline.enter_log_day() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  at timestamptz := pipeline.log_clock();
  today bigint := pipeline.day_number(at);
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7270736, today::int);
  at := pipeline.log_clock();
  IF pipeline.day_number(at) <> today THEN
    RAISE EXCEPTION 'the day ended while its lock was waited for' USING ERRCODE = 'serialization_failure';
  END IF;
  IF extract(hour FROM at AT TIME ZONE 'UTC') = 0 THEN
    BEGIN
      PERFORM pg_advisory_xact_lock(7270736, pipeline.day_number(at - interval '1 day')::int);
      RAISE EXCEPTION USING ERRCODE = 'SW001'; -- rolls the block back, which lets go of the lock
    EXCEPTION WHEN SQLSTATE 'SW001' THEN NULL;
    END;
  END IF;
  RETURN today;
END $$;

-- Appends rows to the log, all or none, but for those whose message_key is there already, of today or the day before.
-- Columns come as text, values separated by \x1f, null as \x1e; rows in the order of their keys, so that two writers can
-- only wait for each other, never deadlock. `places` is each row's place in the order of arrival, from 1, which its id follows.
-- Returns the places of those left out.
CREATE FUNCTION pipeline.append_events(
  places text, message_keys text, received_ats text, workspace_ids text, source_ids text, message_ids text, types text,
  names text, user_ids text, anonymous_ids text, reasons text, payloads text
) RETURNS SETOF int LANGUAGE plpgsql AS $$
DECLARE
  today bigint := pipeline.enter_log_day();
  base bigint := today * 100000000000;
  yesterday bigint := to_char(to_date(today::text, 'YYYYMMDD') - 1, 'YYYYMMDD')::bigint * 100000000000;
  place int[] := string_to_array(places, E'\x1f')::int[];
  ids bigint[] := ARRAY(SELECT base + nextval('pipeline.event_serial')
                          FROM generate_series(1, (SELECT max(p) FROM unnest(place) AS p)));
  stored int;
BEGIN
  INSERT INTO pipeline.event (id, received_at, workspace_id, source_id, message_id, message_key, type, name, user_id,
                              anonymous_id, outcome, reason, payload)
  SELECT ids[r.n], r.received_at::timestamptz, r.workspace_id, r.source_id, r.message_id, r.message_key::uuid, r.type, r.name,
         r.user_id, r.anonymous_id, CASE WHEN r.reason IS NULL THEN 'successfully_received' ELSE 'failed_on_ingest' END,
         r.reason, r.payload
    FROM unnest(place, string_to_array(message_keys, E'\x1f', E'\x1e'), string_to_array(received_ats, E'\x1f'),
                string_to_array(workspace_ids, E'\x1f'), string_to_array(source_ids, E'\x1f'),
                string_to_array(message_ids, E'\x1f', E'\x1e'), string_to_array(types, E'\x1f'),
                string_to_array(names, E'\x1f', E'\x1e'), string_to_array(user_ids, E'\x1f', E'\x1e'),
                string_to_array(anonymous_ids, E'\x1f', E'\x1e'), string_to_array(reasons, E'\x1f', E'\x1e'),
                string_to_array(payloads, E'\x1f'))
         AS r (n, message_key, received_at, workspace_id, source_id, message_id, type, name, user_id, anonymous_id, reason, payload)
   WHERE (SELECT true FROM pipeline.event e WHERE e.message_key = r.message_key::uuid AND e.id >= yesterday AND e.id < base) IS NULL
     AND (SELECT true FROM pipeline.dedup_before b WHERE b.message_key = r.message_key::uuid) IS NULL
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS stored = ROW_COUNT;
  IF stored < cardinality(place) THEN
    RETURN QUERY
    SELECT r.n FROM unnest(place, string_to_array(source_ids, E'\x1f')) AS r (n, source_id)
     WHERE NOT EXISTS (SELECT FROM pipeline.event e WHERE e.source_id = r.source_id AND e.id = ids[r.n]);
  END IF;
END $$;
