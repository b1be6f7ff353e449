'use client';

import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { FormResult } from './form-result';

const NO_ANSWER = 'The server did not answer. Check your connection and try again.';

/** The value of a text field of a form; empty when it is not there. */
export function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}

/**
 * A form whose fields keep what was typed whatever happens: `act` runs with its data; what is wrong appears at the
 * fields, the first of which gets the focus, or as `message` when it concerns no field. `onDone` returns true when it
 * leads to another page, so that the form stays busy until then. Sending before the page's script runs is kept by React
 * and carried out afterwards.
 */
export function useActionForm<T>(
  act: (data: FormData) => Promise<FormResult<T>>,
  onDone: (value: T, data: FormData) => boolean | void | Promise<boolean | void>,
) {
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [message, setMessage] = useState<string | null>(null);
  const [refusals, setRefusals] = useState(0);

  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);

  const send = async (data: FormData) => {
    if (busy) return;
    setBusy(true);
    setMessage(null);
    setErrors({});
    let leaving = false;
    try {
      const result = await act(data);
      if (result.ok) {
        leaving = (await onDone(result.value, data)) === true;
      } else {
        const atFields = Object.keys(result.error.fields).some((name) => form.current?.elements.namedItem(name));
        setErrors(result.error.fields);
        setMessage(atFields ? null : result.error.message);
        setRefusals((count) => count + 1);
      }
    } catch {
      setMessage(NO_ANSWER);
    }
    if (!leaving) setBusy(false);
  };

  const props = {
    ref: form,
    noValidate: true,
    action: send,
    onSubmit: (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault();
      void send(new FormData(event.currentTarget));
    },
    onInput: (event: FormEvent<HTMLFormElement>) => {
      const name = event.target instanceof HTMLInputElement ? event.target.name : '';
      if (name in errors) setErrors(Object.fromEntries(Object.entries(errors).filter(([field]) => field !== name)));
    },
  };
  return { props, busy, errors, message, setErrors };
}
