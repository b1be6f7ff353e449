import type { JsonObject } from '@/spec/event';

/** Settings with tokens as definitions read them. */
export function withTokens(settings: JsonObject, accessToken: string, refreshToken: string | null): JsonObject {
  const { oauth: _before, ...rest } = settings;
  return { ...rest, oauth: { access_token: accessToken, ...(refreshToken ? { refresh_token: refreshToken } : {}) } };
}

/** The tokens that `withTokens` put into settings: to be kept out of what is shown. */
export function tokensIn({ oauth }: JsonObject): string[] {
  if (typeof oauth !== 'object' || oauth === null || Array.isArray(oauth)) return [];
  return Object.values(oauth).filter((value) => typeof value === 'string');
}
