-- The same function with one plan for good: with the days in it, PostgreSQL took a plan made anew for each call to be
-- cheaper, and making it cost more than running it (of a call with one event, 300 of 500 µs). What was left out is looked
-- up by index, whatever the statistics say. The keys carried over by an upgrade are asked only while there are any.
-- Appends rows to the log, all or none, but for those whose message_key is there already, of today or the day before.
-- Columns come as text, values separated by \x1f, null as \x1e; rows in the order of their keys, so that two writers can
-- only wait for each other, never deadlock. `places` is each row's place in the order of arrival, from 1, which its id follows.
-- Returns the places of those left out.
CREATE OR REPLACE FUNCTION pipeline.append_events(
  places text, message_keys text, received_ats text, workspace_ids text, source_ids text, message_ids text, types text,
  names text, user_ids text, anonymous_ids text, reasons text, payloads text
) RETURNS SETOF int LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  today bigint := pipeline.enter_log_day();
  base bigint := today * 100000000000;
  yesterday bigint := to_char(to_date(today::text, 'YYYYMMDD') - 1, 'YYYYMMDD')::bigint * 100000000000;
  place int[] := string_to_array(places, E'\x1f')::int[];
  ids bigint[] := ARRAY(SELECT base + nextval('pipeline.event_serial')
                          FROM generate_series(1, (SELECT max(p) FROM unnest(place) AS p)));
  carried int[] := '{}';
  stored int;
BEGIN
  IF EXISTS (SELECT FROM pipeline.dedup_before) THEN
    carried := ARRAY(SELECT r.n FROM unnest(place, string_to_array(message_keys, E'\x1f', E'\x1e')) AS r (n, message_key)
                       JOIN pipeline.dedup_before b ON b.message_key = r.message_key::uuid);
  END IF;
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
     AND r.n <> ALL (carried)
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS stored = ROW_COUNT;
  IF stored < cardinality(place) THEN
    RETURN QUERY
    SELECT r.n FROM unnest(place, string_to_array(source_ids, E'\x1f')) AS r (n, source_id)
     WHERE (SELECT true FROM pipeline.event e WHERE e.source_id = r.source_id AND e.id = ids[r.n] AND e.id >= base) IS NULL;
  END IF;
END $$;
