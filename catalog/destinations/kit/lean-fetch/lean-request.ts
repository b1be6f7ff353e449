import { bytesOf, LeanBody, type BodyInit } from './lean-body';
import { LeanHeaders, type HeadersInit } from './lean-headers';

/** What a request can be told. */
export interface LeanRequestInit {
  method?: string;
  headers?: HeadersInit;
  body?: BodyInit;
  signal?: AbortSignal | null;
}

const normal = (url: string) => (URL.canParse(url) ? new URL(url).href : url);

/** A request as definitions make it: what of the class of node-fetch matters to them. */
export class LeanRequest extends LeanBody {
  readonly url: string;
  readonly method: string;
  readonly headers: LeanHeaders;
  readonly signal: AbortSignal | null;

  /** @throws TypeError when a header is not allowed in HTTP, or a GET has a body. */
  constructor(input: LeanRequest | URL | string, init: LeanRequestInit = {}) {
    const from = input instanceof LeanRequest ? input : null;
    const given = init.body !== null && init.body !== undefined;
    const { bytes, type } = given ? bytesOf(init.body) : { bytes: from?.bytes ?? null, type: null };
    super(bytes);
    this.url = input instanceof LeanRequest ? input.url : normal(typeof input === 'string' ? input : input.href);
    this.method = (init.method ?? from?.method ?? 'GET').toUpperCase();
    if (bytes !== null && (this.method === 'GET' || this.method === 'HEAD'))
      throw new TypeError('Request with GET/HEAD method cannot have body');
    this.headers = new LeanHeaders(init.headers ?? from?.headers);
    if (type !== null && !this.headers.has('content-type')) this.headers.set('content-type', type);
    this.signal = init.signal ?? from?.signal ?? null;
  }

  clone(): LeanRequest {
    return new LeanRequest(this);
  }
}
