-- How far each local spool was drained: moved in the transaction that appends its rows, so that each of its records is
-- appended exactly once, also those that claim no dedup key. A row outlives its spool, against a data folder that comes
-- back from a backup.
CREATE TABLE pipeline.spool_position (
  spool_id text        PRIMARY KEY,
  segment  bigint      NOT NULL,               -- number of the segment file
  read_to  bigint      NOT NULL,               -- bytes of it that are in the log
  moved_at timestamptz NOT NULL DEFAULT now()
);
