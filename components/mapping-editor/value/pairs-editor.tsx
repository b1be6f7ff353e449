'use client';

import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Json, JsonObject } from '@/spec/event';
import { Button } from '../../ui/form/button';
import { KeyInput } from './key-input';
import { NestedValue } from './nested-value';
import { plainField, type ValueProps } from './value-props';

interface Pair {
  id: number;
  key: string;
  value: Json | undefined;
}

const pairsOf = (entries: JsonObject): Pair[] =>
  Object.entries(entries).map(([key, value], id) => ({ id, key, value }));

const entriesOf = (pairs: readonly Pair[]): JsonObject =>
  Object.fromEntries(pairs.filter(({ key }) => key !== '').map(({ key, value }) => [key, value ?? '']));

/** An object written key by key; each value takes text, variables and functions. Rows without a key are not sent. */
export function PairsEditor({
  field,
  path,
  label,
  entries,
  onChange,
  menu,
  bare = false,
}: ValueProps & {
  entries: JsonObject;
  menu: ReactNode;
  /** Only the rows: the frame is drawn around it. */
  bare?: boolean;
}) {
  const [pairs, setPairs] = useState(() => pairsOf(entries));
  const written = useRef(JSON.stringify(entries));
  const next = useRef(pairs.length);
  useEffect(() => {
    const text = JSON.stringify(entries);
    if (text === written.current) return;
    // Changed from outside: a default was restored, a change discarded.
    written.current = text;
    setPairs(pairsOf(entries));
  }, [entries]);
  const set = (changed: Pair[]) => {
    setPairs(changed);
    const result = entriesOf(changed);
    written.current = JSON.stringify(result);
    onChange(result);
  };
  const twice = (pair: Pair) =>
    pair.key !== '' && pairs.some((other) => other.id !== pair.id && other.key === pair.key);
  return (
    <div className={bare ? 'min-w-0 space-y-1.5' : 'min-w-0 space-y-1.5 border-l-2 border-strong pl-2.5'}>
      {!bare && (
        <div className="flex min-h-control-sm items-center justify-between gap-2 pr-[3px]">
          <span className="text-xs font-medium">Key by key</span>
          {menu}
        </div>
      )}
      {pairs.map((pair, index) => (
        <div key={pair.id} className="flex flex-wrap items-start gap-1 @4xl:flex-nowrap">
          <div className="w-full shrink-0 @4xl:w-[38%]">
            <KeyInput
              field={field}
              path={path}
              text={pair.key}
              label={`Key ${index + 1} of ${label}`}
              invalid={twice(pair)}
              onText={(key) => set(pairs.map((one) => (one.id === pair.id ? { ...one, key } : one)))}
            />
          </div>
          <div className="min-w-0 flex-1 pl-3 @4xl:pl-0">
            <NestedValue
              field={plainField(pair.key)}
              path={`${path}.__values__`}
              label={`${label}, ${pair.key === '' ? `value ${index + 1}` : pair.key}`}
              value={pair.value === '' ? undefined : pair.value}
              onChange={(value) => set(pairs.map((one) => (one.id === pair.id ? { ...one, value } : one)))}
            />
            {twice(pair) && (
              <p className="mt-1 text-xs text-failed-text">This key stands here twice; the last one counts.</p>
            )}
          </div>
          <Button
            variant="quiet"
            className="px-1.5!"
            aria-label={`Remove ${pair.key === '' ? `key ${index + 1}` : pair.key} of ${label}`}
            onClick={() => set(pairs.filter((one) => one.id !== pair.id))}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <div className="flex items-center justify-between gap-2">
        <Button
          size="sm"
          aria-label={`Add a key to ${label}`}
          onClick={() => setPairs([...pairs, { id: (next.current += 1), key: '', value: undefined }])}
        >
          <Plus aria-hidden /> Add key
        </Button>
      </div>
    </div>
  );
}
