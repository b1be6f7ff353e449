import type { OauthAppRow } from '@/storage/entities/oauth/apps';

/** A public key as people see it. Its id is what `kid` names. */
export interface OauthKeyView {
  id: string;
  name: string;
  bits: number;
  fingerprint: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** An OAuth app as people see it. */
export interface OauthAppView {
  id: string;
  name: string;
  scopes: string[];
  tokenLifetimeDays: number;
  createdAt: Date;
  /** Those that work, oldest first. */
  keys: OauthKeyView[];
  sources: { id: string; name: string; type: string; required: boolean }[];
}

/** Takes from a stored app what may be shown. */
export function oauthAppView(row: OauthAppRow): OauthAppView {
  const { id, name, scopes, tokenLifetimeDays, createdAt } = row;
  return {
    id,
    name,
    scopes,
    tokenLifetimeDays,
    createdAt,
    keys: row.keys.map((key) => ({
      id: key.id,
      name: key.name,
      bits: key.bits,
      fingerprint: key.fingerprint,
      createdAt: key.createdAt,
      lastUsedAt: key.lastUsedAt,
    })),
    sources: row.sources.map(({ oauthRequired, ...source }) => ({ ...source, required: oauthRequired })),
  };
}
