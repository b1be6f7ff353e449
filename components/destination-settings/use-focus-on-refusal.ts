import { useEffect, useState, type RefObject } from 'react';

/**
 * The returned function moves the focus to the first control of the form that is marked invalid. Called with the change
 * of state that makes the marks, it waits until they are drawn, however long the page takes.
 */
export function useFocusOnRefusal(form: RefObject<HTMLFormElement | null>): () => void {
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals, form]);
  return () => setRefusals((count) => count + 1);
}
