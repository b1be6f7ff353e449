import type { Home } from '@/control-plane/home/get-home';
import { formatCount, formatShare } from '../ui/data/format';

/** The state of the workspace in two sentences. */
export function summarize({ facts, problems }: Pick<Home, 'facts' | 'problems'>): string {
  const received = facts.received + facts.rejected;
  const events = received === 1 ? '1 event' : `${received === 0 ? 'No' : formatCount(received)} events`;
  const share = formatShare(facts.delivered, facts.delivered + facts.failed);
  const arrived = share === null ? '' : `; ${share} of what should have arrived has arrived`;
  const open = problems.filter((problem) => !problem.past).length;
  const needs = open === 0 ? '' : open === 1 ? ' One thing needs you.' : ` ${open} things need you.`;
  return `${events} received in the last 24 hours${arrived}.${needs}`;
}
