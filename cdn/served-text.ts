import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** A text in both encodings it is served in. */
export interface ServedText {
  contentType: string;
  plain: Buffer;
  gzipped: Buffer;
  /** Of the plain text, without quotes; the compressed one's tag is derived from it. */
  tag: string;
}

/** Prepares `text` to be served many times. */
export async function servedText(text: string | Buffer, contentType: string): Promise<ServedText> {
  const plain = Buffer.from(text);
  const tag = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  return { contentType, plain, gzipped: await compress(plain, { level: 9 }), tag };
}
