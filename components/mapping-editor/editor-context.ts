'use client';

import { createContext, useContext } from 'react';
import type { Json } from '@/spec/event';
import type { FetchedChoices } from '@/catalog/destinations/run/contract';
import type { KnownProperty } from './model/spec-properties';

/** What every input of the editor may need to know. It stays the same object while one types. */
export interface EditorContext {
  /** Tells mappings apart: nothing fetched for one is shown in another. */
  key: string;
  readOnly: boolean;
  /** Seen on the source or named by the spec, most frequent first. */
  properties: readonly KnownProperty[];
  /** Asks the vendor what a dynamic field may hold. */
  fetchChoices: (field: string, page: string | null, signal: AbortSignal) => Promise<FetchedChoices>;
  /** Tells the form that a text cannot be read as a value (null: it can again), so that it is not saved half. */
  reportUnreadable: (id: string, label: string | null) => void;
}

/** Gives the inputs of a mapping what the editor around them knows; outside an editor all of it is empty. */
export const EditorContext = createContext<EditorContext>({
  key: '',
  readOnly: true,
  properties: [],
  fetchChoices: () => Promise.resolve({ choices: [], nextPage: null, problem: null }),
  reportUnreadable: () => undefined,
});

/** The editor around this input. */
export function useEditor(): EditorContext {
  return useContext(EditorContext);
}

/** Where an input stands: within the items of this list (`properties.products`), or null in the event as a whole. */
export const ScopeContext = createContext<string | null>(null);

/** The list in whose items this input's variables are looked up, or null. */
export function useScope(): string | null {
  return useContext(ScopeContext);
}

/** A value that a field may hold, as autocomplete offers it. */
export interface Choice {
  label: string;
  value: Exclude<Json, Json[] | object>;
  description?: string;
}
