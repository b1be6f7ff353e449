/** Groups rows by their source, in order of first appearance. */
export function bySource<Row extends { sourceId: string }>(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.sourceId);
    if (group) group.push(row);
    else groups.set(row.sourceId, [row]);
  }
  return groups;
}
