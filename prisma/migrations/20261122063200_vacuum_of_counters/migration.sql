-- A few rows that are updated all the time: old versions go when their page is next read (they are updated in place), so a
-- vacuum every few seconds would find nothing to do. It comes after ten thousand that were left over.
ALTER TABLE pipeline.outcome_count SET (autovacuum_vacuum_threshold = 10000, autovacuum_analyze_threshold = 10000);
ALTER TABLE pipeline.latency_count SET (autovacuum_vacuum_threshold = 10000, autovacuum_analyze_threshold = 10000);
ALTER TABLE pipeline.api_call SET (autovacuum_vacuum_threshold = 10000, autovacuum_analyze_threshold = 10000);
ALTER TABLE pipeline.log_cursor SET (autovacuum_vacuum_threshold = 10000, autovacuum_analyze_threshold = 10000);
