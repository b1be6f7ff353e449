-- The hot tables: what events go through. Written by hand, read and written only by storage/{events,deliveries,metrics,usage}.
-- They live in a schema of their own so that Prisma, which owns "public", neither sees nor touches them.
-- No foreign keys into the control plane: appending an event must never lock or wait for a configuration row.

CREATE SCHEMA IF NOT EXISTS pipeline;

-- The event log: append-only, one partition a day, retention is a dropped partition.
-- `tx` is the writing transaction: readers that follow the log take only rows whose transaction is older than every
-- transaction still open (pg_snapshot_xmin), so a row that commits late can never be skipped by a cursor on (tx, id).
CREATE TABLE pipeline.event (
  id           bigint GENERATED ALWAYS AS IDENTITY,
  tx           xid8        NOT NULL DEFAULT pg_current_xact_id(),
  received_at  timestamptz NOT NULL,
  workspace_id text        NOT NULL,
  source_id    text        NOT NULL,
  message_id   text        NOT NULL,
  type         text        NOT NULL,             -- identify|track|page|screen|group|alias, or 'unknown' when it could not be told
  name         text,                             -- event name, page or screen name, else null
  user_id      text,
  anonymous_id text,
  outcome      text        NOT NULL,             -- successfully_received | failed_on_ingest
  reason       text,                             -- code of segment-facts 1.6 when failed_on_ingest
  payload      text        NOT NULL,             -- normalised JSON; text, because jsonb refuses \u0000 and lone surrogates
  PRIMARY KEY (id, received_at)
) PARTITION BY RANGE (received_at);
CREATE INDEX event_follow ON pipeline.event (tx, id);
CREATE INDEX event_newest ON pipeline.event (source_id, id DESC);
CREATE INDEX event_message ON pipeline.event (source_id, message_id);

-- Dedup: the unique constraint that makes an event exactly-once in the log, kept for at least 24 h.
CREATE TABLE pipeline.dedup_key (
  source_id   text        NOT NULL,
  message_id  text        NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (source_id, message_id)
);
CREATE INDEX dedup_key_age ON pipeline.dedup_key USING brin (received_at);

-- How far each follower of the log has read.
CREATE TABLE pipeline.log_cursor (
  consumer text   PRIMARY KEY,
  tx       xid8   NOT NULL DEFAULT '0',
  id       bigint NOT NULL DEFAULT 0,
  moved_at timestamptz NOT NULL DEFAULT now()
);

-- The delivery queue: one row per (event, destination) still on its way; deleted when it reaches its end.
CREATE TABLE pipeline.delivery (
  id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id       text        NOT NULL,
  source_id          text        NOT NULL,
  destination_id     text        NOT NULL,
  config_version     int         NOT NULL,       -- the configuration that decided this delivery
  event_id           bigint      NOT NULL,
  event_received_at  timestamptz NOT NULL,       -- finds the event's partition
  message_id         text        NOT NULL,
  event_type         text        NOT NULL,
  event_name         text,
  payload            text,                       -- only when a filter changed the event; null: as in the log
  subscription_ids   text[]      NOT NULL,       -- the mappings whose trigger matched
  done_subscriptions text[]      NOT NULL DEFAULT '{}',
  attempt            int         NOT NULL DEFAULT 0,
  run_at             timestamptz NOT NULL DEFAULT now(),
  lease_until        timestamptz,
  last_reason        text,
  created_at         timestamptz NOT NULL DEFAULT now(),
  UNIQUE (event_id, destination_id)
);
CREATE INDEX delivery_claim ON pipeline.delivery (destination_id, run_at, id);

