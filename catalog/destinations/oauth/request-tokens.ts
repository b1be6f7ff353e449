import { networkSentence } from '@/platform/outbound-http/network-words';
import { networkCode } from '@/platform/outbound-http/outbound-error';
import { outboundRequest } from '@/platform/outbound-http/outbound-request';
import { isRetryableStatus } from '../kit/action-result';

/** What a vendor's token endpoint gave. */
export interface IssuedTokens {
  accessToken: string;
  /** Null when it gave none; when renewing, the one before stays good then. */
  refreshToken: string | null;
  /** Seconds; null when it did not say. */
  expiresIn: number | null;
}

export type TokenAnswer =
  | { ok: true; tokens: IssuedTokens }
  /** `final`: asking again would not help. The message never holds a secret. */
  | { ok: false; final: boolean; message: string };

/** A request to a token endpoint (RFC 6749, sections 4.1.3 and 6). */
export interface TokenRequest {
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  /** Client id and secret go in an Authorization header instead of the form. */
  basic: boolean;
  /** grant_type and what belongs to it. */
  form: Record<string, string>;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

function parsed(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The vendor's own words for a refusal, cut short. */
function refusal(status: number, answer: Record<string, unknown>): string {
  const said = [text(answer.error), text(answer.error_description) ?? text(answer.message)].filter(Boolean).join(': ');
  return `The vendor refused (${status}${said ? `, ${said.slice(0, 200)}` : ''}).`;
}

/** Asks a vendor's token endpoint, through our one way out. Never throws. */
export async function requestTokens(asked: TokenRequest): Promise<TokenAnswer> {
  const { tokenUrl, clientId, clientSecret, basic, form } = asked;
  const inForm: Record<string, string> = basic ? {} : { client_id: clientId, client_secret: clientSecret };
  const pair = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
  try {
    const { status, body } = await outboundRequest({
      method: 'POST',
      url: tokenUrl,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        ...(basic ? { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } : {}),
      },
      body: Buffer.from(new URLSearchParams({ ...form, ...inForm }).toString()),
    });
    const answer = parsed(body);
    const accessToken = text(answer.access_token) ?? text(answer.token);
    if (status < 200 || status >= 300)
      return { ok: false, final: !isRetryableStatus(status), message: refusal(status, answer) };
    if (accessToken === null)
      return { ok: false, final: true, message: 'The vendor answered without an access token.' };
    const seconds = Number(answer.expires_in);
    const expiresIn = Number.isFinite(seconds) && seconds > 0 ? seconds : null;
    return { ok: true, tokens: { accessToken, refreshToken: text(answer.refresh_token), expiresIn } };
  } catch (error) {
    const code = networkCode(error);
    const final = code === 'BLOCKED_ADDRESS' || code === 'INVALID_URL';
    const said = error instanceof Error ? error.message : 'The vendor could not be reached.';
    const message = networkSentence(error) ?? said;
    return { ok: false, final, message };
  }
}
