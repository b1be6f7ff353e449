/**
 * The one place for state that our server and Next's separately bundled route handlers share within a process.
 * Module variables would exist twice, once per bundle; globalThis exists once.
 */
const KEY = Symbol.for('switchyard.process-state');

function slots(): Map<string, unknown> {
  const holder = globalThis as { [KEY]?: Map<string, unknown> };
  return (holder[KEY] ??= new Map<string, unknown>());
}

/** The value of `name` in this process, created on first use. */
export function processState<T>(name: string, create: () => T): T {
  const map = slots();
  if (!map.has(name)) map.set(name, create());
  return map.get(name) as T;
}

/** The value of `name` if this process has one already: for what ends things and must not begin them. */
export function existingProcessState<T>(name: string): T | undefined {
  return slots().get(name) as T | undefined;
}

/** Sets the value of `name` for this process. */
export function setProcessState(name: string, value: unknown): void {
  slots().set(name, value);
}
