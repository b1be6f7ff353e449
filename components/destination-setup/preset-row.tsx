'use client';

import ChevronRight from 'lucide-react/icons/chevron-right';
import { useId, useState } from 'react';
import type { PresetPreview } from '@/control-plane/destinations/setup/preview-presets';
import { classNames } from '../ui/class-names';
import { CodeBlock } from '../ui/code/code-block';
import { RelativeTime } from '../ui/data/relative-time';
import { StateGlyph } from '../ui/data/state-glyph';
import type { SetupPreset } from './new-destination';

function Origin({ preview, sourceName }: { preview: PresetPreview; sourceName: string }) {
  const { event } = preview;
  if (!event) return <>Made of an example, since no recent event of {sourceName} is like that.</>;
  return (
    <>
      Made of {event.name ? <strong className="font-medium text-default">{event.name}</strong> : `a ${event.type} call`}
      , <RelativeTime at={event.receivedAt} />
    </>
  );
}

/** One ready-made mapping: whether to begin with it, which events it takes, and what it makes of one. */
export function PresetRow({
  preset,
  preview,
  read,
  sourceName,
  checked,
  startsOpen,
  onCheckedChange,
}: {
  preset: SetupPreset;
  preview: PresetPreview | undefined;
  /** How many recent events were looked at. */
  read: number;
  sourceName: string;
  checked: boolean;
  startsOpen: boolean;
  onCheckedChange: (checked: boolean) => void;
}) {
  const id = useId();
  const [toggled, setToggled] = useState<boolean | null>(null);
  const open = (toggled ?? startsOpen) && preview !== undefined;
  return (
    <li className="border-b">
      <div className="flex items-start gap-2.5 py-2">
        <input
          type="checkbox"
          id={id}
          checked={checked}
          onChange={(event) => onCheckedChange(event.target.checked)}
          aria-describedby={preset.needs.length > 0 ? `${id}-takes ${id}-needs` : `${id}-takes`}
          className="mt-0.5 size-4 shrink-0 accent-(--accent-fill)"
        />
        <div className="min-w-0 flex-1">
          <label htmlFor={id} className="font-medium break-words">
            {preset.name}
          </label>
          <p id={`${id}-takes`} className="text-xs break-words text-muted">
            {preset.takes}
            {preview && read > 0 && ` · ${preview.matching} of the last ${read}`}
          </p>
          {preset.needs.length > 0 && (
            <p id={`${id}-needs`} className="text-xs break-words">
              Needs: {preset.needs.join(', ')}. It is created disabled; you fill this in on the Mappings tab.
            </p>
          )}
        </div>
        {preview && (
          <button
            type="button"
            aria-expanded={open}
            aria-controls={`${id}-preview`}
            onClick={() => setToggled(!open)}
            className="flex h-control-sm shrink-0 items-center gap-1 rounded-md px-1.5 text-xs text-muted hover:bg-hover hover:text-default"
          >
            {preview.problems.length > 0 && <StateGlyph state="failed" label="Would be refused" className="size-2.5" />}
            Preview
            <span className="sr-only"> of {preset.name}</span>
            <ChevronRight aria-hidden className={classNames('size-3.5', open && 'rotate-90')} />
          </button>
        )}
      </div>
      {open && (
        <div id={`${id}-preview`} className="pb-3 pl-6.5">
          <CodeBlock
            title={<Origin preview={preview} sourceName={sourceName} />}
            label={`What ${preset.name} makes of the event`}
            language="json"
            code={JSON.stringify(preview.payload, null, 2)}
            numbers={false}
            className="[&_pre]:max-h-80"
          />
          {preview.problems.map((problem) => (
            <p key={problem} className="mt-1.5 flex gap-1.5 text-xs text-failed-text">
              <StateGlyph state="failed" className="mt-0.5" />
              <span className="min-w-0 break-words">{problem}</span>
            </p>
          ))}
        </div>
      )}
    </li>
  );
}
