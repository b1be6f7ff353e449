'use client';

import Plus from 'lucide-react/icons/plus';
import type { SeenProperty } from '@/control-plane/seen-properties/collect-properties';
import type { TriedName } from '@/control-plane/subscriptions/try-trigger';
import { Button } from '../ui/form/button';
import { Select } from '../ui/form/select';
import { newCondition } from './change-condition';
import { ConditionRow } from './condition-row';
import type { useTriggerRows } from './use-trigger-rows';

const JOINS = [
  { value: 'all', label: 'all' },
  { value: 'any', label: 'any' },
];

/** The conditions of a trigger one under the other, joined by "and" or "or". */
export function TriggerRows({
  rows,
  names,
  seen,
  readOnly,
}: {
  rows: ReturnType<typeof useTriggerRows>;
  names: readonly TriedName[];
  seen: readonly SeenProperty[];
  readOnly: boolean;
}) {
  const list = rows.rows ?? [];
  return (
    <div className="space-y-2">
      {list.length === 0 && <p>Every event. Add a condition to run only for some.</p>}
      {list.length > 1 && (
        <p className="flex items-center gap-2">
          <Select
            className="w-18"
            label="How many conditions must hold"
            disabled={readOnly}
            options={JOINS}
            value={rows.join}
            onValueChange={(join) => rows.setJoin(join === 'any' ? 'any' : 'all')}
          />
          of these hold
        </p>
      )}
      {list.map((row, index) => (
        <div key={row.key} className="space-y-2">
          {index > 0 && <p className="px-1 text-xs text-muted">{rows.join === 'all' ? 'and' : 'or'}</p>}
          <ConditionRow
            condition={row.condition}
            number={index + 1}
            left={row.left}
            names={names}
            seen={seen}
            readOnly={readOnly}
            onChange={(condition) => rows.change(row.key, condition)}
            onRemove={() => rows.remove(row.key)}
            onLeave={() => rows.leave(row.key)}
          />
        </div>
      ))}
      {!readOnly && (
        <Button variant="quiet" size="sm" onClick={() => rows.add(newCondition(list.length === 0))}>
          <Plus aria-hidden /> Add condition
        </Button>
      )}
    </div>
  );
}
