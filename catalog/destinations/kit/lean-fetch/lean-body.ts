import { Readable } from 'node:stream';

/** What a body can be made of; anything else is sent as its text. */
export type BodyInit =
  string | URLSearchParams | ArrayBuffer | ArrayBufferView | object | number | boolean | null | undefined;

/** The bytes of a body, and the type it has unless a header says otherwise. */
export function bytesOf(init: BodyInit): { bytes: Buffer | null; type: string | null } {
  if (init === null || init === undefined) return { bytes: null, type: null };
  if (Buffer.isBuffer(init)) return { bytes: init, type: null };
  if (init instanceof ArrayBuffer) return { bytes: Buffer.from(init), type: null };
  if (ArrayBuffer.isView(init))
    return { bytes: Buffer.from(init.buffer, init.byteOffset, init.byteLength), type: null };
  if (init instanceof URLSearchParams)
    return { bytes: Buffer.from(init.toString()), type: 'application/x-www-form-urlencoded;charset=UTF-8' };
  return { bytes: Buffer.from(String(init as string)), type: 'text/plain;charset=UTF-8' };
}

/** A body that is all there, and may be read as often as one likes. */
export class LeanBody {
  readonly #bytes: Buffer | null;

  constructor(bytes: Buffer | null) {
    this.#bytes = bytes;
  }

  /** What is sent or was received; null: no body. */
  get bytes(): Buffer | null {
    return this.#bytes;
  }

  get body(): Readable | null {
    return this.#bytes && Readable.from(this.#bytes, { objectMode: false });
  }

  get bodyUsed(): boolean {
    return false;
  }

  text(): Promise<string> {
    return Promise.resolve(this.#bytes?.toString('utf8') ?? '');
  }

  /** @throws SyntaxError (rejects) when it is not JSON. */
  async json(): Promise<unknown> {
    return JSON.parse(await this.text()) as unknown;
  }

  buffer(): Promise<Buffer> {
    return Promise.resolve(this.#bytes ?? Buffer.alloc(0));
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = await this.buffer();
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  }

  async blob(): Promise<Blob> {
    return new Blob([await this.arrayBuffer()]);
  }
}
