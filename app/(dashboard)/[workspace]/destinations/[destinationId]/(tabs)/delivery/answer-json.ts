import { runAction } from '../../../../../../action-result';

const STATUS: Record<string, number> = {
  unauthenticated: 401,
  not_found: 404,
  invalid_input: 400,
  forbidden: 403,
  internal: 500,
};

/** Answers a poll of the dashboard with what `work` resolves to, or `{message}` and a fitting status. Never cached. */
export async function answerJson(work: () => Promise<unknown>): Promise<Response> {
  const result = await runAction(work);
  const headers = { 'cache-control': 'no-store' };
  if (result.ok) return Response.json(result.value, { headers });
  return Response.json({ message: result.error.message }, { status: STATUS[result.error.code] ?? 400, headers });
}
