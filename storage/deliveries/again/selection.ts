/** Which deliveries of a destination are meant: all that match everything given. */
export interface DeliverySelection {
  workspaceId: string;
  destinationId: string;
  /** One event, a bigint as text. */
  eventId?: string;
  reason?: string;
  eventType?: string;
  /** Of a track, the event; of a page or screen, its name. Exactly so. */
  eventName?: string;
  /** Failed or created at or after this. */
  from?: Date;
  /** Failed or created before this. */
  to?: Date;
}

/**
 * The condition for `selection` as parameters $1 to $8, on the columns workspace_id, destination_id, event_id, event_type
 * and event_name, and those named for reason and time.
 */
export function selected(reasonColumn: string, timeColumn: string): string {
  return `workspace_id = $1 AND destination_id = $2
    AND ($3::bigint IS NULL OR event_id = $3::bigint)
    AND ($4::text IS NULL OR coalesce(${reasonColumn}, '') = $4)
    AND ($5::text IS NULL OR event_type = $5)
    AND ($6::text IS NULL OR event_name = $6)
    AND ($7::timestamptz IS NULL OR ${timeColumn} >= $7)
    AND ($8::timestamptz IS NULL OR ${timeColumn} < $8)`;
}

/** The parameters for `selected`. */
export function selectionValues(selection: DeliverySelection): unknown[] {
  const { workspaceId, destinationId, eventId, reason, eventType, eventName, from, to } = selection;
  return [workspaceId, destinationId, eventId, reason, eventType, eventName, from, to].map((value) => value ?? null);
}
