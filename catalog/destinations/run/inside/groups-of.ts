import type { JsonObject } from '@/spec/event';
import type { BatchPlan } from '../../kit/batch-plan';

/** Events whose keys cannot be computed go alone; running them tells what is wrong. */
function keyOf(plan: BatchPlan, event: JsonObject, index: number): string {
  try {
    return plan.keyOf(event);
  } catch {
    return `alone ${index}`;
  }
}

/** The places of `events` in requests: each alone, or together by the keys of the plan, at most `size` in one. */
export function groupsOf(events: JsonObject[], plan: BatchPlan | null): number[][] {
  if (!plan) return events.map((_, index) => [index]);
  const byKey = new Map<string, number[]>();
  events.forEach((event, index) => {
    const key = keyOf(plan, event, index);
    const group = byKey.get(key);
    if (group) group.push(index);
    else byKey.set(key, [index]);
  });
  return [...byKey.values()].flatMap((group) => {
    const chunks: number[][] = [];
    for (let start = 0; start < group.length; start += plan.size) chunks.push(group.slice(start, start + plan.size));
    return chunks;
  });
}
