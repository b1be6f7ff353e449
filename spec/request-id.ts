/**
 * How the id begins under which the Tracking API answers a request: `<arrival>-<process><number>`, all base 36. The
 * arrival, in milliseconds, is also the time under which its events stand in the log, so that an id is found without an index of ids.
 */
export function requestIdStart(at: number): string {
  return `${at.toString(36)}-`;
}

const REQUEST_ID = /^([0-9a-z]{8})-[0-9a-z]{9,24}$/;

/** When the request with this id arrived, or null when `text` is not such an id. */
export function requestIdTime(text: string): Date | null {
  const match = REQUEST_ID.exec(text.trim());
  return match?.[1] === undefined ? null : new Date(Number.parseInt(match[1], 36));
}
