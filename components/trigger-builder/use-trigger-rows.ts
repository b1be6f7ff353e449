'use client';

import { useState } from 'react';
import { readTrigger } from '@/spec/trigger/read-trigger';
import type { TriggerCondition, TriggerModel } from '@/spec/trigger/trigger-model';
import { writeTrigger } from '@/spec/trigger/write-trigger';

/** A condition while it is edited. */
export interface EditedRow {
  key: number;
  condition: TriggerCondition;
  /** The person has been elsewhere since. */
  left: boolean;
}

interface State {
  /** The FQL that the rows stand for. */
  text: string;
  join: TriggerModel['join'];
  /** Null: rows cannot show the text. */
  rows: EditedRow[] | null;
  /** Why not, when the text is right all the same. */
  why: string | null;
  /** What is wrong with the text, and at which character (from 0). */
  mistake: { message: string; position: number } | null;
  nextKey: number;
}

function stateOf(text: string): State {
  const read = readTrigger(text);
  if (!read.ok) {
    const mistake = read.mistake ? { message: read.why, position: read.position } : null;
    return { text, join: 'all', rows: null, why: mistake ? null : read.why, mistake, nextKey: 0 };
  }
  const { join, conditions } = read.model;
  const rows = conditions.map((condition, key) => ({ key, condition, left: true }));
  return { text, join, rows, why: null, mistake: null, nextKey: rows.length };
}

/**
 * The rows of a trigger whose FQL is kept by somebody else. Rows are read anew only when that text was changed elsewhere,
 * so that half-written rows stay as they are, and text that was only looked at is never rewritten.
 */
export function useTriggerRows(value: string, onChange: (fql: string) => void) {
  const [kept, setKept] = useState(() => stateOf(value));
  const state = kept.text === value ? kept : stateOf(value);
  if (state !== kept) setKept(state);

  const put = (join: TriggerModel['join'], rows: EditedRow[], nextKey = state.nextKey) => {
    const text = writeTrigger({ join, conditions: rows.map(({ condition }) => condition) });
    setKept({ text, join, rows, why: null, mistake: null, nextKey });
    if (text !== value) onChange(text);
  };
  const rows = state.rows ?? [];
  return {
    ...state,
    setJoin: (join: TriggerModel['join']) => put(join, rows),
    add: (condition: TriggerCondition) =>
      put(state.join, [...rows, { key: state.nextKey, condition, left: false }], state.nextKey + 1),
    change: (key: number, condition: TriggerCondition) =>
      put(
        state.join,
        rows.map((row) => (row.key === key ? { ...row, condition } : row)),
      ),
    remove: (key: number) =>
      put(
        state.join,
        rows.filter((row) => row.key !== key),
      ),
    leave: (key: number) =>
      setKept({ ...state, rows: rows.map((row) => (row.key === key ? { ...row, left: true } : row)) }),
  };
}
