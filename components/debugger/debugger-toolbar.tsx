import type { RefObject } from 'react';
import { EVENT_TYPES } from '@/spec/event';
import { Segmented } from '../ui/form/segmented';
import { Select } from '../ui/form/select';
import { TextInput } from '../ui/form/text-input';
import { classNames } from '../ui/class-names';
import type { EventFilter } from './filter-events';
import type { Connection } from './use-live-events';

const TYPES = [
  { value: 'all', label: 'All types' },
  ...EVENT_TYPES.map((type) => ({ value: type, label: type.charAt(0).toUpperCase() + type.slice(1) })),
  { value: 'unknown', label: 'Unknown' },
];
const VERDICTS = [
  { value: 'all', label: 'All verdicts' },
  { value: 'accepted', label: 'Accepted' },
  { value: 'refused', label: 'Not accepted' },
];
const SEARCH = 'Search payloads, message or request id';
const DOTS: Record<Connection, string> = {
  connecting: 'bg-pending-mark',
  live: 'bg-delivered-mark',
  polling: 'bg-retrying-mark',
  ended: 'bg-failed-mark',
};

/** Live or paused, search, and the filters by type and verdict. */
export function DebuggerToolbar({
  filter,
  paused,
  connection,
  searchInput,
  onFilter,
  onPause,
}: {
  filter: EventFilter;
  paused: boolean;
  connection: Connection;
  searchInput: RefObject<HTMLInputElement | null>;
  onFilter: (change: Partial<EventFilter>) => void;
  onPause: (paused: boolean) => void;
}) {
  return (
    <div role="toolbar" aria-label="Events" className="flex flex-wrap items-center gap-2 border-b py-2 pr-3 pl-gutter">
      <Segmented
        label="Live or paused"
        value={paused ? 'paused' : 'live'}
        onChange={(value) => onPause(value === 'paused')}
        options={[
          {
            value: 'live',
            label: (
              <>
                <span
                  aria-hidden
                  className={classNames('size-1.5 rounded-full', paused ? 'bg-(--border-control)' : DOTS[connection])}
                />
                Live
              </>
            ),
          },
          { value: 'paused', label: paused ? 'Paused' : 'Pause' },
        ]}
      />
      <div role="search" className="min-w-28 flex-[999]">
        <TextInput
          ref={searchInput}
          type="search"
          size="sm"
          aria-label={SEARCH}
          title={SEARCH}
          placeholder="Search"
          value={filter.search}
          onChange={(event) => onFilter({ search: event.target.value })}
          trailing={!filter.search && <kbd aria-hidden>/</kbd>}
        />
      </div>
      <div className="flex flex-1 gap-2">
        <Select
          size="sm"
          label="Type"
          className="min-w-24 flex-1"
          options={TYPES}
          value={filter.type || 'all'}
          onValueChange={(value) => onFilter({ type: value === 'all' ? '' : value })}
        />
        <Select
          size="sm"
          label="Verdict"
          className="min-w-28 flex-1"
          options={VERDICTS}
          value={filter.verdict || 'all'}
          onValueChange={(value) => onFilter({ verdict: value === 'accepted' || value === 'refused' ? value : '' })}
        />
      </div>
    </div>
  );
}
