'use client';

import Plus from 'lucide-react/icons/plus';
import type { SeenProperty } from '@/control-plane/seen-properties/collect-properties';
import type { TriedName } from '@/control-plane/subscriptions/trigger/try-trigger';
import { Button } from '../ui/form/button';
import { newCondition } from './change-condition';
import { ConditionRow } from './condition-row';
import type { useTriggerRows } from './use-trigger-rows';

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
      {list.map((row, index) => (
        <div key={row.key} className="gap-x-2 space-y-2 md:flex md:space-y-0">
          {list.length > 1 && (
            <p className="w-7 shrink-0 text-xs text-muted md:pt-2 md:text-right">
              {index === 0 ? <span className="max-md:hidden">if</span> : rows.join === 'all' ? 'and' : 'or'}
            </p>
          )}
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
