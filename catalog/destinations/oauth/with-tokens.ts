import type { JsonObject } from '@/spec/event';

/** Settings with tokens as definitions read them. */
export function withTokens(settings: JsonObject, accessToken: string, refreshToken: string | null): JsonObject {
  const { oauth: _before, ...rest } = settings;
  return { ...rest, oauth: { access_token: accessToken, ...(refreshToken ? { refresh_token: refreshToken } : {}) } };
}
