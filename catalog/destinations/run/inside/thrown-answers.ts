import { networkCode } from '@/platform/outbound-http/outbound-error';
import { currentOutboundContext, type Exchange, type OutboundContext } from '@/platform/outbound-http/outbound-context';

/** What the library tells of an answer that it got for a definition. */
interface HeardAnswer {
  ok: boolean;
  status: number;
  url: string;
  options?: { throwHttpErrors?: boolean };
}

/** An action of the library, as far as it tells of answers. */
interface Telling {
  on(event: 'response', listener: (answer: HeardAnswer | undefined) => void): unknown;
}

const thrown = new WeakMap<OutboundContext, Set<string>>();
const keyOf = (status: number | undefined, url: string) => `${status} ${url}`;

/** Notes from now on which answers the library throws at the definition, run by run. */
export function noteThrownAnswers(actions: Record<string, Telling>): void {
  for (const action of Object.values(actions))
    action.on('response', (answer) => {
      const context = currentOutboundContext();
      if (!context || !answer || answer.ok || answer.options?.throwHttpErrors === false) return;
      const noted = thrown.get(context) ?? new Set();
      thrown.set(context, noted.add(keyOf(answer.status, answer.url)));
    });
}

/** Whether the answer of `exchange` was thrown at the definition; if its run ends well all the same, it was caught there. */
export function wasThrown(context: OutboundContext, { request, response }: Exchange): boolean {
  return thrown.get(context)?.has(keyOf(response?.status, request.url)) ?? false;
}

/** Whether `error` is itself an answer of the run, or that there was none: the definition has chosen what it fails with. */
export function isOfExchange(error: unknown, exchanges: Exchange[]): boolean {
  const status = (error as { response?: { status?: unknown } } | null)?.response?.status;
  if (typeof status === 'number') return exchanges.some(({ response }) => response?.status === status);
  return /^(E[A-Z]|CERT|UND_ERR)/.test(networkCode(error) ?? '') && exchanges.some(({ response }) => response === null);
}
