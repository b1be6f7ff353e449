/**
 * A definition's condition as our conditions are written. Six of the packages' are written as Segment's parser happens to
 * take them: `type = track` without quotes, `"Identify"` with a capital, a comma for `and`. By our rules they match nothing.
 */
export function plainTrigger(written: string): string {
  return written
    .replaceAll(
      /\btype\s*=\s*"?(track|identify|page|screen|group|alias)\b"?/gi,
      (_, call: string) => `type = "${call.toLowerCase()}"`,
    )
    .replaceAll(/"\s*,\s*(?=(event|type|name)\s*=)/g, '" and ');
}
