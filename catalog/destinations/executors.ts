import { loadDefinition } from './definitions';
import { createExecutor, type Executor } from './kit/executor';

const made = new Map<string, Promise<Executor | null>>();

async function make(type: string): Promise<Executor | null> {
  const definition = await loadDefinition(type);
  return definition ? createExecutor(definition) : null;
}

/** The executor of destinations of `type`, made on first use; null when the catalog has no such type. Worker only. */
export function executorOf(type: string): Promise<Executor | null> {
  const found = made.get(type) ?? make(type);
  made.set(type, found);
  found.catch(() => made.delete(type));
  return found;
}
