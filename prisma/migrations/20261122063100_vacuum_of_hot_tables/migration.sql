-- What is updated in place gets room on its page, so that a new version of a row stays beside the old one, touches no index,
-- and is tidied by the next reader of the page instead of by autovacuum.
ALTER TABLE pipeline.outcome_count SET (fillfactor = 50);
ALTER TABLE pipeline.latency_count SET (fillfactor = 50);
ALTER TABLE pipeline.api_call SET (fillfactor = 50);
ALTER TABLE pipeline.log_cursor SET (fillfactor = 10);

-- The queue is the one hot table whose rows are deleted. It is small, so it is vacuumed often and at full speed: its dead
-- rows then never are more than a moment's work, whatever the number of rows that passed through.
ALTER TABLE pipeline.delivery SET (
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0,
  autovacuum_vacuum_insert_threshold = -1,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000
);

-- The partitions of before this version; new ones get the same when they are made.
DO $$
DECLARE
  partition regclass;
BEGIN
  FOR partition IN
    SELECT c.oid::regclass FROM pg_class c
     WHERE c.relnamespace = 'pipeline'::regnamespace AND c.relkind = 'r' AND c.relispartition
  LOOP
    EXECUTE format('ALTER TABLE %s SET (autovacuum_vacuum_insert_threshold = -1, autovacuum_analyze_threshold = 50000,
                                        autovacuum_analyze_scale_factor = 1)', partition);
  END LOOP;
END $$;
