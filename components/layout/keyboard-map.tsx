'use client';

import { Dialog } from '../ui/overlay/dialog';

const MAP: { heading: string; rows: { keys: string[]; does: string }[] }[] = [
  {
    heading: 'Everywhere',
    rows: [
      { keys: ['⌘ K', 'Ctrl K'], does: 'Search and go to anything' },
      { keys: ['/'], does: 'Search in this page' },
      { keys: ['?'], does: 'Show this map' },
      { keys: ['Esc'], does: 'Close what is open' },
    ],
  },
  {
    heading: 'Go to',
    rows: [
      { keys: ['g h'], does: 'Home' },
      { keys: ['g s'], does: 'Sources' },
      { keys: ['g d'], does: 'Destinations' },
      { keys: ['g u'], does: 'Usage' },
      { keys: ['g e'], does: 'Settings' },
    ],
  },
  {
    heading: 'In lists',
    rows: [
      { keys: ['j', '↓'], does: 'Next row' },
      { keys: ['k', '↑'], does: 'Previous row' },
      { keys: ['Enter'], does: 'Open the row' },
    ],
  },
  {
    heading: 'In the debugger and in JSON',
    rows: [
      { keys: ['Space'], does: 'Pause or resume the debugger' },
      { keys: ['←', '→'], does: 'Fold or unfold a node of JSON' },
      { keys: ['c'], does: 'Copy the id of the event, or the node of JSON' },
    ],
  },
];

/** The keyboard map, as a dialog. */
export function KeyboardMap({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {MAP.map((group) => (
          <section key={group.heading} aria-label={group.heading}>
            <h3 className="text-xs text-muted">{group.heading}</h3>
            <dl className="mt-1">
              {group.rows.map((row) => (
                <div key={row.does} className="flex items-baseline justify-between gap-3 border-b py-1 last:border-b-0">
                  <dt className="min-w-0">{row.does}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {row.keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
