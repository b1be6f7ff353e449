'use client';

import { useEffect, useState } from 'react';
import type { PresetPreviews } from '@/control-plane/destinations/setup/preview-presets';
import type { JsonObject } from '@/spec/event';

/** What the presets make of recent events: on its way, there, or not to be had. */
export type PreviewState =
  | { state: 'none' }
  | { state: 'loading'; before: PresetPreviews | null }
  | { state: 'failed' }
  | { state: 'there'; previews: PresetPreviews };

async function fetchPreviews(address: string, sourceId: string, setup: JsonObject): Promise<PresetPreviews> {
  const query = new URLSearchParams({ source: sourceId, setup: JSON.stringify(setup) });
  const answer = await fetch(`${address}?${query.toString()}`);
  if (!answer.ok) throw new Error(`previews: ${answer.status}`);
  return (await answer.json()) as PresetPreviews;
}

/** Long enough that a word is typed, short enough that one does not wait. */
const PAUSE_MS = 400;

/** Tries the presets on the source's recent events, again when the source or the answers change. */
export function usePresetPreviews(
  /** Address of the previews of the type. */
  address: string,
  { sourceId, setup, wanted }: { sourceId: string; setup: JsonObject; wanted: boolean },
): PreviewState {
  const [state, setState] = useState<PreviewState>({ state: 'none' });
  const asked = JSON.stringify({ sourceId, setup });
  useEffect(() => {
    const question = JSON.parse(asked) as { sourceId: string; setup: JsonObject };
    if (!wanted || !question.sourceId) {
      setState({ state: 'none' });
      return;
    }
    let current = true;
    setState((now) => ({ state: 'loading', before: now.state === 'there' ? now.previews : null }));
    const timer = setTimeout(() => {
      fetchPreviews(address, question.sourceId, question.setup).then(
        (previews) => current && setState({ state: 'there', previews }),
        () => current && setState({ state: 'failed' }),
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked, wanted, address]);
  return state;
}
