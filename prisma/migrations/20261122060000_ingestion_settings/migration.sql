-- How a source answers its senders, and where it tells them to send.
ALTER TABLE "source" ADD COLUMN "honest_mode" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "region" TEXT;

-- A limit of one write key; without one only the limit of the workspace counts.
ALTER TABLE "write_key" ADD COLUMN "events_per_second" INTEGER;
