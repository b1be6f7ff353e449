'use client';

import { useEffect, useState } from 'react';
import type { PresetPreviews } from '@/control-plane/destinations/setup/preview-presets';
import type { JsonObject } from '@/spec/event';
import type { SetupActions } from './new-destination';

/** What the presets make of recent events: on its way, there, or why not. */
export type PreviewState =
  | { state: 'none' }
  | { state: 'loading'; before: PresetPreviews | null }
  | { state: 'failed'; message: string }
  | { state: 'there'; previews: PresetPreviews };

/** Long enough that a word is typed, short enough that one does not wait. */
const PAUSE_MS = 400;

/** Tries the presets on the source's recent events, again when the source or the answers change. */
export function usePresetPreviews(
  preview: SetupActions['preview'],
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
      preview(question).then(
        (answer) => {
          if (!current) return;
          setState(
            answer.ok ? { state: 'there', previews: answer.value } : { state: 'failed', message: answer.error.message },
          );
        },
        () => current && setState({ state: 'failed', message: 'The preview could not be loaded.' }),
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked, wanted, preview]);
  return state;
}
