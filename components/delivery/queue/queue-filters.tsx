'use client';

import type { DeliveryReasonGroup } from '@/control-plane/delivery-metrics/get-delivery-summary';
import { Select } from '../../ui/form/select';
import { TextInput } from '../../ui/form/text-input';

/** What the list is narrowed to; '' means everything. */
export interface QueueFilter {
  reason: string;
  eventType: string;
  eventName: string;
  /** Minutes back from now, as text. */
  since: string;
}

/** Everything is shown. */
export const NO_FILTER: QueueFilter = { reason: '', eventType: '', eventName: '', since: '' };

const TYPES = ['track', 'identify', 'page', 'screen', 'group', 'alias'];
const SINCE = [
  { value: '', label: 'Any time' },
  { value: '30', label: 'Last 30 minutes' },
  { value: '60', label: 'Last hour' },
  { value: '1440', label: 'Last 24 hours' },
  { value: '10080', label: 'Last 7 days' },
];

/** Reason, type, name and time of the deliveries that the list shows and its button means. */
export function QueueFilters({
  filter,
  reasons,
  onChange,
}: {
  filter: QueueFilter;
  reasons: DeliveryReasonGroup[];
  onChange: (filter: QueueFilter) => void;
}) {
  const set = (change: Partial<QueueFilter>) => onChange({ ...filter, ...change });
  return (
    <div role="group" aria-label="Which deliveries" className="mb-3 flex flex-wrap gap-2">
      <Select
        size="sm"
        className="w-44"
        label="Reason"
        value={filter.reason}
        onValueChange={(reason) => set({ reason })}
        options={[
          { value: '', label: 'Any reason' },
          ...reasons.map((group) => ({ value: group.reason, label: group.title })),
        ]}
      />
      <Select
        size="sm"
        className="w-36"
        label="Type of event"
        value={filter.eventType}
        onValueChange={(eventType) => set({ eventType })}
        options={[{ value: '', label: 'Any type' }, ...TYPES.map((type) => ({ value: type, label: type }))]}
      />
      <span className="w-44">
        <TextInput
          size="sm"
          aria-label="Name of the event, exactly"
          placeholder="Event name, exactly"
          value={filter.eventName}
          onChange={(event) => set({ eventName: event.target.value })}
        />
      </span>
      <Select
        size="sm"
        className="w-40"
        label="Time"
        value={filter.since}
        onValueChange={(since) => set({ since })}
        options={SINCE}
      />
    </div>
  );
}
