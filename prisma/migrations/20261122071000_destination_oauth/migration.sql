CREATE TABLE "destination_oauth_client" (
  "workspace_id" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "client_id" TEXT NOT NULL,
  "client_secret" JSONB NOT NULL,
  "authorize_url" TEXT NOT NULL,
  "token_url" TEXT NOT NULL,
  "scopes" TEXT NOT NULL DEFAULT '',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "destination_oauth_client_pkey" PRIMARY KEY ("workspace_id", "type"),
  CONSTRAINT "destination_oauth_client_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "destination_connection" (
  "destination_id" TEXT NOT NULL,
  "access_token" JSONB NOT NULL,
  "refresh_token" JSONB,
  "expires_at" TIMESTAMPTZ(3),
  "problem" TEXT,
  "version" INTEGER NOT NULL DEFAULT 1,
  "connected_by" TEXT NOT NULL,
  "connected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "renewed_at" TIMESTAMPTZ(3),
  CONSTRAINT "destination_connection_pkey" PRIMARY KEY ("destination_id"),
  CONSTRAINT "destination_connection_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destination" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
