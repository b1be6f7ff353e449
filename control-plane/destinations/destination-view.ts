import type { JsonObject } from '@/spec/event';
import type { DestinationRow } from '@/storage/entities/destinations';
import type { StoredSecret } from '@/storage/secrets';

/** What may be told about a secret setting: that it is set, by whom, when, and how it ends. Never the secret. */
export interface SecretView {
  hint: string;
  setAt: string;
  setBy: string;
}

/** A destination as every transport may show it. Times are ISO-8601. */
export interface DestinationView {
  id: string;
  sourceId: string;
  sourceName: string;
  sourceType: string;
  /** Key into catalog/destinations. */
  type: string;
  name: string;
  slug: string;
  enabled: boolean;
  configVersion: number;
  settings: JsonObject;
  secrets: Record<string, SecretView>;
  createdAt: string;
  updatedAt: string;
}

/** The stored secrets of a destination row. */
export function secretsOf(row: DestinationRow): Record<string, StoredSecret> {
  return row.secrets as unknown as Record<string, StoredSecret>;
}

/** Tells of a destination what may be told. */
export function viewDestination(row: DestinationRow): DestinationView {
  const secrets: Record<string, SecretView> = {};
  for (const [key, { hint, setAt, setBy }] of Object.entries(secretsOf(row))) secrets[key] = { hint, setAt, setBy };
  return {
    id: row.id,
    sourceId: row.sourceId,
    sourceName: row.source.name,
    sourceType: row.source.type,
    type: row.type,
    name: row.name,
    slug: row.slug,
    enabled: row.enabled,
    configVersion: row.configVersion,
    settings: row.settings as JsonObject,
    secrets,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
