import { HEADER_NAME } from '../kit/event-headers';

/** The settings that sign a request in. */
export interface CredentialSettings {
  username?: string;
  password?: string;
  bearerToken?: string;
  keyHeader?: string;
  key?: string;
}

/** Why these settings cannot sign in: which of them, and what to do. Null when they can, or hold none. */
export function credentialsProblem(settings: CredentialSettings): { key: string; message: string } | null {
  const { username, password, bearerToken, keyHeader, key } = settings;
  const kinds = [username || password ? 'username' : '', bearerToken ? 'bearerToken' : '', key ? 'key' : ''];
  const given = kinds.filter(Boolean);
  if (given.length > 1)
    return { key: given[1] ?? '', message: 'Use one of user name and password, bearer token, or key.' };
  if (key && !keyHeader) return { key: 'keyHeader', message: 'Name the header that carries the key.' };
  if (keyHeader && !HEADER_NAME.test(keyHeader)) return { key: 'keyHeader', message: 'This cannot name a header.' };
  return null;
}

/** The one kind of credentials that the settings hold, as a header; none when they hold none. */
export function credentialHeaders({ username, password, bearerToken, keyHeader, key }: CredentialSettings) {
  if (bearerToken) return { authorization: `Bearer ${bearerToken}` };
  if (username || password)
    return { authorization: `Basic ${Buffer.from(`${username ?? ''}:${password ?? ''}`).toString('base64')}` };
  return key && keyHeader ? { [keyHeader]: key } : {};
}
