'use client';

import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import type { SampleEvent } from '@/control-plane/mapping-preview/list-sample-events';
import { RelativeTime } from '../../ui/data/relative-time';
import { Button } from '../../ui/form/button';
import { Menu, type MenuItem } from '../../ui/overlay/menu';
import type { Choice, MappingPreviewState } from './use-mapping-preview';

/** How many of each verdict the menu holds. */
const LISTED = 12;

const nameOf = (event: SampleEvent) => event.name ?? event.type.charAt(0).toUpperCase() + event.type.slice(1);

function itemsOf(events: SampleEvent[], choose: (choice: Choice) => void): MenuItem[] {
  return events.slice(0, LISTED).map((event) => ({
    label: nameOf(event),
    hint: <RelativeTime at={event.receivedAt} />,
    onSelect: () => choose({ kind: 'stored', event }),
  }));
}

/** Which event the mapping is tried on: recent ones that the trigger matches, others, one's own, or a made-up one. */
export function EventPicker({ preview }: { preview: MappingPreviewState }) {
  const { samples, sample, choose, choice, generated } = preview;
  const events = samples?.events ?? [];
  const matching = events.filter(({ matches }) => matches);
  const others = events.filter(({ matches }) => !matches);
  const at = matching.findIndex(({ id }) => id === sample?.id);
  const step = (by: number) => {
    const event = matching[at + by];
    if (event) choose({ kind: 'stored', event });
  };
  const items: MenuItem[] = [];
  if (matching.length > 0) items.push({ kind: 'heading', label: 'The trigger matches' }, ...itemsOf(matching, choose));
  if (others.length > 0) items.push({ kind: 'heading', label: 'It does not match' }, ...itemsOf(others, choose));
  if (items.length > 0) items.push({ kind: 'separator' });
  items.push(
    { label: 'Paste an event', onSelect: () => choose({ kind: 'pasted' }) },
    { label: 'An example made up for the trigger', onSelect: () => choose({ kind: 'generated' }) },
  );
  return (
    <div className="flex min-w-0 flex-1 items-center justify-end gap-1 [&>button]:min-w-0">
      <Menu
        align="end"
        items={items}
        trigger={
          <Button
            size="sm"
            variant="quiet"
            className="max-w-full min-w-0 shrink!"
            aria-label="Choose the event to try it on"
          >
            <span className="min-w-0 truncate">
              {choice.kind === 'pasted' ? (
                'Pasted event'
              ) : generated ? (
                'Made-up example'
              ) : sample ? (
                <>
                  {nameOf(sample)}, <RelativeTime at={sample.receivedAt} />
                </>
              ) : (
                'Recent event'
              )}
            </span>
            <ChevronDown aria-hidden className="size-3.5 shrink-0 text-faint" />
          </Button>
        }
      />
      {matching.length > 1 && (
        <span className="flex shrink-0">
          <Button
            size="sm"
            variant="quiet"
            className="px-1!"
            aria-label="Newer event"
            disabled={at <= 0}
            onClick={() => step(-1)}
          >
            <ChevronLeft aria-hidden />
          </Button>
          <Button
            size="sm"
            variant="quiet"
            className="px-1!"
            aria-label="Older event"
            disabled={at >= matching.length - 1}
            onClick={() => step(1)}
          >
            <ChevronRight aria-hidden />
          </Button>
        </span>
      )}
    </div>
  );
}
