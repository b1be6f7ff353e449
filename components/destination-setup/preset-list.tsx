'use client';

import { Button } from '../ui/form/button';
import type { SetupPreset } from './new-destination';
import { PresetRow } from './preset-row';
import type { PreviewState } from './use-preset-previews';

function Words({ previews, hasSource }: { previews: PreviewState; hasSource: boolean }) {
  if (!hasSource) return <>Choose a source to see what they make of its events.</>;
  if (previews.state === 'failed')
    return <>What they make of recent events could not be loaded; the mappings work all the same.</>;
  if (previews.state !== 'there') return <>Trying them on recent events…</>;
  const { read } = previews.previews;
  if (read === 0) return <>This source has sent nothing yet: the previews are made of examples.</>;
  return <>Tried on the last {read} events of this source.</>;
}

/** The ready-made mappings of a type, each with what it makes of a recent event of the source. */
export function PresetList({
  presets,
  chosen,
  previews,
  sourceName,
  onChange,
}: {
  presets: readonly SetupPreset[];
  chosen: readonly string[];
  previews: PreviewState;
  /** Null while none is chosen. */
  sourceName: string | null;
  onChange: (chosen: string[]) => void;
}) {
  const shown = previews.state === 'there' ? previews.previews : previews.state === 'loading' ? previews.before : null;
  const byName = new Map(shown?.previews.map((preview) => [preview.name, preview]));
  const set = (name: string, on: boolean) =>
    onChange(presets.map((one) => one.name).filter((one) => (one === name ? on : chosen.includes(one))));
  const usual = presets.filter((preset) => !preset.suggested);
  const suggested = presets.filter((preset) => preset.suggested);
  const first = presets.find(({ name }) => chosen.includes(name));
  const rows = (group: readonly SetupPreset[]) => (
    <ul className="border-t">
      {group.map((preset) => (
        <PresetRow
          key={preset.name}
          preset={preset}
          preview={byName.get(preset.name)}
          read={shown?.read ?? 0}
          sourceName={sourceName ?? ''}
          checked={chosen.includes(preset.name)}
          startsOpen={preset === first}
          onCheckedChange={(on) => set(preset.name, on)}
        />
      ))}
    </ul>
  );
  return (
    <div className="space-y-5">
      <div>
        <div className="flex min-h-8 flex-wrap items-center justify-between gap-2 pb-1 text-xs text-muted">
          <p role="status">
            <Words previews={previews} hasSource={sourceName !== null} />
          </p>
          {presets.length > 2 && (
            <Button
              variant="quiet"
              size="sm"
              onClick={() => onChange(chosen.length > 0 ? [] : usual.map((preset) => preset.name))}
            >
              {chosen.length > 0 ? 'Choose none' : 'Choose the usual'}
            </Button>
          )}
        </div>
        {usual.length > 0 && rows(usual)}
      </div>
      {suggested.length > 0 && (
        <div>
          <h3 className="font-medium">Suggested</h3>
          <p className="mb-2 text-xs text-muted">
            {usual.length > 0 ? 'Its maker does not begin with these.' : 'Its maker begins with no mapping.'} Each sends
            what its action is meant for; read it before you choose it.
          </p>
          {rows(suggested)}
        </div>
      )}
    </div>
  );
}
