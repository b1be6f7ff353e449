-- What this database is called, for those who keep events for it elsewhere. A row and not PostgreSQL's own identifier, so that
-- it goes along with a dump and a move to another server.
CREATE TABLE pipeline.database_id (
  id     uuid    NOT NULL DEFAULT gen_random_uuid(),
  single boolean PRIMARY KEY DEFAULT true CHECK (single)
);
INSERT INTO pipeline.database_id DEFAULT VALUES;
