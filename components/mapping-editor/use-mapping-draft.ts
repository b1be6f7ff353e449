'use client';

import { useCallback, useMemo, useRef, useState } from 'react';
import type { Json, JsonObject } from '@/spec/event';
import { fieldErrors, type ActionAnswer } from '../destination-page/action-answer';
import { sameMapping } from './model/sample-value';
import { withEntry } from './model/value-form';

/** What the form saves. */
export interface MappingDraft {
  name: string;
  trigger: string;
  mapping: JsonObject;
}

const NOTHING_WRONG: Readonly<Record<string, string>> = {};

/** A mapping that is being written: what is stored, what it is now, what the server refused of it. */
export function useMappingDraft<T>(stored: MappingDraft, save: (draft: MappingDraft) => Promise<ActionAnswer<T>>) {
  const [saved, setSaved] = useState(stored);
  const [name, setName] = useState(stored.name);
  const [trigger, setTrigger] = useState(stored.trigger);
  const [mapping, setMapping] = useState(stored.mapping);
  const [errors, setErrors] = useState(NOTHING_WRONG);
  const [message, setMessage] = useState<string | null>(null);
  const [state, setState] = useState<'idle' | 'busy' | 'saved'>('idle');
  const unreadable = useRef(new Map<string, string>());

  const forget = useCallback((key: string) => {
    setState((now) => (now === 'saved' ? 'idle' : now));
    setErrors((now) =>
      Object.keys(now).some((one) => one === key || one.startsWith(`${key}.`))
        ? Object.fromEntries(Object.entries(now).filter(([one]) => one !== key && !one.startsWith(`${key}.`)))
        : now,
    );
  }, []);
  const setField = useCallback(
    (key: string, value: Json | undefined) => {
      setMapping((now) => withEntry(now, key, value));
      forget(`mapping.${key}`);
    },
    [forget],
  );
  const changeTrigger = useCallback(
    (next: string) => {
      setTrigger(next);
      forget('trigger');
    },
    [forget],
  );
  const reportUnreadable = useCallback((id: string, label: string | null) => {
    if (label === null) unreadable.current.delete(id);
    else unreadable.current.set(id, label);
  }, []);
  const dirty = name !== saved.name || trigger !== saved.trigger || !sameMapping(mapping, saved.mapping);

  /** Saves it; answers what was stored, or the paths of the fields that were refused. */
  const submit = async (): Promise<{ saved: T } | { refused: string[] }> => {
    const [label] = unreadable.current.values();
    if (label !== undefined) {
      setMessage(`The JSON of ${label} cannot be read. Correct it first.`);
      return { refused: [] };
    }
    setState('busy');
    setMessage(null);
    const draft = { name, trigger, mapping };
    const answer = await save(draft);
    if (answer.ok) {
      setSaved(draft);
      setErrors(NOTHING_WRONG);
      setState('saved');
      return { saved: answer.value };
    }
    setState('idle');
    setErrors(answer.error.fields);
    setMessage(answer.error.message);
    return { refused: Object.keys(fieldErrors(answer.error.fields, 'mapping')) };
  };
  const discard = () => {
    setName(saved.name);
    setTrigger(saved.trigger);
    setMapping(saved.mapping);
    setErrors(NOTHING_WRONG);
    setMessage(null);
  };
  const refused = useMemo(() => fieldErrors(errors, 'mapping'), [errors]);
  return {
    name,
    trigger,
    mapping,
    setName: (next: string) => {
      setName(next);
      forget('name');
    },
    setTrigger: changeTrigger,
    setField,
    reportUnreadable,
    dirty,
    state,
    /** What the server refused, of name and trigger. */
    errors,
    /** What it refused of the fields, by their path. */
    refused,
    message,
    submit,
    discard,
  };
}
