import type { Json } from '@/spec/event';

/** A path as people write it: "$.traits.email" → "traits.email"; the whole event is "event". */
function pathText(path: string): string {
  const plain = path.replace(/^\$\.?/, '');
  return plain === '' ? 'whole event' : plain;
}

function Chip({ children }: { children: React.ReactNode }) {
  return (
    <code className="rounded-sm bg-accent-tint px-1.5 py-0.5 font-mono text-xs break-all text-accent">{children}</code>
  );
}

/** Where a mapped value comes from: a field of the event as a chip, a literal as it is, anything else as its JSON. */
export function Expression({ value }: { value: Json | undefined }) {
  if (value === undefined) return <span className="text-faint">not mapped</span>;
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    const keys = Object.keys(value);
    const path = value['@path'];
    const template = value['@template'];
    if (keys.length === 1 && typeof path === 'string') return <Chip>{pathText(path)}</Chip>;
    if (keys.length === 1 && typeof template === 'string') return <Chip>{template}</Chip>;
  }
  return (
    <code className="font-mono text-xs break-all">{typeof value === 'string' ? value : JSON.stringify(value)}</code>
  );
}

/** Whether a value is computed from the event rather than written down. */
export function isComputed(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some(isComputed);
  if (value === null || typeof value !== 'object') return false;
  return Object.entries(value).some(([key, inner]) => key.startsWith('@') || isComputed(inner));
}
