import { networkCode, OutboundError } from './outbound-error';

/** What codes of Node's network modules mean for a person; the host, where it is known, is put in the place of "{}". */
const WORDS: Record<string, string> = {
  ENOTFOUND: 'No server is known by the name {}.',
  EAI_AGAIN: 'The name {} could not be looked up just now.',
  ECONNREFUSED: 'The destination refused the connection.',
  ECONNRESET: 'The destination closed the connection without answering.',
  EPIPE: 'The destination closed the connection while the request was being sent.',
  ECONNABORTED: 'The connection was broken off.',
  ETIMEDOUT: 'The destination did not answer within the time limit.',
  EHOSTUNREACH: 'There is no way to the server of the destination.',
  ENETUNREACH: 'There is no way to the network of the destination.',
  CERT_HAS_EXPIRED: 'The certificate of the destination has expired.',
  CERT_NOT_YET_VALID: 'The certificate of the destination is not valid yet.',
  CERT_REVOKED: 'The certificate of the destination was revoked.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the destination is for another host name.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The destination signed its certificate itself, so it is not trusted.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate of the destination was issued by an authority that is not trusted.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The destination does not show by whom its certificate was issued.',
  UNABLE_TO_GET_ISSUER_CERT: 'The certificate of the destination was issued by an authority that is not known.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'The certificate of the destination was issued by an authority that is not known.',
  EPROTO: 'No secure connection could be agreed on with the destination.',
  ERR_SSL_WRONG_VERSION_NUMBER: 'The destination does not speak TLS on this port.',
};

/** How Node itself says what failed: "getaddrinfo ENOTFOUND example.com". */
const BY_NODE = /\b(?:getaddrinfo|query\w*|connect|read|write) (E[A-Z_]+)(?: ([^\s:,]+))?/;

const said = (code: string, host: string | undefined) =>
  (Object.hasOwn(WORDS, code) ? WORDS[code] : undefined)?.replace(' {}', host ? ` ${host}` : '') ?? null;

/**
 * Why there was no answer, in a sentence: of an error by its code, or of Node's own words where a library put them into a
 * message of its own. Null when it is no failure of the network, or already says what happened.
 */
export function networkSentence(error: unknown): string | null {
  const { message, status, hostname } = (error !== null && typeof error === 'object' ? error : {}) as {
    message?: unknown;
    status?: unknown;
    hostname?: unknown;
  };
  const text = typeof error === 'string' ? error : typeof message === 'string' ? message : '';
  const [, code, host] = BY_NODE.exec(text) ?? [];
  if (code !== undefined && said(code, host) !== null) return said(code, host);
  if (error instanceof OutboundError || typeof status === 'number') return null;
  return said(networkCode(error) ?? '', typeof hostname === 'string' ? hostname : undefined);
}
