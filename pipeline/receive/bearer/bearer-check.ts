import { readAccessToken, type AccessToken } from '@/platform/access-token';
import type { Revocations } from './revocations';

/** Why a bearer token does not count. `unchecked`: nobody knows now whether it is revoked. */
export type BadToken = 'invalid' | 'expired' | 'revoked' | 'scope' | 'unchecked';

/** What a bearer token is worth: plain data, which may be kept in the token's place. */
export type BearerVerdict =
  { kind: 'token'; appId: string; workspaceId: string } | { kind: 'bad_token'; problem: BadToken };

export interface BearerCheckOptions {
  key: Uint8Array;
  revocations: Pick<Revocations, 'current'>;
  /** Milliseconds of the clock on the wall. */
  now: () => number;
  /** How many tokens are remembered as good. */
  capacity?: number;
}

const SCOPE = 'tracking_api:write';
const bad = (problem: BadToken): BearerVerdict => ({ kind: 'bad_token', problem });

/** Checks bearer tokens without asking the database. A token that was good is not checked again until it expires. */
export class BearerCheck {
  readonly #options: Required<BearerCheckOptions>;
  readonly #known = new Map<string, AccessToken>();

  constructor(options: BearerCheckOptions) {
    this.#options = { capacity: 10_000, ...options };
  }

  /** At once for a token that is known. */
  check(text: string): BearerVerdict | Promise<BearerVerdict> {
    const known = this.#known.get(text);
    return known ? this.#judge(text, known) : this.#read(text);
  }

  async #read(text: string): Promise<BearerVerdict> {
    const { key, now, capacity } = this.#options;
    const token = await readAccessToken(text, key, now());
    if (typeof token === 'string') return bad(token);
    this.#known.set(text, token);
    if (this.#known.size > capacity) {
      const [oldest] = this.#known.keys();
      if (oldest !== undefined) this.#known.delete(oldest);
    }
    return this.#judge(text, token);
  }

  #judge(text: string, token: AccessToken): BearerVerdict | Promise<BearerVerdict> {
    if (token.expiresAt <= this.#options.now()) {
      this.#known.delete(text);
      return bad('expired');
    }
    const revoked = this.#options.revocations.current();
    return revoked instanceof Promise ? revoked.then((set) => verdictOf(token, set)) : verdictOf(token, revoked);
  }
}

function verdictOf(token: AccessToken, revoked: ReadonlySet<string> | null): BearerVerdict {
  if (revoked === null) return bad('unchecked');
  if (revoked.has(token.id) || revoked.has(token.keyId)) return bad('revoked');
  if (!token.scopes.includes(SCOPE)) return bad('scope');
  return { kind: 'token', appId: token.appId, workspaceId: token.workspaceId };
}
