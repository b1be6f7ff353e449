/** Largest question: a mapping and an event. */
const MAX_BODY = 256 * 1024;

/** The JSON object that a request brings; an empty one when it brings something else, which no verb accepts. */
export async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY) return {};
  const body: unknown = await request.json().catch(() => null);
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {};
}
