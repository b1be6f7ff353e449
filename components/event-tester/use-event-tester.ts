'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { TestedEvent } from '@/control-plane/event-tester/test-event';
import type { EventTestView } from '@/control-plane/event-tester/test-view';
import type { JsonProblem } from '@/spec/json-text';
import type { ActionAnswer } from '../destination-page/action-answer';

export type TestMode = 'dry' | 'real';
export type RunTest = (input: {
  text: string;
  mode: TestMode;
  subscriptionId?: string;
}) => Promise<ActionAnswer<TestedEvent>>;

/** A test and what it was asked about. */
export interface Answered {
  test: EventTestView;
  text: string;
  mapping: string;
}

/** All enabled mappings, as real traffic. */
export const ALL = '';

const UNREACHED = 'The server could not be reached. Your event is still here; try again.';

function kept(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, text: string): void {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    return; // no room or not allowed: then it lives as long as the page
  }
}

/** The event being tested and its tests. The text outlives errors, signing in again and going away and back. */
export function useEventTester(destinationId: string, given: { text: string; chosen: boolean }, run: RunTest) {
  const key = `event-tester:${destinationId}`;
  const [text, setText] = useState(() => (given.chosen ? given.text : (kept(key) ?? given.text)));
  const [mapping, setMapping] = useState(ALL);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [busy, setBusy] = useState<TestMode | null>(null);
  const [error, setError] = useState<{ mode: TestMode; message: string } | null>(null);
  const [problem, setProblem] = useState<JsonProblem | null>(null);
  const latest = useRef(0);

  useEffect(() => keep(key, text), [key, text]);

  const change = useCallback((next: string) => {
    setText(next);
    setProblem(null);
  }, []);

  const start = useCallback(
    async (mode: TestMode) => {
      const turn = (latest.current += 1);
      setBusy(mode);
      setError(null);
      const asked = { text, mode, ...(mapping === ALL ? {} : { subscriptionId: mapping }) };
      const answer = await run(asked).catch(() => null);
      if (turn !== latest.current) return;
      setBusy(null);
      if (!answer) setError({ mode, message: UNREACHED });
      else if (!answer.ok) setError({ mode, message: answer.error.message });
      else if (answer.value.problem) setProblem(answer.value.problem);
      else setAnswered({ test: answer.value.test, text, mapping });
    },
    [run, text, mapping],
  );

  const stale = answered !== null && (answered.text !== text || answered.mapping !== mapping);
  return { text, change, mapping, setMapping, answered, stale, busy, error, problem, start };
}
