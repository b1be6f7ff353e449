import { headers } from 'next/headers';
import { cache } from 'react';
import type { Visitor } from '@/control-plane/sessions/person';
import { newId } from '@/platform/ids';

/** The id of the current request: logged with what fails, written to the audit log, and shown to the person. */
export const requestId = cache(() => Promise.resolve(newId('req')));

/**
 * Who asks, when nobody is signed in. Our server stands in front of Next and leaves exactly the client address it
 * believes as the last entry of `X-Forwarded-For`.
 */
export async function visitor(): Promise<Visitor> {
  const forwarded = (await headers()).get('x-forwarded-for') ?? '';
  return { address: forwarded.split(',').at(-1)?.trim() ?? '', requestId: await requestId() };
}

/** Path and query of the page being rendered (set by proxy.ts), for coming back after signing in. */
export async function currentPath(): Promise<string | null> {
  return (await headers()).get('x-path');
}
