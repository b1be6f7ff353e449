import { runAction } from '@/app/action-result';
import { currentUser } from '@/app/context';
import { requestId } from '@/app/request';
import { sealResult } from '@/control-plane/destination-oauth/connect-result';
import { placeOfState } from '@/control-plane/destination-oauth/connect-state';
import { finishConnect } from '@/control-plane/destination-oauth/finish-connect';
import { CALLBACK_PATH } from '@/control-plane/destination-oauth/require-oauth-destination';
import { enterWorkspace } from '@/control-plane/sessions/enter-workspace';

/** Leads on, always to a path of this site; neither the address with the vendor's code nor this answer is kept anywhere. */
function leadTo(path: string): Response {
  return new Response(null, {
    status: 307,
    headers: { location: path, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
}

/** The vendor's words for a no (RFC 6749, section 4.1.2.1). */
function refusalIn(query: URLSearchParams): string | undefined {
  return [query.get('error'), query.get('error_description')].filter(Boolean).join(': ') || undefined;
}

/**
 * Where a vendor sends people back to after they let a destination use their account, or refused. Ends what
 * `startConnect` began and leads to the Settings tab of the destination, which tells how it ended.
 */
export async function GET(request: Request): Promise<Response> {
  const { search, searchParams: query } = new URL(request.url);
  const person = await currentUser();
  if (!person) return leadTo(`/sign-in?next=${encodeURIComponent(CALLBACK_PATH + search)}`);
  const state = query.get('state') ?? '';
  const place = placeOfState(state);
  const ctx = place && (await enterWorkspace(person, place.workspaceSlug, await requestId()));
  if (!ctx) return leadTo('/account/connect-refused');
  const error = refusalIn(query);
  const code = error === undefined ? query.get('code') || undefined : undefined;
  const answer = await runAction(() => finishConnect(ctx, { state, code, error }));
  const result = sealResult(place.destinationId, answer.ok ? null : answer.error.message, Date.now());
  return leadTo(`/${place.workspaceSlug}/destinations/${place.destinationId}/settings?account=${result}`);
}
