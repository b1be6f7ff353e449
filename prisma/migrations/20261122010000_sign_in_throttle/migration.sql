-- One timestamp per key is enough for an exact sliding limit (generic cell rate algorithm).
ALTER TABLE "sign_in_throttle" DROP COLUMN "failures", DROP COLUMN "window_start", ADD COLUMN "free_at" TIMESTAMPTZ(3) NOT NULL;
