import { bytesOf, LeanBody, type BodyInit } from './lean-body';
import { LeanHeaders, type HeadersInit } from './lean-headers';

/** What an answer can be told. */
export interface LeanResponseInit {
  status?: number;
  statusText?: string;
  headers?: HeadersInit;
  url?: string;
}

/** An answer as definitions get it: what of the class of node-fetch matters to them. */
export class LeanResponse extends LeanBody {
  readonly status: number;
  readonly statusText: string;
  readonly headers: LeanHeaders;
  readonly url: string;
  readonly redirected = false;
  readonly type = 'default';

  constructor(body?: BodyInit, { status = 200, statusText = '', headers, url = '' }: LeanResponseInit = {}) {
    super(bytesOf(body).bytes);
    this.status = status;
    this.statusText = statusText;
    this.headers = new LeanHeaders(headers);
    this.url = url;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  clone(): LeanResponse {
    const { status, statusText, headers, url } = this;
    return new LeanResponse(this.bytes, { status, statusText, headers, url });
  }
}
