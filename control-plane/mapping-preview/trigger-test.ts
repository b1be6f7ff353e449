import { compileTest } from '@/pipeline/filter/compile-fql';
import type { JsonObject } from '@/spec/event';
import { parseFql } from '@/spec/fql/parse-fql';

/** Whether a trigger matches an event; null while the trigger is not FQL. An event it cannot judge does not match. */
export type TriggerTest = (event: JsonObject) => boolean | null;

/** A trigger as a question about events, with the code that the pipeline runs. */
export function triggerTest(trigger: string): TriggerTest {
  const parsed = parseFql(trigger);
  if (!parsed.ok) return () => null;
  const test = compileTest(parsed.ast);
  return (event) => {
    try {
      return test(event);
    } catch {
      return false;
    }
  };
}
