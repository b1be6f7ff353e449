import { utf16 } from './quote-text';
import { namedParts, type Call } from './read-call';

const INVISIBLE = /[\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** The call as one request to the Tracking API. The write key stands as a shell variable: payloads do not carry it. */
export function curlCall(call: Call): string {
  const json = JSON.stringify(Object.fromEntries(namedParts(call)), null, 2).replace(INVISIBLE, (character) =>
    utf16(character.charCodeAt(0)),
  );
  return [
    `curl "$SWITCHYARD_URL/v1/${call.type}" \\`,
    `  -u "$WRITE_KEY:" \\`,
    `  -H 'content-type: application/json' \\`,
    `  -d '${json.replaceAll("'", "'\\''")}'`,
  ].join('\n');
}
