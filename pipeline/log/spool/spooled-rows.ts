import type { EventRow } from '@/storage/events/event-row';

type Facts = [
  receivedAt: string,
  workspaceId: string,
  sourceId: string,
  messageId: string,
  type: EventRow['type'],
  name: string | null,
  userId: string | null,
  anonymousId: string | null,
  reason: EventRow['reason'],
  receipt: string | null,
];

/** Rows as the body of a record: two lines each, its facts and its payload. JSON holds no raw line break. */
export function encodeRows(rows: EventRow[]): Buffer {
  let text = '';
  for (const row of rows) {
    const facts: Facts = [
      row.receivedAt,
      row.workspaceId,
      row.sourceId,
      row.messageId,
      row.type,
      row.name,
      row.userId,
      row.anonymousId,
      row.reason,
      row.receipt ?? null,
    ];
    text += `${JSON.stringify(facts)}\n${row.payload}\n`;
  }
  return Buffer.from(text, 'utf8');
}

/** The rows of a record's body. @throws SyntaxError when it is not one: a bug, since its checksum was right. */
export function decodeRows(body: Buffer): EventRow[] {
  const lines = body.toString('utf8').split('\n');
  const rows: EventRow[] = [];
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const [receivedAt, workspaceId, sourceId, messageId, type, name, userId, anonymousId, reason, receipt] = JSON.parse(
      lines[at] ?? '',
    ) as Facts;
    const payload = lines[at + 1] ?? '';
    const row = { receivedAt, workspaceId, sourceId, messageId, type, name, userId, anonymousId, reason, payload };
    rows.push(receipt === null ? row : { ...row, receipt });
  }
  return rows;
}
