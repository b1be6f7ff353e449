-- MTUs per source: as pipeline.tracked_user, but per source, because a person seen in two sources counts in both
-- while the workspace counts them once (segment-facts 6.1, UsersPerSourceSnapshotV1). Written with tracked_user, in one go.
CREATE TABLE pipeline.source_user (
  workspace_id text NOT NULL,
  month        date NOT NULL,
  source_id    text NOT NULL,
  kind         char(1) NOT NULL,                 -- u: userId, a: anonymousId
  id_hash      uuid NOT NULL,
  first_day    date NOT NULL,
  linked_day   date,
  PRIMARY KEY (workspace_id, month, source_id, kind, id_hash)
);
