-- Programs that send with bearer tokens, their public keys, and what must not be taken (again).
CREATE TABLE "oauth_app" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT[],
    "token_lifetime_days" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "oauth_app_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "oauth_key" (
    "id" TEXT NOT NULL,
    "app_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "bits" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "oauth_key_pkey" PRIMARY KEY ("id")
);

-- The primary key is what refuses an assertion that was used before, in whichever process it was.
CREATE TABLE "oauth_assertion" (
    "key_id" TEXT NOT NULL,
    "jti" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "oauth_assertion_pkey" PRIMARY KEY ("key_id","jti")
);

CREATE TABLE "oauth_revocation" (
    "subject" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "oauth_revocation_pkey" PRIMARY KEY ("subject")
);

ALTER TABLE "source" ADD COLUMN "oauth_app_id" TEXT,
ADD COLUMN "oauth_required" BOOLEAN NOT NULL DEFAULT false,
ADD CONSTRAINT "source_oauth_required_of_an_app" CHECK (NOT "oauth_required" OR "oauth_app_id" IS NOT NULL);

CREATE UNIQUE INDEX "oauth_app_workspace_id_name_key" ON "oauth_app"("workspace_id", "name");
CREATE INDEX "oauth_app_workspace_id_created_at_id_idx" ON "oauth_app"("workspace_id", "created_at", "id");
CREATE INDEX "oauth_key_app_id_idx" ON "oauth_key"("app_id");
CREATE INDEX "oauth_assertion_expires_at_idx" ON "oauth_assertion"("expires_at");
CREATE INDEX "oauth_revocation_expires_at_idx" ON "oauth_revocation"("expires_at");
CREATE INDEX "source_oauth_app_id_idx" ON "source"("oauth_app_id");

ALTER TABLE "oauth_app" ADD CONSTRAINT "oauth_app_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "oauth_key" ADD CONSTRAINT "oauth_key_app_id_fkey" FOREIGN KEY ("app_id") REFERENCES "oauth_app"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "source" ADD CONSTRAINT "source_oauth_app_id_fkey" FOREIGN KEY ("oauth_app_id") REFERENCES "oauth_app"("id") ON DELETE NO ACTION ON UPDATE CASCADE;
