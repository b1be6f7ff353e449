import { isEventType, type EventType } from '@/spec/event';
import type { FqlNode } from '@/spec/fql/fql-node';
import { parseFql } from '@/spec/fql/parse-fql';

/** One alternative of a simple trigger: a call, and for track maybe one event name. */
export interface Branch {
  type: EventType;
  event?: string;
}

const operands = (node: FqlNode, kind: 'and' | 'or'): FqlNode[] => (node.kind === kind ? node.operands : [node]);

/** `type = "track"` as ["type", "track"]; null for anything else. */
function equality(node: FqlNode): [string, string] | null {
  if (node.kind !== 'compare' || node.operator !== '=') return null;
  const { left, right } = node;
  if (left.kind !== 'path' || right.kind !== 'literal' || typeof right.value !== 'string') return null;
  return [left.segments.join('.'), right.value];
}

function branch(node: FqlNode): Branch | null {
  const parts = operands(node, 'and').map(equality);
  if (parts.some((part) => part === null)) return null;
  const wanted = Object.fromEntries(parts as [string, string][]);
  const { type = 'event' in wanted ? 'track' : '', event } = wanted;
  if (Object.keys(wanted).some((key) => key !== 'type' && key !== 'event') || !isEventType(type)) return null;
  return event === undefined ? { type } : { type, event };
}

/**
 * The alternatives of a trigger that asks for nothing but calls and event names, as every default trigger of Segment's
 * definitions should; null for one that asks for more, names a call that does not exist, or cannot be read.
 */
export function branchesOf(trigger: string): Branch[] | null {
  const parsed = parseFql(trigger);
  if (!parsed.ok) return null;
  const branches = operands(parsed.ast, 'or').map(branch);
  return branches.some((one) => one === null) ? null : (branches as Branch[]);
}

function condition({ type, event }: Branch, but: readonly string[]): string {
  const parts = [`type = "${type}"`];
  if (event !== undefined) parts.push(`event = ${JSON.stringify(event)}`);
  else parts.push(...but.map((name) => `event != ${JSON.stringify(name)}`));
  return parts.join(' and ');
}

/** The trigger that takes `branches`, but those of its tracked events whose name is in `but`. */
export function triggerOf(branches: readonly Branch[], but: readonly string[] = []): string {
  const conditions = branches.map((one) => condition(one, one.type === 'track' ? but : []));
  if (conditions.length === 1) return conditions[0] ?? '';
  return conditions.map((one) => (one.includes(' and ') ? `(${one})` : one)).join(' or ');
}
