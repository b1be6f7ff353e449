import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { Json } from '@/spec/event';
import { textOfValue } from '../model/token-text';
import { TokenText } from './token-text-view';

/** A value for those who may only look: text and chips, or its JSON. */
export function ValueView({ value, field }: { value: Json | undefined; field?: Pick<FieldMetadata, 'choices'> }) {
  const text = textOfValue(value);
  if (value === undefined) return <p className="py-1.5 text-faint">Not mapped</p>;
  if (text !== undefined) return <TokenText text={text} choices={field?.choices ?? null} variables plain />;
  return (
    <pre className="overflow-x-auto py-1.5 font-mono text-xs leading-4 break-words whitespace-pre-wrap">
      {JSON.stringify(value, null, 2)}
    </pre>
  );
}
