'use client';

import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import type { Json, JsonObject } from '@/spec/event';
import { Button } from '../ui/form/button';
import { TextInput } from '../ui/form/text-input';

interface Row {
  key: string;
  /** As it was when it is not text. */
  value: Json;
}

function toObject(rows: Row[]): JsonObject {
  return Object.fromEntries(rows.filter((row) => row.key.trim() !== '').map((row) => [row.key.trim(), row.value]));
}

/** A flat object as rows of name and value: HTTP headers. */
export function KeyValueInput({
  label,
  value,
  disabled,
  onChange,
}: {
  label: string;
  value: JsonObject;
  disabled: boolean;
  onChange: (value: JsonObject) => void;
}) {
  const [rows, setRows] = useState<Row[]>(() => Object.entries(value).map(([key, inner]) => ({ key, value: inner })));
  const change = (next: Row[]) => {
    setRows(next);
    onChange(toObject(next));
  };
  const edit = (index: number, part: Partial<Row>) =>
    change(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <div role="group" aria-label={label} className="space-y-1.5">
      {rows.map((row, index) => (
        <div key={index} className="flex items-center gap-1.5">
          <TextInput
            id={undefined}
            mono
            aria-label={`${label}: name ${index + 1}`}
            placeholder="Name"
            value={row.key}
            disabled={disabled}
            onChange={(event) => edit(index, { key: event.target.value })}
          />
          <TextInput
            id={undefined}
            mono
            aria-label={`${label}: value ${index + 1}`}
            placeholder="Value"
            value={typeof row.value === 'string' ? row.value : JSON.stringify(row.value)}
            disabled={disabled}
            onChange={(event) => edit(index, { value: event.target.value })}
          />
          {!disabled && (
            <Button
              variant="quiet"
              aria-label={`Remove ${row.key || `row ${index + 1}`}`}
              onClick={() => change(rows.filter((_, at) => at !== index))}
            >
              <X aria-hidden />
            </Button>
          )}
        </div>
      ))}
      {!disabled && (
        <Button variant="quiet" size="sm" onClick={() => setRows([...rows, { key: '', value: '' }])}>
          <Plus aria-hidden /> Add {rows.length === 0 ? 'one' : 'another'}
        </Button>
      )}
      {disabled && rows.length === 0 && <p className="text-muted">None</p>}
    </div>
  );
}
