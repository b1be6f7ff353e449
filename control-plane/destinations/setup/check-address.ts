import net from 'node:net';
import { z } from 'zod';
import { networkSentence } from '@/platform/outbound-http/network-words';
import { outboundContext, type OutboundContext } from '@/platform/outbound-http/outbound-context';
import { authorize } from '../../authorize';
import type { Context } from '../../context';
import { parseInput } from '../../parse-input';

const inputSchema = z.object({ url: z.string().max(10_000) });
/** A form does not wait longer for a name server. */
const PATIENCE_MS = 3000;

function hostOf(url: string): string | null {
  try {
    const { protocol, hostname } = new URL(url.trim());
    return protocol === 'https:' || protocol === 'http:' ? hostname.replace(/^\[|\]$/g, '') : null;
  } catch {
    return null;
  }
}

const late = () =>
  new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('no answer')), PATIENCE_MS).unref();
  });

/**
 * Whether this installation may send to the address of `url` as things stand: null, or why not in a sentence. What is no
 * http(s) URL, or cannot be resolved in time, is not judged here.
 */
export async function checkAddress(
  ctx: Context,
  input: z.input<typeof inputSchema>,
  { policy, resolve }: Pick<OutboundContext, 'policy' | 'resolve'> = outboundContext(),
): Promise<string | null> {
  authorize(ctx, 'destinations:edit');
  const host = hostOf(parseInput(inputSchema, input).url);
  if (host === null) return null;
  const literal = net.isIP(host) !== 0;
  try {
    const found = literal ? [{ address: host }] : await Promise.race([resolve(host), late()]);
    if (found.every(({ address }) => policy.allows(address))) return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return code === 'ENOTFOUND' ? `${networkSentence({ code, hostname: host })} Deliveries to it would fail.` : null;
  }
  const reason = literal ? 'is a private or reserved address' : 'leads to a private or reserved address';
  return (
    `${host} ${reason}. This server does not send there: deliveries would fail with BLOCKED_ADDRESS. ` +
    'Use a public address, or ask the operator to allow the network with SWITCHYARD_ALLOW_PRIVATE_NETWORKS.'
  );
}
