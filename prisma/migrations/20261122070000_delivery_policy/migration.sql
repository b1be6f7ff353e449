-- How a destination is delivered to: requests at once and a second, tries, and the window in minutes (ADR 14).
ALTER TABLE "destination"
  ADD COLUMN "delivery_concurrency" INTEGER NOT NULL DEFAULT 64,
  ADD COLUMN "delivery_per_second" INTEGER,
  ADD COLUMN "delivery_max_attempts" INTEGER,
  ADD COLUMN "delivery_window_minutes" INTEGER NOT NULL DEFAULT 240;

-- What every worker knows of destinations that fail or ask for patience. A destination without a row is delivered to.
CREATE TABLE pipeline.breaker (
  destination_id text        PRIMARY KEY,
  workspace_id   text        NOT NULL,
  state          text        NOT NULL DEFAULT 'closed', -- closed | open (nothing is sent) | probing (single tries)
  since          timestamptz NOT NULL DEFAULT now(),    -- of this state; open and probing are one spell
  reason         text,                                  -- of the failure that opened it, or of the last probe
  tries          int         NOT NULL DEFAULT 0,        -- counted when it opened
  failures       int         NOT NULL DEFAULT 0,
  failed_probes  int         NOT NULL DEFAULT 0,        -- in a row; they decide about the next interval
  good_probes    int         NOT NULL DEFAULT 0,        -- in a row; enough of them close it
  next_probe_at  timestamptz NOT NULL DEFAULT now(),
  probe_token    text,                                  -- of the probe under way, and until when it is waited for
  probe_until    timestamptz,
  paused_until   timestamptz                            -- a 429 asked for this, whatever the state
) WITH (fillfactor = 50);

-- Tries of the last minutes in slots of ten seconds, of all workers together.
CREATE TABLE pipeline.breaker_count (
  destination_id text        NOT NULL,
  slot           timestamptz NOT NULL,
  tries          int         NOT NULL,
  failures       int         NOT NULL,
  PRIMARY KEY (destination_id, slot)
) WITH (fillfactor = 50);

-- Failed deliveries that somebody wants sent again; the worker decides them anew and deletes the row.
CREATE TABLE pipeline.resend (
  event_id       bigint      NOT NULL,
  destination_id text        NOT NULL,
  workspace_id   text        NOT NULL,
  asked_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (destination_id, event_id)
);

-- A delivery that is sent again goes on counting its attempts; its schedule begins anew.
ALTER TABLE pipeline.delivery ADD COLUMN earlier_attempts int NOT NULL DEFAULT 0;
-- The mappings that were delivered of what failed as a whole: they are not sent again.
ALTER TABLE pipeline.outcome ADD COLUMN done_subscriptions text[];

-- Deliveries to be tried again, by age: those whose window is over, lists, "retry now".
CREATE INDEX delivery_put_off ON pipeline.delivery (destination_id, created_at, id) WHERE last_reason IS NOT NULL;
-- Deliveries that failed for good: lists, "send again".
CREATE INDEX outcome_failed ON pipeline.outcome (destination_id, at) WHERE outcome = 'failed_delivery';