-- Where every (event, destination) ended, and per-event ends with destination_id '' ("no destination wanted it").
-- Append-only, one partition a day.
CREATE TABLE pipeline.outcome (
  at                timestamptz NOT NULL,
  workspace_id      text        NOT NULL,
  source_id         text        NOT NULL,
  destination_id    text        NOT NULL DEFAULT '',
  event_id          bigint      NOT NULL,
  event_received_at timestamptz NOT NULL,
  message_id        text        NOT NULL,
  event_type        text        NOT NULL,
  event_name        text,
  outcome           text        NOT NULL,        -- filtered_at_source | filtered_at_destination | failed_delivery | successful_delivery | no_destination
  reason            text,                        -- code of segment-facts 4.8 and 4.9
  detail            text,                        -- e.g. the id of the filter, or a sentence
  config_version    int,
  attempts          int         NOT NULL DEFAULT 0,
  latency_ms        int                          -- received by the API to delivered
) PARTITION BY RANGE (at);
CREATE INDEX outcome_event ON pipeline.outcome (event_id, destination_id);

-- Every attempt that did not end well, and the last one that did: status and time, no bodies. One partition a day.
CREATE TABLE pipeline.attempt (
  at             timestamptz NOT NULL,
  destination_id text        NOT NULL,
  event_id       bigint      NOT NULL,
  attempt        int         NOT NULL,
  outcome        text        NOT NULL,           -- successful_delivery | pending_retry | failed_delivery
  reason         text,
  status         int,
  duration_ms    int         NOT NULL,
  next_at        timestamptz
) PARTITION BY RANGE (at);
CREATE INDEX attempt_event ON pipeline.attempt (event_id, destination_id, attempt);

-- Up to ten exchanges kept per destination and reason: what you sent, the request, the response (secrets redacted).
CREATE TABLE pipeline.attempt_sample (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id   text        NOT NULL,
  destination_id text        NOT NULL,
  reason         text        NOT NULL,
  at             timestamptz NOT NULL,
  event_id       bigint      NOT NULL,
  message_id     text        NOT NULL,
  message        text        NOT NULL,           -- the error in words
  sent           text        NOT NULL,
  request        jsonb,                          -- {method, url, headers, body}
  response       jsonb                           -- {status, headers, body, truncated}
);
CREATE INDEX attempt_sample_newest ON pipeline.attempt_sample (destination_id, reason, id DESC);

-- Rollups. bucket is the start of the minute, hour or day (UTC) named by grain. destination_id '' is the source itself.
CREATE TABLE pipeline.outcome_count (
  grain          char(1)     NOT NULL,           -- m, h, d
  bucket         timestamptz NOT NULL,
  workspace_id   text        NOT NULL,
  source_id      text        NOT NULL,
  destination_id text        NOT NULL DEFAULT '',
  event_type     text        NOT NULL,
  outcome        text        NOT NULL,           -- as in outcome, plus successfully_received, failed_on_ingest, pending_retry, duplicate
  reason         text        NOT NULL DEFAULT '',
  on_retry       boolean     NOT NULL DEFAULT false,
  count          bigint      NOT NULL,
  last_at        timestamptz NOT NULL,
  PRIMARY KEY (destination_id, source_id, grain, bucket, event_type, outcome, reason, on_retry)
);
CREATE INDEX outcome_count_workspace ON pipeline.outcome_count (workspace_id, grain, bucket);

-- Latency histogram of successful deliveries; le_ms is the upper bound of the bucket.
CREATE TABLE pipeline.latency_count (
  grain          char(1)     NOT NULL,
  bucket         timestamptz NOT NULL,
  destination_id text        NOT NULL,
  le_ms          int         NOT NULL,
  count          bigint      NOT NULL,
  PRIMARY KEY (destination_id, grain, bucket, le_ms)
);

-- Usage. Every distinct id of a workspace in a month (UTC), with the first day it was seen and, for an anonymous id,
-- the day it was first associated with a userId: daily cumulative MTUs follow from these (segment-facts 6.1).
CREATE TABLE pipeline.tracked_user (
  workspace_id text NOT NULL,
  month        date NOT NULL,
  kind         char(1) NOT NULL,                 -- u: userId, a: anonymousId
  id_hash      uuid NOT NULL,
  first_day    date NOT NULL,
  linked_day   date,
  PRIMARY KEY (workspace_id, month, kind, id_hash)
);
CREATE TABLE pipeline.api_call (
  workspace_id text   NOT NULL,
  source_id    text   NOT NULL,
  day          date   NOT NULL,
  count        bigint NOT NULL,
  PRIMARY KEY (workspace_id, day, source_id)
);
