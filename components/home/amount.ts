import type { Problem } from '@/control-plane/home/find-problems';
import { formatCount } from '../ui/data/format';

const WORDS: Record<Problem['kind'], string> = {
  failing: 'failed',
  kept_back: 'kept back',
  putting_off: 'to be repeated',
  retrying: 'to be repeated',
  not_accepted: 'not accepted',
};

/** How much a problem is: what its reason counts, and what other reasons add ("2,600 events not accepted, and 52 others"). */
export function amount({ kind, count, others, from }: Pick<Problem, 'kind' | 'count' | 'others' | 'from'>): string {
  const one = kind === 'retrying' || kind === 'putting_off' ? 'attempt' : 'event';
  const what = `${formatCount(count)} ${count === 1 ? one : `${one}s`}${from ? ` from ${from}` : ''} ${WORDS[kind]}`;
  if (others === 0) return what;
  return `${what}, and ${formatCount(others)} ${others === 1 ? 'other' : 'others'}`;
}
